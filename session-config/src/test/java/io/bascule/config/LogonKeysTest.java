package io.bascule.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials other than a password. */
final class LogonKeysTest {
    private static final String HASH = "PasswordHash=" + ConfigFiles.HASH;
    private static final String SECRET = "canary-7f3a-0123456789abcdef0123456789";
    private static final String KEY = "MCowBQYDK2VwAyEAcqxMWxQLFhmKLU3o24f8ZQ3MQF7EYrJcmAcmwQKv7PM=";

    @TempDir
    private Path directory;

    @Test
    void shouldReadAnHmacSecretFromAFileOrTheEnvironment() throws IOException {
        Path file = Files.writeString(directory.resolve("pb1.secret"), SECRET + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertEquals(
                "hmac-sha256$***",
                proof("Credentials=HMAC\nHmacSecretFile=pb1.secret").toString());
        assertEquals(
                "hmac-sha256$***", proof("Credentials=HMAC\nHmacSecretEnv=PB1").toString());
    }

    /** The expected value is openssl's: {@code dgst -sha256 -hmac}. */
    @Test
    void shouldVerifyAnHmac() {
        HmacSecret secret = HmacSecret.of("JefeJefeJefeJefeJefeJefeJefeJefe").orElseThrow();
        byte[] text = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);
        byte[] right = HexFormat.of().parseHex("167f928588c5cc2eef8e3093caa0e87c9ff566a14794aa61648d81621a2a40c6");

        assertTrue(secret.verify(text, right));
        right[31] ^= 1;
        assertFalse(secret.verify(text, right));
        assertFalse(secret.verify(text, new byte[0]));
    }

    /** Test 2 of RFC 8032, 7.1. */
    @Test
    void shouldVerifyAnEd25519Signature() {
        byte[] key = HexFormat.of().parseHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        byte[] right = HexFormat.of()
                .parseHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        Ed25519Key parsed =
                Ed25519Key.parse(Base64.getEncoder().encodeToString(key)).orElseThrow();

        assertTrue(parsed.verify(new byte[] {0x72}, right));
        assertFalse(parsed.verify(new byte[] {0x73}, right));
        assertFalse(parsed.verify(new byte[] {0x72}, new byte[64]));
        assertFalse(parsed.verify(new byte[] {0x72}, new byte[3]));
    }

    @Test
    void shouldTakeAnEd25519KeyAsOpensslWritesIt() throws IOException {
        assertEquals(
                "ed25519$" + KEY,
                proof("Credentials=ED25519\nEd25519PublicKey=" + KEY).toString());
        assertEquals(Optional.empty(), Ed25519Key.parse("not base64"));
        assertEquals(Optional.empty(), Ed25519Key.parse("AAAA"));
    }

