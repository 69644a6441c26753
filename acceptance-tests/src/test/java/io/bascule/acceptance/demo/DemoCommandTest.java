package io.bascule.acceptance.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.acceptance.flow.VenueJar;
import io.bascule.acceptance.oracle.VenueProcess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void shouldShowWhatEverybodySawAndTakeItAllBack() throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                VenueJar.in(folder).toString(),
                "run",
                "--data",
                folder.resolve("data").toString(),
                "--fix-port",
                "0");
        try (VenueProcess venue = new VenueProcess(command)) {
            venue.start();

            assertEquals(0, demo(venue.port()), out.toString());
            assertEquals(0, demo(venue.port()), out.toString());
        }

        String said = out.toString();
        assertTrue(said.contains("MarginShortfall"), said);
        assertTrue(said.contains("initial margin"), said);
        assertTrue(said.lines().anyMatch(line -> line.contains("PB1") && line.contains("DESK2-A")), said);
        assertTrue(said.contains("100 requests, all answered"), said);
    }

    @Test
    void shouldSayWhyItStopped() {
        assertEquals(1, demo(1));
        assertTrue(out.toString().startsWith("the demo stopped: "), out.toString());
    }

    private int demo(int port) {
        return new CommandLine(new DemoCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute("--port", String.valueOf(port), "--events", "100");
    }
}
