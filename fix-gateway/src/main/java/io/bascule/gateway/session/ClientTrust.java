package io.bascule.gateway.session;

import io.bascule.config.ClientCertificate;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Which client certificates a handshake takes: those within their dates that a session knows by their fingerprints,
 * whoever signed them, and those that an authority vouches for. Which session each is good for is asked at the Logon.
 */
final class ClientTrust extends X509ExtendedTrustManager {
    private final Set<String> pinned;
    private final X509ExtendedTrustManager authorities;

    ClientTrust(Set<String> pinned, List<X509Certificate> authorities) throws IOException, GeneralSecurityException {
        this.pinned = pinned;
        this.authorities = authorities.isEmpty() ? null : manager(authorities);
    }

    private static X509ExtendedTrustManager manager(List<X509Certificate> authorities)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        // The JDK does not look at the dates of one that stands among the authorities itself.
        chain[0].checkValidity();
        if (pinned.contains(ClientCertificate.fingerprintOf(chain[0]))) {
            return;
        }
        if (authorities == null) {
            throw new CertificateException("no session knows the certificate");
        }
        authorities.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("connections have an SSLEngine");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no servers are asked for");
    }

    /** None: a client asked for one of these would not present a certificate that is known by its fingerprint. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
