package io.bascule.config;

import java.util.Optional;

/**
 * Where the one acceptor listens, and the bounds in front of every session.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 lets the system choose
 * @param maxMessageBytes longest message, framing included
 * @param firstByteMillis how long a new connection may stay silent
 * @param logonMillis how long a new connection may take to log on
 * @param maxUnauthenticated connections that may be open without a logon
 * @param maxUnauthenticatedPerAddress the same for one source address
 * @param failuresBeforeBlock failed logons within the window which block the source address; 0 never blocks
 * @param failureWindowSeconds length of the window
 * @param blockMinutes how long an address stays blocked
 * @param exemptLoopback whether 127.0.0.1 and ::1 are exempt from the address cap and from blocks
 * @param tls a port for TLS, if there is one
 */
public record AcceptorConfig(
        String host,
        int port,
        int maxMessageBytes,
        int firstByteMillis,
        int logonMillis,
        int maxUnauthenticated,
        int maxUnauthenticatedPerAddress,
        int failuresBeforeBlock,
        int failureWindowSeconds,
        int blockMinutes,
        boolean exemptLoopback,
        Optional<TlsConfig> tls) {

    /** An acceptor without TLS. */
    public AcceptorConfig(
            String host,
            int port,
            int maxMessageBytes,
            int firstByteMillis,
            int logonMillis,
            int maxUnauthenticated,
            int maxUnauthenticatedPerAddress,
            int failuresBeforeBlock,
            int failureWindowSeconds,
            int blockMinutes,
            boolean exemptLoopback) {
        this(
                host,
                port,
                maxMessageBytes,
                firstByteMillis,
                logonMillis,
                maxUnauthenticated,
                maxUnauthenticatedPerAddress,
                failuresBeforeBlock,
                failureWindowSeconds,
                blockMinutes,
                exemptLoopback,
                Optional.empty());
    }

    /** Whether there is a port without TLS. */
    public boolean acceptsPlaintext() {
        return tls.map(TlsConfig::acceptsPlaintext).orElse(true);
    }

    /** The same acceptor on another plaintext port, as the command line may ask. */
    public AcceptorConfig withPort(int otherPort) {
        return with(otherPort, tls);
    }

    /** The same acceptor on another port for TLS; nothing changes where there is none. */
    public AcceptorConfig withTlsPort(int otherPort) {
        return with(port, tls.map(config -> config.withPort(otherPort)));
    }

    /** The same bounds with, or without, a port for TLS. */
    public AcceptorConfig withTls(Optional<TlsConfig> other) {
        return with(port, other);
    }

    private AcceptorConfig with(int otherPort, Optional<TlsConfig> otherTls) {
        return new AcceptorConfig(
                host,
                otherPort,
                maxMessageBytes,
                firstByteMillis,
                logonMillis,
                maxUnauthenticated,
                maxUnauthenticatedPerAddress,
                failuresBeforeBlock,
                failureWindowSeconds,
                blockMinutes,
                exemptLoopback,
                otherTls);
    }
}
