package io.bascule.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of the port for TLS, with keys and certificates that openssl made for this test. */
final class TlsKeysTest {
    private static final String PEM = "TlsCertificateFile=venue.pem\nTlsKeyFile=venue.key";
    private static final String DESK1_FINGERPRINT =
            "124ce5e544f2e371d47f566e854dd306668075fd89" + "6eb10b0bfdf6b9ec76b9f9";

    @TempDir
    private Path directory;

    @BeforeEach
    void copyFiles() throws IOException {
        for (String name :
                List.of("venue.pem", "venue.key", "venue-encrypted.key", "venue.p12", "other.key", "desk1.pem")) {
            try (InputStream in = TlsKeysTest.class.getResourceAsStream("tls/" + name)) {
                Files.copy(in, directory.resolve(name));
            }
            mode(name, "rw-------");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PEM,
                "TlsCertificateFile=venue.pem\nTlsKeyFile=venue-encrypted.key\nTlsKeyPasswordEnv=PASSWORD",
                "TlsKeyStoreFile=venue.p12\nTlsKeyPasswordEnv=PASSWORD"
            })
    void shouldReadCertificateAndKey(String keys) throws Exception {
        TlsConfig tls = load("TlsAcceptPort=0\nTlsAuthoritiesFile=desk1.pem\n" + keys)
                .acceptor()
                .tls()
                .orElseThrow();
        TlsMaterial material = tls.files().read();

        assertEquals("EC", material.key().getAlgorithm());
        assertEquals(
                "CN=venue.test",
                material.chain().get(0).getSubjectX500Principal().getName());
        assertEquals(
                "CN=desk1.test",
                material.authorities().get(0).getSubjectX500Principal().getName());
        assertEquals(List.of("TLSv1.3", "TLSv1.2"), tls.protocols());
        assertTrue(tls.acceptsPlaintext());
        assertFalse(tls.requiresCertificate());
        assertTrue(material.toString().startsWith("CN=venue.test until 21"), material.toString());
    }

    @Test
    void shouldReadEachKey() throws IOException {
        GatewayConfig config = load("TlsAcceptPort=7\nAcceptPlaintext=N\nTlsProtocols=TLSv1.3\n"
                + "TlsClientCertificates=REQUIRED\nAuditMessages=ALL\nAuditRetentionDays=3\nAuditFileMegabytes=2\n"
                + PEM);
        TlsConfig tls = config.acceptor().tls().orElseThrow();

        assertEquals(7, tls.port());
        assertFalse(config.acceptor().acceptsPlaintext());
        assertEquals(List.of("TLSv1.3"), tls.protocols());
        assertTrue(tls.requiresCertificate());
        assertEquals(8, config.withTlsPort(8).acceptor().tls().orElseThrow().port());
        assertEquals(new AuditConfig(AuditConfig.Messages.ALL, 3, 2), config.audit());
    }

