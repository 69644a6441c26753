package io.bascule.config;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The certificates of which a session's counterparty must present one: by their SHA-256 fingerprints, or by a name that
 * an authority has put into them. One of the two is empty.
 *
 * @param fingerprints in lower case hexadecimal without separators
 * @param names subject alternative names, as {@code DNS:desk1.example}, {@code URI:…} or {@code email:…}
 */
public record ClientCertificate(Set<String> fingerprints, Set<String> names) {
    private static final int FINGERPRINT_DIGITS = 64;

    /** Types of a general name (RFC 5280, 4.2.1.6) and how they are written here. */
    private static final List<String> TYPES = List.of("", "email:", "DNS:", "", "", "", "URI:");

    /** Copies the sets, so that the record is immutable. */
    public ClientCertificate {
        fingerprints = Set.copyOf(fingerprints);
        names = Set.copyOf(names);
    }

    /** Brings a fingerprint, with or without colons, into its form; empty if the text is none. */
    static Optional<String> fingerprint(String text) {
        String digits = text.replace(":", "").toLowerCase(Locale.ROOT);
        return digits.length() == FINGERPRINT_DIGITS && digits.matches("[0-9a-f]+")
                ? Optional.of(digits)
                : Optional.empty();
    }

    /** Brings a name into its form; empty if the text is none. */
    static Optional<String> name(String text) {
        boolean known = TYPES.stream()
                .anyMatch(type -> !type.isEmpty() && text.startsWith(type) && text.length() > type.length());
        return known ? Optional.of(canonical(text)) : Optional.empty();
    }

    private static String canonical(String name) {
        return name.startsWith("DNS:") ? "DNS:" + name.substring(4).toLowerCase(Locale.ROOT) : name;
    }

    /** The SHA-256 fingerprint of a certificate, in the form that this record has. */
    public static String fingerprintOf(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read can be encoded, and SHA-256 is there", e);
        }
    }

    /**
     * Whether a certificate is one of them.
     *
     * @param certificate that the peer has shown to own
     * @param isPinned whether some session knows it by its fingerprint. Nobody else need vouch for such a one, so that
     *     the names in it mean nothing
     */
    public boolean matches(X509Certificate certificate, boolean isPinned) {
        if (!fingerprints.isEmpty()) {
            return fingerprints.contains(fingerprintOf(certificate));
        }
        return !isPinned && namesOf(certificate).anyMatch(names::contains);
    }

    private static Stream<String> namesOf(X509Certificate certificate) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            return all == null
                    ? Stream.empty()
                    : all.stream()
                            .filter(name -> name.get(1) instanceof String && (int) name.get(0) < TYPES.size())
                            .filter(name -> !TYPES.get((int) name.get(0)).isEmpty())
                            .map(name -> canonical(TYPES.get((int) name.get(0)) + name.get(1)));
        } catch (CertificateParsingException e) {
            return Stream.empty();
        }
    }
}
