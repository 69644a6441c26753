package io.bascule.gateway.audit;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes that chain the lines: each is SHA-256 of the hash before it, as 64 hexadecimal digits, and of the line in
 * front of its own hash. One thread only.
 */
final class AuditChain {
    /** Digits of a hash. */
    static final int DIGITS = 64;

    /** What stands before the first record there ever was. */
    static final String BEGINNING = "0".repeat(DIGITS);

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest sha256;
    private final byte[] raw = new byte[DIGITS / 2];
    private final byte[] last = new byte[DIGITS];

    /** A chain that goes on behind a hash. */
    AuditChain(String hash) {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
        for (int i = 0; i < DIGITS; i++) {
            last[i] = (byte) hash.charAt(i);
        }
    }

    /** Adds a line, without its hash. Returns its hash, until the next call. */
    byte[] add(byte[] bytes, int from, int to) {
        sha256.update(last);
        sha256.update(bytes, from, to - from);
        try {
            sha256.digest(raw, 0, raw.length);
        } catch (DigestException e) {
            throw new IllegalStateException("the array is as long as a hash", e);
        }
        for (int i = 0; i < raw.length; i++) {
            last[2 * i] = HEX[raw[i] >> 4 & 0xF];
            last[2 * i + 1] = HEX[raw[i] & 0xF];
        }
        return last;
    }

    /** The last hash. */
    String hash() {
        return new String(last, StandardCharsets.US_ASCII);
    }
}
