/**
 * The acceptor: what carries bytes between sockets and QuickFIX/J's sessions. It frames, caps, times out and
 * authenticates before a session is touched; the sessions, their numbers and their rules stay QuickFIX/J's.
 *
 * <p>Owning thread: the FIX event loop, one thread for sockets, sessions, their timers and the engine's client. Only
 * password hashes, signatures and the slow steps of TLS handshakes are made elsewhere, on bounded pools.
 *
 * <p>May import: the JDK, Agrona, Netty, QuickFIX/J, SLF4J, {@code io.bascule.config}, {@code
 * io.bascule.gateway.audit}, {@code encoding} and {@code store}.
 */
package io.bascule.gateway.session;
