package io.bascule.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret shared with a counterparty, whose HMAC-SHA-256 (RFC 2104, FIPS 180-4) signs its Logons. */
public final class HmacSecret implements LogonSignature {
    /** Shortest secret, in characters. */
    public static final int MIN_LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private HmacSecret(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The secret whose key is a text's bytes in UTF-8; empty if it is too short or has white space inside. */
    public static Optional<HmacSecret> of(String text) {
        return text.length() < MIN_LENGTH || text.chars().anyMatch(Character::isWhitespace)
                ? Optional.empty()
                : Optional.of(new HmacSecret(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public boolean verify(byte[] text, byte[] signature) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return MessageDigest.isEqual(mac.doFinal(text), signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HmacSecret that && MessageDigest.isEqual(key.getEncoded(), that.key.getEncoded());
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** Says the scheme and nothing secret. */
    @Override
    public String toString() {
        return "hmac-sha256$***";
    }
}
