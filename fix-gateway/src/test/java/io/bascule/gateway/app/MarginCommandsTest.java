package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.calibration.MarginFile;
import io.bascule.engine.margin.MarginParameters;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MarginCommandsTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path prices;

    @BeforeEach
    void writePrices() throws IOException {
        final List<String> rows = new ArrayList<>();
        rows.add("date,symbol,market,open,high,low,close,volume");
        for (final String coin : List.of("BTC", "ETH", "SOL")) {
            for (int day = 0; day < 90; day++) {
                final double close = 100 + 2 * Math.sin(day * coin.hashCode() % 17);
                rows.add(String.format(
                        Locale.ROOT,
                        "%s,%s,perp_binance_usdm,%f,%f,%f,%f,1e7",
                        LocalDate.of(2022, 1, 1).plusDays(day),
                        coin,
                        close,
                        close,
                        close,
                        close));
            }
        }
        prices = Files.write(folder.resolve("prices.csv"), rows);
    }

    private int execute(final String... arguments) {
        return new CommandLine(new BasculeCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void shouldCalibrateAFileThatCanBeRead() {
        final Path to = folder.resolve("calibrated");

        assertEquals(0, execute("calibrate", "--prices", prices.toString(), "--out", to.toString()), err.toString());

        final MarginParameters read = MarginFile.read(to.resolve("margin.json"));
        assertEquals(
                "bascule calibrate ok file=" + to.resolve("margin.json")
                        + " underlyings=3 scenarios=" + read.scenarios().size()
                        + " from=2022-01-01 to=2022-03-31 sha256=" + read.sha256(),
                out.toString().strip());
        assertTrue(Files.exists(to.resolve("calibration.md")) && Files.exists(to.resolve("shocks.svg")));
    }

    @Test
    void shouldBacktestAndSayOfEachGateWhetherItIsKept() {
        final Path to = folder.resolve("walked");

        final int code = execute("backtest", "--prices", prices.toString(), "--out", to.toString());

        final String last =
                out.toString().strip().lines().reduce((first, second) -> second).orElseThrow();
        assertEquals("bascule backtest " + (code == 0 ? "ok" : "broken") + " out=" + to, last);
        assertEquals(code == 1, out.toString().contains("BROKEN "));
        assertTrue(out.toString().contains("coverage of IM at 1 day, outright: 1.00000 >= 0.99500"), out.toString());
        assertTrue(Files.exists(to.resolve("summary.json")));
    }

    @Test
    void shouldRefuseAPriceOfNothingByFileAndLine() throws IOException {
        final Path bad = Files.write(
                folder.resolve("bad.csv"), List.of("date,symbol,market,close", "2022-01-01,BTC,perp_binance_usdm,0"));
        for (final String command : List.of("calibrate", "backtest")) {
            assertEquals(1, execute(command, "--prices", bad.toString(), "--out", folder.toString()));
        }
        final String line = bad + ", line 2: close is not a price: 0";
        assertEquals(List.of(line, line), err.toString().lines().toList());
    }

    @Test
    void shouldRefuseAFileThatIsNotThere() {
        final String missing = folder.resolve("none.csv").toString();
        assertEquals(1, execute("backtest", "--prices", missing, "--out", folder.toString()));
        assertTrue(err.toString().startsWith(missing + ": cannot be read"), err.toString());
    }

    @Test
    void shouldRefuseANotionalOfNothing() {
        assertEquals(
                2, execute("backtest", "--prices", prices.toString(), "--out", folder.toString(), "--notional", "0"));
        assertTrue(err.toString().startsWith("--notional=0: 10000 to 1000000000 USD"), err.toString());
    }
}
