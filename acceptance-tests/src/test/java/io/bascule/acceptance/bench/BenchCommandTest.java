package io.bascule.acceptance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
final class BenchCommandTest {
    @Test
    void shouldMeasureThePeersFromEndToEnd(@TempDir Path folder) {
        StringWriter text = new StringWriter();
        int exitCode = new CommandLine(new BenchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(text))
                .execute(
                        "--bars=executor,echo",
                        "--runs=1",
                        "--seconds=0.1",
                        "--warm-up=0.1",
                        "--jvm-options=-Xmx256m -XX:+UseSerialGC",
                        "--out=" + folder);
        assertEquals(0, exitCode, text.toString());
        for (Round round : Round.ALL) {
            assertTrue(text.toString().contains("executor           " + round.name() + " "), text.toString());
            assertTrue(text.toString().contains("echo               " + round.name() + " "), text.toString());
            assertTrue(Files.exists(folder.resolve("executor-" + round.name() + ".hgrm")), round.name());
        }
    }

    @Test
    void shouldFailWithoutAVenue(@TempDir Path folder) {
        StringWriter text = new StringWriter();
        int exitCode = new CommandLine(new BenchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(text))
                .execute("--bars=bascule", "--runs=1", "--gateway-jar=there-is-no.jar", "--out=" + folder);
        assertEquals(1, exitCode);
        assertTrue(text.toString().contains("failed bascule: the server has ended"), text.toString());
    }

    @Test
    void shouldSayWhyAServerDidNotStartAndLeaveNothingBehind() {
        AtomicReference<Path> used = new AtomicReference<>();
        IOException failure = assertThrows(
                IOException.class,
                () -> ServerProcess.start((folder, port) -> {
                    used.set(folder);
                    return List.of("-jar", "there-is-no.jar");
                }));
        assertTrue(failure.getMessage().contains("there-is-no.jar"), failure.getMessage());
        assertTrue(Files.notExists(used.get()));
    }
}
