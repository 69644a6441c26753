package io.bascule.engine.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MarketDataTest {
    private static final String HEADER = "date,symbol,market,open,high,low,close,volume";
    private static final long FIRST = LocalDate.of(2025, 1, 1).toEpochDay();

    @TempDir
    private Path folder;

    private Path file(final String... lines) throws IOException {
        return Files.write(folder.resolve("prices.csv"), List.of(lines));
    }

    private void refuses(final String problem, final String... lines) throws IOException {
        final Path file = file(lines);
        final DataException refused = assertThrows(DataException.class, () -> new MarketData.Builder().prices(file));
        assertEquals(file + problem, refused.getMessage());
    }

    @Test
    void shouldPreferThePerpetualsAndKeepSpotBesideThem() throws IOException {
        final MarketData data = new MarketData.Builder()
                .prices(file(
                        HEADER,
                        "2025-01-01,SOL,perp_binance_usdm,1,1,1,190,5",
                        "2025-01-01,BTC,spot_binance,1,1,1,94000,5",
                        "2025-01-01,BTC,perp_binance_usdm,1,1,1,94100,5",
                        "2025-01-02,BTC,perp_binance_usdm,1,1,1,95000,5"))
                .build();

        assertEquals(List.of("BTC", "SOL"), data.coins());
        assertEquals(94_100, data.perpetual("BTC", FIRST));
        assertEquals(94_000, data.spot("BTC", FIRST));
        assertEquals(FIRST + 1, data.lastDay());
        assertTrue(Double.isNaN(data.perpetual("SOL", FIRST + 1)));
    }

    @Test
    void shouldReadGzipAndFurtherColumnsInAnyOrder() throws IOException {
        final Path file = folder.resolve("prices.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("close,note,symbol,date\n94100,x,BTC,2025-01-01\n".getBytes(StandardCharsets.UTF_8));
        }

        final MarketData data = new MarketData.Builder().prices(file).build();

        assertEquals(94_100, data.perpetual("BTC", FIRST));
    }

    @Test
    void shouldReadAFileThatBeginsWithAByteOrderMark() throws IOException {
        final Path file =
                Files.writeString(folder.resolve("marked.csv"), "\uFEFFdate,symbol,close\n2025-01-01,BTC,94100\n");

        assertEquals(94_100, new MarketData.Builder().prices(file).build().perpetual("BTC", FIRST));
    }

    @Test
    void shouldRefuseAMissingPrice() throws IOException {
        refuses(", line 2: close is missing", HEADER, "2025-01-01,BTC,perp_binance_usdm,1,1,1,,5");
    }

    @Test
    void shouldRefuseAPriceThatIsNone() throws IOException {
        refuses(", line 2: close is not a price: 0", HEADER, "2025-01-01,BTC,perp_binance_usdm,1,1,1,0,5");
        refuses(", line 2: low is not a price: -1", HEADER, "2025-01-01,BTC,perp_binance_usdm,1,1,-1,9,5");
        refuses(", line 2: close is not a number: NaN", HEADER, "2025-01-01,BTC,perp_binance_usdm,1,1,1,NaN,5");
        refuses(", line 2: close is not a number: much", HEADER, "2025-01-01,BTC,perp_binance_usdm,1,1,1,much,5");
    }

    @Test
    void shouldRefuseDatesOutOfOrderOrTwice() throws IOException {
        refuses(
                ", line 3: BTC: the time is not later than that of the row before",
                HEADER,
                "2025-01-02,BTC,perp_binance_usdm,1,1,1,9,5",
                "2025-01-01,BTC,perp_binance_usdm,1,1,1,9,5");
        refuses(
                ", line 3: BTC: the time is not later than that of the row before",
                HEADER,
                "2025-01-02,BTC,perp_binance_usdm,1,1,1,9,5",
                "2025-01-02,BTC,perp_binance_usdm,1,1,1,9,5");
    }

    @Test
    void shouldRefuseWhatIsNoDate() throws IOException {
        refuses(", line 2: date is not a date: 1.1.25", HEADER, "1.1.25,BTC,perp_binance_usdm,1,1,1,9,5");
        refuses(
                ", line 2: date is not of this market's time: 9999-01-01",
                HEADER,
                "9999-01-01,BTC,perp_binance_usdm,1,1,1,9,5");
    }

    @Test
    void shouldRefuseAFileThatIsNotSuchAFile() throws IOException {
        refuses(", line 1: the column \"close\" is missing", "date,symbol", "2025-01-01,BTC");
        refuses(": has no row", HEADER);
        refuses(", line 2: has 2 fields, the header has 8", HEADER, "2025-01-01,BTC");
        refuses(
                ": has no row of a perpetual: market perp_binance_usdm",
                HEADER,
                "2025-01-01,BTC,spot_binance,1,1,1,9,5");
    }

    @Test
    void shouldTakeTheClosesOfFourHours() throws IOException {
        final Path hourly = Files.write(
                folder.resolve("hourly.csv"),
                List.of(
                        "time,symbol,close",
                        "2025-01-01T02:00:00Z,BTC,1",
                        "2025-01-01T03:00:00Z,BTC,2",
                        "2025-01-01T07:00Z,BTC,3",
                        "2025-01-01 23:00:00,BTC,4"));
        final MarketData data = new MarketData.Builder().hourly(hourly).build();

        assertEquals(2, data.window("BTC", FIRST, 0));
        assertEquals(3, data.window("BTC", FIRST, 1));
        assertEquals(4, data.window("BTC", FIRST + 1, -1));
        assertTrue(Double.isNaN(data.window("BTC", FIRST, 2)));
    }

    @Test
    void shouldSumFundingByDayAndPreferOneVenue() throws IOException {
        final Path funding = Files.write(
                folder.resolve("funding.csv"),
                List.of(
                        "time,venue,symbol,rate,interval_h",
                        "2025-01-01T00:00:00Z,hyperliquid,BTC,0.5,1",
                        "2025-01-01T00:00:00Z,hyperliquid,SOL,0.25,1",
                        "2025-01-01T00:00:00Z,binance,BTCUSDT,0.0001,8",
                        "2025-01-01T08:00:00Z,binance,BTCUSDT,-0.0003,8",
                        "2025-01-02T00:00:00Z,hyperliquid,BTC,0.5,1"));
        final MarketData data = new MarketData.Builder().funding(funding).build();

        assertEquals(-0.0002, data.funding("BTC", FIRST), 1e-12);
        assertTrue(Double.isNaN(data.funding("BTC", FIRST + 1)));
        assertEquals(0.25, data.funding("SOL", FIRST));
    }
}
