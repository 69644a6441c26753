package io.bascule.engine.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BacktestTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> COINS = List.of("BTC", "ETH", "SOL", "XRP");
    private static final List<String> KEYS = List.of(
            "coverage",
            "worstBookCoverage",
            "exceptions",
            "observations",
            "saving",
            "meanRequirement",
            "realised99",
            "excessShare",
            "peakToTrough",
            "maxDailyRise");

    @TempDir
    private Path folder;

    private JsonNode summary() throws IOException {
        return MAPPER.readTree(folder.resolve("summary.json").toFile());
    }

    private List<BacktestRun.Verdict> run(final MarketData data) throws IOException {
        return BacktestRun.run(data, BacktestRun.NOTIONAL_USD, BacktestRun.SEED, 40, folder);
    }

    @Test
    void shouldWriteEveryKeyOfEveryFamilyAndHorizon() throws IOException {
        final SyntheticPrices prices = new SyntheticPrices(LocalDate.of(2022, 1, 1), 150, COINS, 1);
        final List<BacktestRun.Verdict> verdicts = run(new MarketData.Builder()
                .prices(prices.prices(folder))
                .hourly(prices.hourly(folder))
                .funding(prices.funding(folder))
                .build());

        final JsonNode summary = summary();
        final List<String> families = List.of(
                "outright",
                "outrightAlts",
                "carry",
                "calendar",
                "linearInverse",
                "longShortMajors",
                "altBasket",
                "random",
                "randomUnbalanced");
        for (final String family : families) {
            for (final String horizon : List.of("1d", "4h")) {
                final JsonNode figures = summary.path("families").path(family).path(horizon);
                KEYS.forEach(key -> assertTrue(figures.has(key), family + " " + horizon + " " + key));
            }
        }
        final JsonNode outright = summary.at("/families/outright/1d");
        assertEquals(4 * 90, outright.get("observations").asInt());
        assertTrue(outright.get("coverage").asDouble() > 0.9);
        assertEquals(0, outright.get("saving").asDouble(), 1e-9);
        assertEquals(
                4 * 90 * 6, summary.at("/families/outright/4h/observations").asInt());
        assertTrue(summary.at("/families/carry/1d/saving").asDouble() > 0.8);
        assertEquals(verdicts.size(), summary.get("gates").size());
        for (final JsonNode gate : summary.get("gates")) {
            assertTrue(gate.has("name") && gate.has("figure") && gate.has("bound") && gate.has("passed"));
        }
        assertTrue(Files.readString(folder.resolve("summary.md")).contains("| gate | figure | bound | |"));
        assertTrue(Files.readString(folder.resolve("plots/saving.svg")).startsWith("<svg"));
        assertTrue(Files.size(folder.resolve("plots/requirement-long-btc.svg")) > 1_000);
        assertTrue(Files.readAllLines(folder.resolve("books.csv")).size() > 50);
    }

    @Test
    void shouldLeaveOutWhatItHasNoPricesOf() throws IOException {
        final SyntheticPrices prices = new SyntheticPrices(LocalDate.of(2022, 1, 1), 100, COINS, 1);
        run(new MarketData.Builder().prices(prices.prices(folder)).build());

        final JsonNode summary = summary();
        assertTrue(summary.at("/families/outright/4h/coverage").isNull());
        assertTrue(summary.at("/families/outright/4h/observations").isNull());
        assertTrue(summary.at("/families/calendar/1d/coverage").isNull());
        assertFalse(summary.at("/families/outright/1d/coverage").isNull());
        assertNotTested("coverage of MM at 4 hours, outright");
        assertNotTested("coverage of MM at 4 hours, outright, worst book (Kupiec at 5 % against 99 %)");
        assertNotTested("saving, calendar, mean");
        assertTrue(gate("coverage of IM at 1 day, outright").get("tested").asBoolean());
        assertTrue(gate("coverage of IM at 1 day, outright").get("passed").isBoolean());
        assertTrue(Files.readString(folder.resolve("summary.md"))
                .contains("| coverage of MM at 4 hours, outright | not measured | ≥ 0.99500 | not tested |"));
        assertFalse(summary.at("/data/hourly").asBoolean());
    }

    /** A price that stands still has no loss to measure waste by: that is not a broken gate, and not a kept one. */
    @Test
    void shouldNotTestWasteWhereNothingWasLost() throws IOException {
        final List<String> rows = new ArrayList<>(List.of("date,symbol,close"));
        for (int day = 0; day < 120; day++) {
            rows.add(LocalDate.of(2022, 1, 1).plusDays(day) + ",BTC," + 40000);
        }
        run(new MarketData.Builder()
                .prices(Files.write(folder.resolve("still.csv"), rows))
                .build());
        assertTrue(gate("coverage of IM at 1 day, outright").get("passed").asBoolean());
        assertNotTested("mean IM / realised 99 % loss, outright BTC");
    }

    private void assertNotTested(final String name) throws IOException {
        final JsonNode gate = gate(name);
        assertTrue(gate.get("figure").isNull() && gate.get("passed").isNull());
        assertFalse(gate.get("tested").asBoolean());
        assertTrue(summary().get("untested").toString().contains('"' + name + '"'), name);
    }

    private JsonNode gate(final String name) throws IOException {
        for (final JsonNode gate : summary().get("gates")) {
            if (gate.get("name").asText().equals(name)) {
                return gate;
            }
        }
        throw new AssertionError("there is no gate " + name);
    }

    @Test
    void shouldGoOnFromTheBundledFilterOnLaterDays() throws IOException {
        final SyntheticPrices prices = new SyntheticPrices(LocalDate.of(2025, 3, 1), 20, COINS, 1);
        run(new MarketData.Builder().prices(prices.prices(folder)).build());

        final JsonNode summary = summary();
        assertEquals("2025-03-01", summary.at("/data/scoredFrom").asText());
        assertEquals(4 * 19, summary.at("/families/outright/1d/observations").asInt());
    }

    @Test
    void shouldCountOnlyDaysAfterTheBundledFilterWhereItIsNeeded() throws IOException {
        final SyntheticPrices prices = new SyntheticPrices(LocalDate.of(2024, 12, 1), 41, COINS, 1);
        run(new MarketData.Builder().prices(prices.prices(folder)).build());

        assertEquals("2025-01-01", summary().at("/data/scoredFrom").asText());
        assertEquals(4 * 10, summary().at("/families/outright/1d/observations").asInt());
    }

    @Test
    void shouldSayThatNoDayCountsOfAFileThatIsTooShort() throws IOException {
        final SyntheticPrices prices = new SyntheticPrices(LocalDate.of(2022, 1, 1), 1, List.of("SOL"), 1);
        final List<BacktestRun.Verdict> verdicts =
                run(new MarketData.Builder().prices(prices.prices(folder)).build());

        assertFalse(summary().get("passed").asBoolean());
        assertEquals(
                "BROKEN days of books that count: 0.00000 >= 1.00000",
                verdicts.get(0).line());
    }

    @Test
    void shouldComeOutTheSameTwice() throws IOException {
        final SyntheticPrices prices = new SyntheticPrices(LocalDate.of(2022, 1, 1), 100, COINS, 1);
        final MarketData data =
                new MarketData.Builder().prices(prices.prices(folder)).build();
        run(data);
        final String first = Files.readString(folder.resolve("books.csv"));
        run(data);

        assertEquals(first, Files.readString(folder.resolve("books.csv")));
    }
}
