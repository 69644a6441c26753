package io.bascule.config;

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
        boolean exemptLoopback) {

    /** The same acceptor on another port, as the command line may ask. */
    public AcceptorConfig withPort(int otherPort) {
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
                exemptLoopback);
    }
}