    /** A configuration that is loaded again is compared with the one in force. */
    @Test
    void shouldEqualWhatIsReadAgain() throws IOException {
        String keys = "TlsAcceptPort=7\nTlsKeyPasswordEnv=PASSWORD\n";
        String keyStore = keys + "TlsKeyStoreFile=venue.p12";

        assertEquals(load(keyStore).acceptor(), load(keyStore).acceptor());
        assertEquals(
                load(keyStore).acceptor().hashCode(), load(keyStore).acceptor().hashCode());
        assertNotEquals(load(keyStore).acceptor(), load(keys + PEM).acceptor());
        assertNotEquals(
                load("TlsAcceptPort=7\n" + PEM).acceptor(), load(keys + PEM).acceptor());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "AcceptPlaintext=N # AcceptPlaintext = N: Y without a TlsAcceptPort",
                "TlsCertificateFile=venue.pem # TlsCertificateFile = venue.pem: nothing without a TlsAcceptPort",
                "TlsAcceptPort=1 # TlsKeyStoreFile is missing: this, or TlsCertificateFile and TlsKeyFile",
                "TlsAcceptPort=1\\nTlsCertificateFile=venue.pem # TlsKeyFile is missing: a file",
                "TlsAcceptPort=1\\nTlsCertificateFile=none.pem\\nTlsKeyFile=venue.key # none.pem",
                "TlsAcceptPort=1\\nTlsCertificateFile=venue.key\\nTlsKeyFile=venue.key"
                        + " # venue.key holds no certificates in PEM",
                "TlsAcceptPort=1\\nTlsCertificateFile=venue.pem\\nTlsKeyFile=venue.pem # venue.pem holds no PKCS#8 key",
                "TlsAcceptPort=1\\nTlsCertificateFile=venue.pem\\nTlsKeyFile=other.key"
                        + " # the private key is not that of the certificate",
                "TlsAcceptPort=1\\nTlsCertificateFile=venue.pem\\nTlsKeyFile=venue-encrypted.key\\n"
                        + "TlsKeyPasswordEnv=WRONG # venue-encrypted.key cannot be read with that password",
                "TlsAcceptPort=1\\nTlsKeyStoreFile=venue.p12\\nTlsKeyPasswordEnv=WRONG"
                        + " # venue.p12 is no PKCS#12 file of that password",
                "TlsAcceptPort=1\\nTlsKeyStoreFile=venue.p12\\nTlsKeyPasswordEnv=UNSET"
                        + " # TlsKeyPasswordEnv = ***: the name of a variable that is set",
                "TlsAcceptPort=1\\nTlsKeyPassword=canary # TlsKeyPassword = ***: not in this file",
                "TlsAcceptPort=1\\nSocketKeyStorePassword=canary # SocketKeyStorePassword = ***: not used here",
                "TlsAcceptPort=1\\nTlsProtocols=TLSv1.1 # TlsProtocols = TLSv1.1: one or both of TLSv1.3, TLSv1.2",
                "TlsAcceptPort=1\\nTlsClientCertificates=Y # TlsClientCertificates = Y: REQUESTED or REQUIRED",
                "AuditMessages=OUT # AuditMessages = OUT: one of NONE, IN, ALL",
                "AuditRetentionDays=0 # AuditRetentionDays = 0: a whole number, 1 to 10000",
            })
    void shouldNameTheMistake(String keys, String mistake) {
        List<String> mistakes = ConfigFiles.mistakes(() -> load(keys.replace("\\n", "\n")));

        assertTrue(mistakes.stream().anyMatch(line -> line.contains(mistake)), mistakes.toString());
        assertFalse(mistakes.toString().contains("canary"), mistakes.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"venue.key", "venue.p12"})
    void shouldRefuseAKeyThatOthersRead(String file) throws IOException {
        mode(file, "rw-r--r--");
        String keys = file.equals("venue.key") ? PEM : "TlsKeyStoreFile=venue.p12\nTlsKeyPasswordEnv=PASSWORD";
        List<String> mistakes = ConfigFiles.mistakes(() -> load("TlsAcceptPort=1\n" + keys));

        assertTrue(
                mistakes.stream().anyMatch(line -> line.endsWith(file + " is not a file of mode 0600 or 0400")),
                mistakes.toString());
    }

    @Test
    void shouldAskForAuthoritiesWhereNamesCount() {
        List<String> mistakes = ConfigFiles.mistakes(() -> ConfigFiles.load(
                directory,
                ConfigFiles.SESSIONS
                        .replace("HeartBtInt=30", "TlsAcceptPort=1\n" + PEM)
                        .replace("Username=prime", "CertificateNames=DNS:desk1.test"),
                ConfigFiles.VENUE));

        assertEquals(
                List.of("sessions.cfg:20: CertificateNames = DNS:desk1.test: nothing without a TlsAuthoritiesFile"),
                mistakes);
    }

    @Test
    void shouldMatchACertificateByFingerprintOrName() throws Exception {
        X509Certificate desk1 = certificate("desk1.pem");

        assertEquals(DESK1_FINGERPRINT, ClientCertificate.fingerprintOf(desk1));
        assertTrue(new ClientCertificate(Set.of(DESK1_FINGERPRINT), Set.of()).matches(desk1, true));
        assertFalse(new ClientCertificate(Set.of(DESK1_FINGERPRINT), Set.of()).matches(certificate("venue.pem"), true));
        for (String name : List.of("DNS:desk1.test", "URI:spiffe://desk1", "email:fix@desk1.test")) {
            assertTrue(new ClientCertificate(Set.of(), Set.of("DNS:x", name)).matches(desk1, false), name);
            assertFalse(new ClientCertificate(Set.of(), Set.of(name)).matches(desk1, true), name);
        }
        assertFalse(new ClientCertificate(Set.of(), Set.of("DNS:desk1")).matches(desk1, false));
    }

    private X509Certificate certificate(String name) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(directory.resolve(name))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private void mode(String file, String permissions) throws IOException {
        Files.setPosixFilePermissions(directory.resolve(file), PosixFilePermissions.fromString(permissions));
    }

    private GatewayConfig load(String keys) throws IOException {
        return ConfigFiles.load(
                directory,
                ConfigFiles.SESSIONS.replace("HeartBtInt=30", keys),
                ConfigFiles.VENUE,
                Map.of("PASSWORD", "test-password", "WRONG", "canary"));
    }
}
