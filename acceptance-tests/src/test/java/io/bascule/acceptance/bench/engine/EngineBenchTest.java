package io.bascule.acceptance.bench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** The benchmarks do what they say: small ones, untimed. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EngineBenchTest {
    private static final int COMMANDS = 20_000;
    private static final long SEED = 3;

    @Test
    void shouldTradeAlikeInBothBooks() {
        Flow flow = FlowGenerator.generate(1, 1_000, COMMANDS, VenueContender.USERS, SEED);
        BasculeBookContender ours = new BasculeBookContender();
        PeerBookContender peer = new PeerBookContender();

        assertTrue(ours.run(flow) > 0);
        assertTrue(peer.run(flow) > 0);

        assertEquals(1_000, flow.fill);
        assertEquals(COMMANDS, flow.size - flow.fill);
        assertEquals(peer.digest(), ours.digest());
    }

    @Test
    void shouldTradeWithoutARefusal() {
        Flow flow = FlowGenerator.generate(5, 1_000, COMMANDS, VenueContender.USERS, SEED);
        VenueContender venue = new VenueContender(SEED);

        assertTrue(venue.run(flow) > 0);

        assertNotEquals(0, venue.digest());
    }

    @Test
    void shouldPrepareWhatJmhRuns() {
        MarginBenchmark margin = new MarginBenchmark();
        margin.size = 100;
        margin.prepare();
        assertNotEquals(margin.check(), margin.check());
        PreviewBenchmark preview = new PreviewBenchmark();
        preview.prepare();
        assertTrue(preview.preview() > 0);
        IndexBenchmark index = new IndexBenchmark();
        index.prepare();
        assertTrue(index.near() >= 100 && index.near() < 1_000, index.near() + " accounts are near");
        assertEquals(0, index.tick());
    }

    /** A ratio is printed only if both contenders came to the same trades. */
    @Test
    void shouldPrintRatios() {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new EngineCommand())
                .setOut(new PrintWriter(out))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(
                        "--parts=book,venue",
                        "--runs=1",
                        "--commands=5000",
                        "--peer-wait=BLOCKING",
                        "--jvm-options=-Xmx512m");

        assertEquals(0, exit, out.toString());
        assertEquals(
                2,
                out.toString()
                        .lines()
                        .filter(line -> line.matches("ratio (book|state_machine) \\d+\\.\\d+"))
                        .count(),
                out.toString());
    }
}
