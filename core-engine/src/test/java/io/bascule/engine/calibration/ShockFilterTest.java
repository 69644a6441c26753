package io.bascule.engine.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.margin.LiquidityClass;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.ScenarioParameters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShockFilterTest {
    private static final List<String> COINS = List.of("BTC", "ETH", "SOL");
    private static final long FIRST = LocalDate.of(2022, 1, 1).toEpochDay();

    @TempDir
    private Path folder;

    private MarketData data(final int days) throws IOException {
        return new MarketData.Builder()
                .prices(new SyntheticPrices(LocalDate.of(2022, 1, 1), days, COINS, 7).prices(folder))
                .build();
    }

    private static DayPrices day(final long day, final double btc, final double eth, final double sol) {
        final List<DayPrices.Coin> coins = new ArrayList<>();
        for (final double close : new double[] {btc, eth, sol}) {
            coins.add(new DayPrices.Coin(close, Double.NaN, 1e9, Double.NaN));
        }
        return new DayPrices(day, coins);
    }

    private static List<MarginParameters> walk(final MarketData data, final double factorOfLastDay) {
        final ShockFilter filter = new ShockFilter(COINS, FilterState.nothing());
        final List<MarginParameters> parameters = new ArrayList<>();
        for (long day = data.firstDay(); day <= data.lastDay(); day++) {
            filter.advance();
            parameters.add(new ParameterBuilder(filter).build("of a day", 0));
            final double factor = day == data.lastDay() - 1 ? factorOfLastDay : 1;
            filter.absorb(day(
                    day, data.perpetual("BTC", day) * factor, data.perpetual("ETH", day), data.perpetual("SOL", day)));
        }
        return parameters;
    }

    @Test
    void shouldNotSeeTheDayThatItMargins() throws IOException {
        final MarketData data = data(120);
        final List<MarginParameters> asItWas = walk(data, 1);
        final List<MarginParameters> afterACrash = walk(data, 0.5);

        final int dayOfTheCrash = asItWas.size() - 2;
        assertEquals(asItWas.subList(0, dayOfTheCrash + 1), afterACrash.subList(0, dayOfTheCrash + 1));
        assertNotEquals(asItWas.get(dayOfTheCrash + 1), afterACrash.get(dayOfTheCrash + 1));
    }

    @Test
    void shouldMoveTheMaintenanceShockByNoMoreThanItMay() {
        final ShockFilter filter = new ShockFilter(COINS, FilterState.nothing());
        double last = Double.NaN;
        double largest = 0;
        for (int n = 0; n < 200; n++) {
            filter.advance();
            final double shock = filter.maintenanceShock(0);
            assertTrue(Double.isNaN(last) || (shock <= last * 1.12 + 1e-12 && shock >= last * 0.95 - 1e-12));
            assertTrue(filter.initialShock(0) >= shock);
            last = shock;
            largest = Math.max(largest, shock);
            final double price = n % 40 == 39 ? 70 : 100;
            filter.absorb(day(FIRST + n, price, 100, 100));
        }
        assertTrue(largest > 0.15, "it never moved: " + largest);
    }

    @Test
    void shouldLetAScenarioEnterByATwentiethADay() {
        final ShockFilter filter = new ShockFilter(COINS, FilterState.nothing());
        filter.advance();
        filter.absorb(day(FIRST, 100, 100, 100));
        filter.advance();
        filter.absorb(day(FIRST + 1, 80, 100, 130));
        for (int n = 1; n <= 25; n++) {
            filter.advance();
            final long weightE6 = new ParameterBuilder(filter)
                    .build("of a day", 0).scenarios().stream()
                            .filter(scenario -> scenario.name().equals("filtered 2022-01-02"))
                            .mapToLong(ScenarioParameters::weightE6)
                            .findFirst()
                            .orElseThrow();
            assertEquals(Math.min(1_000_000, n * 50_000L), weightE6);
            filter.absorb(day(FIRST + 1 + n, 80, 100, 130));
        }
    }

    /** Of SOL 9 M USD are traded a day, then 175,666,667 once: 14 M on average, a tenth illiquid. BTC is what it is. */
    @Test
    void shouldTakeACoinThatHardlyTradesForIlliquidInPart() {
        final ShockFilter filter = new ShockFilter(COINS, FilterState.nothing());
        final List<String> rules = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            filter.advance();
            final CoinRules sol = filter.rules(2);
            rules.add(String.format(
                    Locale.ROOT, "%s θ %.3f floor %.3f", sol.liquidityClass(), sol.offset(), sol.floor()));
            assertEquals(LiquidityClass.MAJOR, filter.rules(0).liquidityClass());
            filter.absorb(new DayPrices(
                    FIRST + n,
                    List.of(
                            new DayPrices.Coin(100, Double.NaN, 1e6, Double.NaN),
                            new DayPrices.Coin(100, Double.NaN, 1e9, Double.NaN),
                            new DayPrices.Coin(100, Double.NaN, n < 2 ? 9e6 : 175_666_667, Double.NaN))));
        }
        assertEquals(
                List.of(
                        "ALT θ 0.300 floor 0.250", // nothing is known
                        "ILLIQUID θ 0.120 floor 0.310",
                        "ILLIQUID θ 0.120 floor 0.310",
                        "ALT θ 0.270 floor 0.260"),
                rules);
        assertEquals(LiquidityClass.ALT, CoinRules.of("SOL", 15e6).liquidityClass());
        assertEquals(CoinRules.of("SOL", 1), CoinRules.of("SOL", 5e6));
    }

    @Test
    void shouldTakeAFixedDayOnlyAfterIt() {
        final long fixed = LocalDate.of(2022, 11, 9).toEpochDay();
        final ShockFilter filter = new ShockFilter(COINS, FilterState.nothing());
        filter.absorb(day(fixed - 1, 100, 100, 100));
        filter.advance();
        assertTrue(filter.days().stream().noneMatch(day -> day.kind() == FilteredDay.Kind.FIXED));
        filter.absorb(day(fixed, 86, 82, 50));
        filter.advance();

        final FilteredDay scenario = filter.days().stream()
                .filter(day -> day.kind() == FilteredDay.Kind.FIXED)
                .findFirst()
                .orElseThrow();
        assertEquals("9 Nov 2022", ShockFilter.name(scenario));
        assertEquals(-0.14, filter.shock(scenario, 0, 0.2), 1e-9);
        assertEquals(-0.2, filter.shock(scenario, 2, 0.2), 1e-9);
    }

    @Test
    void shouldGoOnFromAStateThatWasWrittenDown() throws IOException {
        final MarketData data = data(120);
        final ShockFilter straight = new ShockFilter(COINS, FilterState.nothing());
        ShockFilter resumed = new ShockFilter(COINS, FilterState.nothing());
        for (long day = data.firstDay(); day <= data.lastDay(); day++) {
            if (day == data.firstDay() + 60) {
                final Path file = folder.resolve("filter.json");
                FilterStateFile.write(file, resumed.state());
                resumed = new ShockFilter(COINS, FilterStateFile.read(file));
            }
            for (final ShockFilter filter : List.of(straight, resumed)) {
                filter.advance();
                filter.absorb(DayPrices.of(data, COINS, day));
            }
        }
        straight.advance();
        resumed.advance();

        assertEquals(
                new ParameterBuilder(straight).build("of a day", 0),
                new ParameterBuilder(resumed).build("of a day", 0));
    }
}
