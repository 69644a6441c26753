package io.bascule.acceptance.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole way: a venue in a process of its own, real sessions, the reference model and the judge. */
class ReplayCommandTest {
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    @Timeout(180)
    void shouldFindNothingWrongWithAVenueThatIsKilledTwice() throws Exception {
        int code = run(
                "--jar",
                VenueJar.in(folder).toString(),
                "--generate",
                "--limit",
                "3000",
                "--sessions",
                "4",
                "--kills",
                "2",
                "--seed",
                "11",
                "--serve-within",
                "60000",
                "--data",
                folder.resolve("data").toString());

        assertEquals(0, code, out.toString());
        assertTrue(out.toString().contains("3000 requests answered"), out.toString());
        assertEquals(2, out.toString().split("killed; ready again", -1).length - 1, out.toString());
    }

    @Test
    void shouldNotKillAVenueThatRunsElsewhere() {
        assertEquals(2, run("--port", "9880", "--kills", "1"));
    }

    private int run(String... args) {
        return new CommandLine(new ReplayCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(args);
    }
}
