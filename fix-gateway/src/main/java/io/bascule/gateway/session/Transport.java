package io.bascule.gateway.session;

import io.bascule.config.ClientCertificate;
import io.bascule.config.Credentials;
import io.bascule.config.SessionConfig;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;

/** How a connection has come: from which address, over TLS or not, with which certificate. */
final class Transport {
    private final SocketChannel channel;
    private final InetAddress address;
    private final TlsDoor tls;
    /** Of when the connection was made: by these its certificate was let through. */
    private final Set<String> pinned;

    /**
     * The transport of a connection.
     *
     * @param tls that it came through; null: none
     */
    Transport(SocketChannel channel, TlsDoor tls) {
        this.channel = channel;
        this.address = channel.remoteAddress().getAddress();
        this.tls = tls;
        this.pinned = tls == null ? Set.of() : tls.pinned();
    }

    InetAddress address() {
        return address;
    }

    /** Address and port, and whether over TLS, as the audit log has it. */
    String source() {
        return address.getHostAddress() + ":" + channel.remoteAddress().getPort() + (tls == null ? "" : "/tls");
    }

    /** Why a session may not log on this way, whatever its Logon says; null if it may. */
    String objection(SessionConfig session) {
        boolean isAllowed = session.allowedAddresses().isEmpty()
                || session.allowedAddresses().stream().anyMatch(range -> range.contains(address));
        if (!isAllowed) {
            return "it may not connect from here";
        }
        Credentials credentials = session.credentials().orElse(null);
        if (credentials == null || !credentials.requiresTls()) {
            return null;
        }
        if (tls == null) {
            return "it may not connect without TLS";
        }
        return credentials.certificate().map(this::objection).orElse(null);
    }

    private String objection(ClientCertificate wanted) {
        X509Certificate certificate = certificate();
        if (certificate == null) {
            return "the connection has no client certificate";
        }
        try {
            // A session of TLS may be resumed after the certificate's end.
            certificate.checkValidity();
        } catch (CertificateException e) {
            return "the client certificate is not within its dates";
        }
        return wanted.matches(certificate, isPinned(certificate))
                ? null
                : "the client certificate is another's: "
                        + Redaction.printable(
                                certificate.getSubjectX500Principal().getName());
    }

    /** A certificate that was trusted by itself, then or now: no authority vouches for its names. */
    private boolean isPinned(X509Certificate certificate) {
        String fingerprint = ClientCertificate.fingerprintOf(certificate);
        return pinned.contains(fingerprint) || tls.pinned().contains(fingerprint);
    }

    private X509Certificate certificate() {
        try {
            SslHandler handler = channel.pipeline().get(SslHandler.class);
            return (X509Certificate) handler.engine().getSession().getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }
}
