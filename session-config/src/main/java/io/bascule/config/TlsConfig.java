package io.bascule.config;

import java.util.List;

/**
 * How connections are taken over TLS, beside the plaintext port or instead of it.
 *
 * @param port to listen on; 0 lets the system choose
 * @param acceptsPlaintext whether the plaintext port is open, too
 * @param protocols of {@code TLSv1.3} and {@code TLSv1.2}, at least one
 * @param requiresCertificate whether a handshake without a client certificate fails. If not, one is asked for, and the
 *     sessions that are bound to one are refused without
 * @param files where the venue's certificate, its key and the trusted authorities are
 */
public record TlsConfig(
        int port, boolean acceptsPlaintext, List<String> protocols, boolean requiresCertificate, TlsFiles files) {
    /** Copies the list, so that the record is immutable. */
    public TlsConfig {
        protocols = List.copyOf(protocols);
    }

    /** The same on another port, as the command line may ask. */
    public TlsConfig withPort(int otherPort) {
        return new TlsConfig(otherPort, acceptsPlaintext, protocols, requiresCertificate, files);
    }
}
