/**
 * What each FIX session has sent, and its sequence numbers, on mapped memory: QuickFIX/J's message store.
 *
 * <p>Whatever has been stored survives a kill of the process at any instruction, because it is in the page cache the
 * moment it is written; a record that was half written is cut off at the next start. Nothing is flushed to the device
 * per message, so a loss of power may cost the newest records: never a wrong one.
 *
 * <p>Owning thread: the FIX event loop, once the sessions have been created; until then the thread that creates them.
 *
 * <p>May import: the JDK, Agrona, QuickFIX/J and SLF4J.
 */
package io.bascule.gateway.store;
