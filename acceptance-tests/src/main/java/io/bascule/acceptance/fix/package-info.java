/**
 * A FIX client of raw bytes: sessions with sequence numbers, resends both ways, and a record of every byte. It knows
 * nothing of the venue's code. Owning threads: one reading thread a connection; anybody may send. May import the JDK
 * only.
 */
package io.bascule.acceptance.fix;
