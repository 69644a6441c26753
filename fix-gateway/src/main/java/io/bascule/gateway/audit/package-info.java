/**
 * The audit log: who logged on from where, what was received and sent, what operators did and how sequence numbers
 * changed, in files that are only ever appended to and whose lines are chained by their hashes.
 *
 * <p>Whoever has something to record puts it into a queue on mapped memory, which outlives a kill of the process; a
 * thread of its own, {@code audit}, makes lines of it, hashes and writes them.
 *
 * <p>May import: the JDK, Agrona, SLF4J, {@code io.bascule.config}, {@code io.bascule.gateway.encoding} and, of {@code
 * io.bascule.gateway.store}, what makes mapped files.
 */
package io.bascule.gateway.audit;
