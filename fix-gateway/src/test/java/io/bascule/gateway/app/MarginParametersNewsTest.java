package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.ConfigLoader;
import io.bascule.engine.calibration.MarginFile;
import io.bascule.engine.calibration.MarginOrigin;
import io.bascule.engine.margin.MarginParameters;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Margin parameters that are announced while desks are connected: each is told at once, and when they act. */
@Timeout(60)
class MarginParametersNewsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldTellDesksAndDropCopiesOfWhatIsAnnouncedAndOfWhatActs() throws Exception {
        Path data = folder.resolve("data");
        Path file = folder.resolve("next.json");
        try (RunningVenue venue = RunningVenue.start(ConfigLoader.load("demo").withPort(0), data);
                FixClient desk = FixClient.logon(venue.address(), "QA2");
                FixClient stock = FixClient.logon(venue.address(), "MM1");
                FixClient broker = FixClient.logon(venue.address(), "PB1")) {
            Instant effective = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
            String sha256 = MarginFile.write(
                    file, bundledFrom(effective), new MarginOrigin("a test", "2024-01-01", "2024-12-31", "1"));

            StringWriter said = new StringWriter();
            int code = new CommandLine(new BasculeCommand())
                    .setOut(new PrintWriter(said, true))
                    .setErr(new PrintWriter(said, true))
                    .execute("margin-parameters", file.toString(), "--data", data.toString());

            assertEquals(0, code, said::toString);
            for (FixClient client : List.of(desk, stock, broker)) {
                String news = client.expect("|35=B|", "|148=margin parameters announced|");
                assertTrue(news.contains("|33=3|58=name=next|58=effective="), news);
                assertTrue(news.contains("|58=sha256=" + sha256 + "|"), news);
            }
            for (FixClient client : List.of(desk, stock, broker)) {
                client.expect("|35=B|", "|148=margin parameters in force|", "|58=sha256=" + sha256 + "|");
            }
            assertTrue(!Instant.now().isBefore(effective));
        }
    }

    private static MarginParameters bundledFrom(Instant effective) {
        MarginParameters bundled = MarginFile.select(MarginFile.bundled(), List.of("BTC", "ETH", "SOL"));
        return new MarginParameters(
                "next",
                TimeUnit.SECONDS.toNanos(effective.getEpochSecond()),
                "",
                bundled.maintenanceE6(),
                bundled.deductionRateE6(),
                bundled.deductionBaseMicros(),
                bundled.pegTiers(),
                bundled.underlyings(),
                bundled.scenarios());
    }
}
