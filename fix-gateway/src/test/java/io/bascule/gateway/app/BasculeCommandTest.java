package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.PasswordHash;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertTrue(err.toString().contains("demo, conformance, load"), err.toString());
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
