package io.bascule.engine.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real prices, which the project does not carry: skipped, and it is said, where they are not. */
final class RealPricesTest {
    private static final Path DATA = data(Path.of("").toAbsolutePath());

    @TempDir
    private Path folder;

    /** {@code shared/data} in a folder, or in one above it. */
    private static Path data(final Path folder) {
        final Path here = folder.resolve("shared/data");
        return Files.exists(here) || folder.getParent() == null ? here : data(folder.getParent());
    }

    @BeforeEach
    void findData() {
        final boolean isThere = Files.exists(DATA.resolve("prices_daily.csv.gz"));
        if (!isThere) {
            System.err.println("RealPricesTest is skipped: there are no real prices in a folder shared/data");
        }
        assumeTrue(isThere, "no real prices in a folder shared/data");
    }

    private static MarketData.Builder data() {
        return new MarketData.Builder()
                .prices(DATA.resolve("prices_daily.csv.gz"))
                .funding(DATA.resolve("funding.csv.gz"));
    }

    @Test
    void shouldBundleWhatCalibrateMakesOfTheDataUpTo2024() throws IOException {
        final Calibration.Result result =
                Calibration.run(data().build(), "prices_daily.csv.gz, prices_hourly.csv.gz, funding.csv.gz", folder);

        assertEquals(MarginFile.bundled(), result.parameters());
        assertEquals(
                new String(
                        RealPricesTest.class
                                .getResourceAsStream(FilterStateFile.BUNDLED)
                                .readAllBytes(),
                        StandardCharsets.UTF_8),
                Files.readString(folder.resolve("filter.json")));
    }

    /** The command walks 1,000 random books; these are fewer, so that it takes seconds. */
    @Test
    void shouldKeepEveryGate() throws IOException {
        final MarketData data =
                data().hourly(DATA.resolve("prices_hourly.csv.gz")).build();
        final List<BacktestRun.Verdict> verdicts =
                BacktestRun.run(data, BacktestRun.NOTIONAL_USD, BacktestRun.SEED, 60, folder);

        assertEquals(
                List.of(),
                verdicts.stream()
                        .filter(verdict -> !verdict.passed())
                        .map(BacktestRun.Verdict::line)
                        .toList());
    }
}
