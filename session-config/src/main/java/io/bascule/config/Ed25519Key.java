package io.bascule.config;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** A counterparty's public Ed25519 key (RFC 8032), which its Logons are signed for. */
public final class Ed25519Key implements LogonSignature {
    private static final String ALGORITHM = "Ed25519";

    /** SubjectPublicKeyInfo in front of the 32 bytes of the key (RFC 8410). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int KEY_BYTES = 32;

    private final PublicKey key;

    private Ed25519Key(PublicKey key) {
        this.key = key;
    }

    /**
     * Parses a key in base64: the line between the dashes of {@code openssl pkey -pubout}, or the 32 bytes alone; empty
     * if the text is neither.
     */
    public static Optional<Ed25519Key> parse(String text) {
        try {
            byte[] given = Base64.getDecoder().decode(text);
            byte[] encoded = given;
            if (given.length == KEY_BYTES) {
                encoded = new byte[PREFIX.length + KEY_BYTES];
                System.arraycopy(PREFIX, 0, encoded, 0, PREFIX.length);
                System.arraycopy(given, 0, encoded, PREFIX.length, KEY_BYTES);
            }
            return Optional.of(
                    new Ed25519Key(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean verify(byte[] text, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(text);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            // What the sender wrote is no signature at all.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime from 15 on has " + ALGORITHM, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ed25519Key that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** The key in base64, which is public. */
    @Override
    public String toString() {
        return "ed25519$" + Base64.getEncoder().encodeToString(key.getEncoded());
    }
}