    /** A configuration that is loaded again is compared with the one in force. */
    @Test
    void shouldEqualWhatIsReadAgain() throws IOException {
        for (String keys :
                List.of("Credentials=HMAC\nHmacSecretEnv=PB1", "Credentials=ED25519\nEd25519PublicKey=" + KEY)) {
            assertEquals(proof(keys), proof(keys));
            assertEquals(proof(keys).hashCode(), proof(keys).hashCode());
        }
        assertNotEquals(HmacSecret.of(SECRET), HmacSecret.of(SECRET + "x"));
        assertNotEquals(Ed25519Key.parse(KEY), Ed25519Key.parse("PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw="));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "Credentials=HMAC # 18: Credentials = HMAC #"
                        + " HmacSecretFile is missing: one of HmacSecretFile, HmacSecretEnv",
                "Credentials=HMAC\\nHmacSecretEnv=SHORT # 19: HmacSecretEnv = ***"
                        + " # a secret of at least 32 characters without white space",
                "Credentials=HMAC\\nHmacSecretEnv=NONE # 19: HmacSecretEnv = *** # the name of a variable that is set",
                "Credentials=HMAC\\nHmacSecretFile=none # 19: HmacSecretFile = *** # a readable file of mode 0600",
                "Credentials=HMAC\\nHmacSecret=canary-7f3a # 19: HmacSecret = ***"
                        + " # not in this file: HmacSecretFile or HmacSecretEnv",
                "Credentials=HMAC\\nHmacSecretEnv=PB1\\nPasswordEnv=PB1 # 20: PasswordEnv = ***"
                        + " # nothing beside Credentials=HMAC",
                "Credentials=ED25519\\nEd25519PublicKey=AAAA # 19: Ed25519PublicKey = AAAA"
                        + " # an Ed25519 public key in base64, of 32 bytes or as openssl pkey -pubout has it",
                "Credentials=CERTIFICATE # 18: Credentials = CERTIFICATE"
                        + " # with CERTIFICATE also CertificateFingerprints or CertificateNames",
                "Credentials=NONE\\nCertificateNames=DNS:x # 19: CertificateNames = DNS:x"
                        + " # nothing beside Credentials=NONE",
                "Credentials=NONE\\nRequireTls=Y # 19: RequireTls = Y # N with Credentials=NONE",
                "PasswordEnv=PB1\\nRequireTls=Y # 19: RequireTls = Y # N without a TlsAcceptPort",
                "PasswordEnv=HASH\\nCertificateNames=DNS:x # 19: CertificateNames = DNS:x"
                        + " # nothing without a TlsAcceptPort",
            })
    void shouldNameTheMistake(String keys, String place, String allowed) {
        String sessions = ConfigFiles.SESSIONS.replace("Username=prime\n" + HASH, keys.replace("\\n", "\n"));
        List<String> mistakes = ConfigFiles.mistakes(() -> load(sessions));

        String expected = allowed.contains("is missing") ? allowed : place + ": " + allowed;
        assertTrue(mistakes.stream().anyMatch(line -> line.endsWith(expected)), mistakes.toString());
        assertFalse(mistakes.toString().contains("canary"), mistakes.toString());
    }

    @Test
    void shouldRefuseAHashInASessionsFileThatOthersRead() throws IOException {
        load(ConfigFiles.SESSIONS);
        Files.setPosixFilePermissions(directory.resolve("sessions.cfg"), PosixFilePermissions.fromString("rw-r-----"));

        assertEquals(
                List.of(
                        "sessions.cfg:12: PasswordHash = ***: in a file of mode 0600 or 0400: chmod 600 sessions.cfg",
                        "sessions.cfg:19: PasswordHash = ***: in a file of mode 0600 or 0400: chmod 600 sessions.cfg"),
                ConfigFiles.mistakes(() -> ConfigLoader.load(directory.toString())));
    }

    @Test
    void shouldTakeABundledHashWhoeverMayReadIt() throws IOException {
        try (InputStream in = ConfigLoader.class.getResourceAsStream("demo/sessions.cfg")) {
            Files.copy(in, directory.resolve("sessions.cfg"));
        }
        try (InputStream in = ConfigLoader.class.getResourceAsStream("demo/venue.yaml")) {
            Files.copy(in, directory.resolve("venue.yaml"));
        }
        Files.setPosixFilePermissions(directory.resolve("sessions.cfg"), PosixFilePermissions.fromString("rw-r--r--"));

        assertEquals(
                ConfigLoader.load("demo").sessions(),
                ConfigLoader.load(directory.toString()).sessions());
    }

    @Test
    void shouldRefuseASecretFileThatOthersRead() throws IOException {
        Path file = Files.writeString(directory.resolve("pb1.secret"), SECRET);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));
        String sessions =
                ConfigFiles.SESSIONS.replace("Username=prime\n" + HASH, "Credentials=HMAC\nHmacSecretFile=pb1.secret");

        assertEquals(
                List.of("sessions.cfg:19: HmacSecretFile = ***: a file of mode 0600 or 0400"),
                ConfigFiles.mistakes(() -> load(sessions)));
    }

    @Test
    void shouldKnowFingerprintsAndNamesInTheirForms() {
        String digits = "ab".repeat(32);
        assertEquals(Optional.of(digits), ClientCertificate.fingerprint("AB" + ":ab".repeat(31)));
        assertEquals(Optional.empty(), ClientCertificate.fingerprint("ab"));
        assertEquals(Optional.empty(), ClientCertificate.fingerprint("x".repeat(64)));
        assertEquals(Optional.of("DNS:desk.example"), ClientCertificate.name("DNS:Desk.Example"));
        assertEquals(Optional.of("URI:spiffe://Desk"), ClientCertificate.name("URI:spiffe://Desk"));
        assertEquals(Optional.empty(), ClientCertificate.name("DNS:"));
        assertEquals(Optional.empty(), ClientCertificate.name("desk.example"));
        assertEquals(Set.of("a"), new ClientCertificate(Set.of("a"), Set.of()).fingerprints());
    }

    private Proof proof(String keys) throws IOException {
        String sessions = ConfigFiles.SESSIONS.replace("Username=prime\n" + HASH, keys);
        Credentials credentials = load(sessions).sessions().get(1).credentials().orElseThrow();
        assertEquals("PB1", credentials.username());
        assertFalse(credentials.requiresTls());
        return credentials.proof().orElseThrow();
    }

    private GatewayConfig load(String sessions) throws IOException {
        return ConfigFiles.load(
                directory,
                sessions,
                ConfigFiles.VENUE,
                Map.of("PB1", SECRET, "SHORT", "canary-7f3a", "HASH", ConfigFiles.HASH));
    }
}
