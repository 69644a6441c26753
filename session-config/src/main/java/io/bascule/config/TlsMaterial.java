package io.bascule.config;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the files of {@link TlsFiles} hold.
 *
 * @param key of the first certificate of the chain
 * @param chain the venue's certificate first
 * @param authorities who may sign clients' certificates; empty if nobody may
 */
public record TlsMaterial(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
    /** Copies the lists, so that the record is immutable. */
    public TlsMaterial {
        chain = List.copyOf(chain);
        authorities = List.copyOf(authorities);
    }

    /** Says whose certificate it is and nothing secret. */
    @Override
    public String toString() {
        return chain.get(0).getSubjectX500Principal().getName() + " until "
                + chain.get(0).getNotAfter().toInstant();
    }
}
