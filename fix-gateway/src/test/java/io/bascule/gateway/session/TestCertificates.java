package io.bascule.gateway.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/** Certificates of version 3 with P-256 keys, made and signed on the spot, just as far as the tests need it. */
final class TestCertificates {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_ID = 0x06;
    private static final int BOOLEAN = 0x01;
    private static final int GENERALIZED_TIME = 0x18;
    private static final byte[] ECDSA_WITH_SHA256 = der(SEQUENCE, der(OBJECT_ID, hex("2a8648ce3d040302")));
    private static final byte[] SUBJECT_ALT_NAME = der(OBJECT_ID, hex("551d11"));
    private static final byte[] BASIC_CONSTRAINTS = der(OBJECT_ID, hex("551d13"));
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private TestCertificates() {}

    /** A certificate and its private key. */
    record Identity(X509Certificate certificate, PrivateKey key) {
        /** Writes both as PEM, the key for its owner alone. */
        void write(Path certificateFile, Path keyFile) throws IOException, GeneralSecurityException {
            Files.writeString(certificateFile, pem("CERTIFICATE", certificate.getEncoded()));
            Files.writeString(keyFile, pem("PRIVATE KEY", key.getEncoded()));
            Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** An authority that has signed itself. */
    static Identity authority(String name) throws IOException, GeneralSecurityException {
        return make(name, null, null, Duration.ofDays(-1), Duration.ofDays(1));
    }

    /** A certificate for a DNS name, valid now, which an authority, or if null its own key, has signed. */
    static Identity issue(String dnsName, Identity authority) throws IOException, GeneralSecurityException {
        return issue(dnsName, authority, Duration.ofDays(-1), Duration.ofDays(1));
    }

    /** The same with other dates, relative to now. */
    static Identity issue(String dnsName, Identity authority, Duration from, Duration to)
            throws IOException, GeneralSecurityException {
        return make(dnsName, dnsName, authority, from, to);
    }

    private static Identity make(String name, String dnsName, Identity authority, Duration from, Duration to)
            throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        byte[] subject = new X500Principal("CN=" + name).getEncoded();
        byte[] issuer = authority == null
                ? subject
                : authority.certificate.getSubjectX500Principal().getEncoded();
        Instant now = Instant.now();
        byte[] extension = dnsName == null
                ? der(
                        SEQUENCE,
                        BASIC_CONSTRAINTS,
                        der(BOOLEAN, new byte[] {-1}),
                        der(OCTET_STRING, der(SEQUENCE, der(BOOLEAN, new byte[] {-1}))))
                : der(
                        SEQUENCE,
                        SUBJECT_ALT_NAME,
                        der(OCTET_STRING, der(SEQUENCE, der(0x82, dnsName.getBytes(StandardCharsets.US_ASCII)))));
        byte[] unsigned = der(
                SEQUENCE,
                der(0xA0, der(INTEGER, new byte[] {2})),
                der(INTEGER, BigInteger.valueOf(System.nanoTime()).abs().toByteArray()),
                ECDSA_WITH_SHA256,
                issuer,
                der(SEQUENCE, time(now.plus(from)), time(now.plus(to))),
                subject,
                keys.getPublic().getEncoded(),
                der(0xA3, der(SEQUENCE, extension)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(authority == null ? keys.getPrivate() : authority.key);
        signature.update(unsigned);
        byte[] whole = der(SEQUENCE, unsigned, ECDSA_WITH_SHA256, der(BIT_STRING, new byte[] {0}, signature.sign()));
        return new Identity(
                (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole)),
                keys.getPrivate());
    }

    private static byte[] time(Instant instant) {
        return der(GENERALIZED_TIME, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        if (content.size() >= 0x100) {
            whole.write(0x82);
            whole.write(content.size() >> 8);
        } else if (content.size() >= 0x80) {
            whole.write(0x81);
        }
        whole.write(content.size());
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    static String pem(String type, byte[] encoded) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(encoded) + "\n-----END " + type
                + "-----\n";
    }
}
