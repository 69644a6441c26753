package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.AuditConfig;
import io.bascule.config.Ed25519Key;
import io.bascule.config.HmacSecret;
import io.bascule.config.PasswordHash;
import io.bascule.gateway.audit.Audit;
import io.bascule.gateway.audit.AuditKind;
import io.bascule.gateway.audit.AuditLog;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BasculeCommandTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldNameWhatIsWrongWithAConfiguration() throws Exception {
        Files.writeString(directory.resolve("sessions.cfg"), "[SESSION]\nTargetCompID=X\nRole=KING\n");
        Files.writeString(directory.resolve("venue.yaml"), "instruments: []\n");
        assertEquals(2, execute("run", "--config", directory.toString(), "--data", directory.toString()));
        assertTrue(err.toString().contains("Role = KING"), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void shouldRefuseAConfigurationThatDoesNotExist() {
        assertEquals(2, execute("run", "--config", "nowhere"));
        assertTrue(err.toString().contains("demo, oracle, conformance, load"), err.toString());
    }

    @Test
    void shouldRefuseAPortThatIsNone() {
        assertEquals(2, execute("run", "--fix-port", "65536", "--data", directory.toString()));
        assertTrue(err.toString().startsWith("--fix-port=65536: 0 to 65535"), err.toString());
    }

    @Test
    void shouldSayWhyItCannotStart() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        assertEquals(1, execute("run", "--fix-port", "0", "--data", file.toString()));
        assertTrue(err.toString().startsWith("bascule could not start: "), err.toString());
    }

    @Test
    void shouldAskForACommand() {
        assertEquals(2, execute());
        assertTrue(err.toString().contains("hash-password"), err.toString());
    }

    @Test
    void shouldPrintAHashThatAConfigurationTakes() {
        assertEquals(0, hashOf("secret\n"));
        String printed = out.toString().strip();
        assertTrue(PasswordHash.parse(printed).orElseThrow().verify("secret".toCharArray()));
        assertEquals(2, hashOf("\n"));
        assertTrue(err.toString().startsWith("no password on standard input"), err.toString());
    }

    @Test
    void shouldSayThatNoVenueRunsThatCouldAmendATrade() {
        assertEquals(1, execute("bust", "7", "--data", directory.toString()));
        assertEquals(1, execute("correct", "7", "--price", "1.5", "--data", directory.toString()));
        assertEquals(("no engine runs on " + directory + System.lineSeparator()).repeat(2), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void shouldRefuseAnAmendmentThatCannotBeMeant() {
        assertEquals(2, execute("bust"));
        assertEquals(2, execute("bust", "first"));
        assertEquals(2, execute("correct", "7"));
        assertTrue(err.toString().contains("--price or --quantity is missing"), err.toString());
        for (String price : new String[] {"0", "-1", "cheap", "0.000000001", ""}) {
            assertEquals(2, execute("correct", "7", "--price", price));
            assertTrue(err.toString().contains("--price=" + price + ": a positive number"), err.toString());
        }
    }

    @Test
    void shouldMakeASecretThatOnlyItsOwnerReads() throws Exception {
        Path file = directory.resolve("desk1.secret");
        assertEquals(0, execute("make-key", "hmac", file.toString()));
        assertEquals("Credentials=HMAC\nHmacSecretFile=desk1.secret\n", out.toString());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(HmacSecret.of(Files.readString(file).strip()).isPresent());

        assertEquals(1, execute("make-key", "hmac", file.toString()));
        assertEquals(2, execute("make-key", "rsa", file.toString()));
        assertTrue(err.toString().contains("'rsa' is neither hmac nor ed25519"), err.toString());
    }

    @Test
    void shouldMakeAKeyPair() throws Exception {
        Path file = directory.resolve("desk1.key");
        assertEquals(0, execute("make-key", "ed25519", file.toString()));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String publicKey = out.toString()
                .replace("Credentials=ED25519\nEd25519PublicKey=", "")
                .strip();
        List<String> pem = Files.readAllLines(file);
        assertEquals("-----BEGIN PRIVATE KEY-----", pem.get(0));
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem.get(1)))));
        signer.update((byte) 1);

        assertTrue(Ed25519Key.parse(publicKey).orElseThrow().verify(new byte[] {1}, signer.sign()));
    }

    @Test
    void shouldVerifyAnAuditLog() throws Exception {
        String data = directory.toString();
        assertEquals(1, execute("audit", "verify", "--data", data));
        assertTrue(err.toString().contains("has no audit log"), err.toString());
        AuditConfig config = new AuditConfig(AuditConfig.Messages.ALL, 1, 1);
        try (AuditLog log = AuditLog.open(directory.resolve("audit"), config, () -> 1)) {
            log.record(AuditKind.OPERATOR, Audit.NOBODY, Audit.NOBODY, "act");
        }
        assertEquals(0, execute("audit", "verify", "--data", data));
        String printed = out.toString();
        assertTrue(printed.startsWith("bascule audit ok records=1 first=1 head=1:"), printed);
        String head = printed.substring(printed.indexOf("head=") + 5, printed.indexOf(" files=1"));
        assertEquals(0, execute("audit", "verify", "--data", data, "--contains", head));

        Path file = directory.resolve("audit").resolve("00000001-19700101.audit");
        Files.writeString(file, Files.readString(file).replace(" act ", " Act "));
        assertEquals(1, execute("audit", "verify", "--data", data));
        assertTrue(out.toString().contains("bascule audit broken: record 1, 00000001-19700101.audit:2: its hash"));
        assertEquals(2, execute("audit"));
    }

    @Test
    void shouldRefuseATlsPortWithoutTls() {
        assertEquals(2, execute("run", "--tls-port", "0", "--data", directory.toString()));
        assertTrue(err.toString().contains("has no TlsAcceptPort"), err.toString());
    }

    private int hashOf(String input) {
        InputStream in = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return execute("hash-password");
        } finally {
            System.setIn(in);
        }
    }

    private int execute(String... args) {
        return new CommandLine(new BasculeCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
