package io.bascule.gateway.session;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The TLS of counterparties: the JDK's, by its own factories. */
final class TlsClients {
    private static final char[] NO_PASSWORD = {};

    private TlsClients() {}

    /**
     * A client that trusts one certificate and presents another.
     *
     * @param own null: it has none
     */
    static SSLContext of(X509Certificate trusted, TestCertificates.Identity own)
            throws IOException, GeneralSecurityException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("venue", trusted);
        TrustManagerFactory trusts = TrustManagerFactory.getInstance("PKIX");
        trusts.init(trust);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        if (own != null) {
            keys.setKeyEntry("own", own.key(), NO_PASSWORD, new X509Certificate[] {own.certificate()});
        }
        KeyManagerFactory owned = KeyManagerFactory.getInstance("PKIX");
        owned.init(keys, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(owned.getKeyManagers(), trusts.getTrustManagers(), null);
        return context;
    }
}
