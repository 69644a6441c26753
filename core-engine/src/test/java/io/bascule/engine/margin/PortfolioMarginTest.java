package io.bascule.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** margin.md, scan risk and open orders: hand-worked cases, a naive twin in exact decimals, and properties. */
class PortfolioMarginTest {
    private static final long SEED = 4711;
    private static final long E8 = 100_000_000L;
    private static final long USD = 1_000_000L;
    private static final List<Long> MOVES =
            List.of(-250_000L, 250_000L, -500_000L, 500_000L, -750_000L, 750_000L, -1_000_000L, 1_000_000L);

    private final List<Underlying> underlyings = List.of(
            underlying(1, 60_000 * E8 + 12_345_678, 120_000, 600_000, 800_000),
            underlying(2, 3_000 * E8, 150_000, 600_000, 800_000),
            underlying(3, 150 * E8, 250_000, 300_000, 500_000));
    private final List<Instrument> instruments = List.of(
            instrument(1, 50_000_000, 100_000),
            instrument(2, 5_000_000, 1_000_000),
            instrument(3, 1_000_000, 10_000_000));
    private final ScenarioSet scenarios = new ScenarioSet(underlyings, MOVES, 600_000, 1_000_000 * USD, 20_000);
    private final long[] marks = new long[Holdings.MAX_INSTRUMENTS + 1];

    PortfolioMarginTest() {
        for (final Instrument instrument : instruments) {
            marks[instrument.id()] = instrument.markE8();
        }
    }

    /** Long 200 ETH at 3,000: 600,000 loses 15 % = 90,000 at worst, in scenario 7 (the common move down by S). */
    @Test
    void shouldTakeTheWorstScenarioOfAnOutright() {
        final Holdings holdings = new Holdings();
        holdings.fill(instruments.get(1), Side.BUY, 20_000, 60_000);

        final MarginFigures figures = calculate(holdings);

        assertEquals(90_000 * USD, figures.initialMarginMicros);
        assertEquals(72_000 * USD, figures.maintenanceMarginMicros);
        assertEquals(7, figures.worstScenarioId);
        assertEquals(0, figures.equityMicros);
    }

    /**
     * Short 1, buy 3, sell 2 in ETH: the larger side is short 3 (margin.md's reference case, with S instead of 2 %).
     */
    @Test
    void shouldTakeTheWorseExtremeOfOpenOrders() {
        final Holdings holdings = new Holdings();
        holdings.fill(instruments.get(1), Side.SELL, 100, 60_000);
        holdings.openOrder(2, Side.BUY, 300, 0);
        holdings.openOrder(2, Side.SELL, 200, 0);

        assertEquals(9_000 * 15 * USD / 100, calculate(holdings).initialMarginMicros);
    }

    /**
     * 100 M of BTC long: Σ L - C = 12 M - 2 M - 1 M is less than Σ f = 12 M, so C relieves nothing of an outright.
     */
    @Test
    void shouldNotRelieveAnOutright() {
        final Holdings holdings = new Holdings();
        holdings.fill(instruments.get(1), Side.BUY, 3_333_300, 60_000);

        assertEquals(14_999_850 * USD, calculate(holdings).initialMarginMicros);
    }

    /**
     * A large hedged book: Σ f lets θ of the gain offset, Σ L - C none of it but less a deduction; the larger counts.
     */
    @Test
    void shouldLimitOffsetsOfALargeBook() {
        final Holdings holdings = new Holdings();
        holdings.fill(instruments.get(1), Side.SELL, 3_333_300, 60_000); // 99,999,000 short ETH
        holdings.fill(instruments.get(2), Side.BUY, 6_666_600, 15_000); // 99,999,000 long SOL

        // scenario 7: SOL loses 24,999,750, ETH gains 14,999,850; f = 24,999,750 - 0.6 * 14,999,850 = 15,999,840;
        // L - C = 24,999,750 - 2 % of 199,998,000 - 1 M = 19,999,790
        assertEquals(19_999_790 * USD, calculate(holdings).initialMarginMicros);
    }

    @Test
    void shouldCountUnrealisedGainsAtTheirWeight() {
        final Holdings holdings = new Holdings();
        holdings.credit(Currency.USDC, 1_000 * USD);
        holdings.fill(instruments.get(2), Side.BUY, 100, 14_000); // 10 SOL bought at 140, worth 150

        final MarginFigures figures = calculate(holdings);

        assertEquals(1_100 * USD, figures.equityMicros);
        assertEquals(1_050 * USD - 375 * USD, figures.excessMicros);
    }

    @Test
    void shouldEqualItsNaiveTwin() {
        final Random random = new Random(SEED);
        for (int n = 0; n < 20_000; n++) {
            final Holdings holdings = randomHoldings(random);
            final MarginFigures figures = calculate(holdings);
            final String at = "seed " + SEED + " book " + n;
            assertEquals(naiveScan(holdings, true), big(figures.initialMarginMicros - loss(holdings)), at);
            final BigDecimal mm = new BigDecimal(naiveScan(holdings, false)).multiply(new BigDecimal("0.8"));
            assertEquals(
                    mm.setScale(0, RoundingMode.CEILING).toBigIntegerExact(), big(figures.maintenanceMarginMicros), at);
        }
    }

    /** Exactness of the extremes: no set of partial fills needs more than what was asked for the open orders. */
    @Test
    void shouldCoverEverySetOfPartialFills() {
        final Random random = new Random(SEED);
        for (int n = 0; n < 2_000; n++) {
            final Holdings holdings = randomHoldings(random);
            final long asked = calculate(holdings).initialMarginMicros - loss(holdings);
            final Holdings filled = new Holdings();
            for (int id = 1; id <= 3; id++) {
                final long buys = Math.round(holdings.buyLots(id) * random.nextDouble());
                final long sells = Math.round(holdings.sellLots(id) * random.nextDouble());
                final long lots = holdings.lots(id) + buys - sells;
                if (lots != 0) {
                    filled.fill(instruments.get(id - 1), lots > 0 ? Side.BUY : Side.SELL, Math.abs(lots), 10_000);
                }
            }
            final long needed = calculate(filled).initialMarginMicros;
            assertTrue(needed <= asked, "seed " + SEED + " book " + n + ": " + needed + " > " + asked);
        }
    }

    @Test
    void shouldNotDependOnTheOrderOfFills() {
        final Random random = new Random(SEED);
        for (int n = 0; n < 500; n++) {
            final long[] fills =
                    random.longs(6, -5_000, 5_000).filter(l -> l != 0).toArray();
            final Holdings forward = new Holdings();
            final Holdings backward = new Holdings();
            for (int i = 0; i < fills.length; i++) {
                trade(forward, fills[i]);
                trade(backward, fills[fills.length - 1 - i]);
            }
            assertEquals(calculate(forward).initialMarginMicros, calculate(backward).initialMarginMicros);
            final long left = forward.cashMicros() - forward.costUnits(1);
            assertEquals(left, backward.cashMicros() - backward.costUnits(1), "cash less cost is conserved");
        }
    }

    private void trade(final Holdings holdings, final long lots) {
        holdings.fill(instruments.get(0), lots > 0 ? Side.BUY : Side.SELL, Math.abs(lots), 120_000 + lots % 7);
    }

    private Holdings randomHoldings(final Random random) {
        final Holdings holdings = new Holdings();
        final long scale = random.nextInt(10) == 0 ? 400_000 : 4_000;
        for (final Instrument instrument : instruments) {
            final long lots = Math.round(random.nextGaussian() * scale);
            if (lots != 0 && random.nextInt(4) > 0) {
                holdings.fill(instrument, lots > 0 ? Side.BUY : Side.SELL, Math.abs(lots), 10_000);
            }
            if (random.nextBoolean()) {
                holdings.openOrder(
                        instrument.id(), Side.BUY, 1 + (long) (random.nextDouble() * scale), random.nextInt(1000));
            }
            if (random.nextBoolean()) {
                holdings.openOrder(instrument.id(), Side.SELL, 1 + (long) (random.nextDouble() * scale), 7);
            }
        }
        return holdings;
    }

    private static long loss(final Holdings holdings) {
        return holdings.orderLossMicros(1) + holdings.orderLossMicros(2) + holdings.orderLossMicros(3);
    }

    /** Plain sums over every scenario, and over all eight (27 with the zeros) corners of the open orders. */
    private BigInteger naiveScan(final Holdings holdings, final boolean withOrders) {
        BigInteger worst = BigInteger.ZERO;
        for (int k = 0; k < 14; k++) {
            BigInteger sumF = BigInteger.ZERO;
            BigInteger sumG = big(-1_000_000 * USD);
            for (int u = 1; u <= 3; u++) {
                final BigInteger low = exposure(u, holdings.lots(u) - (withOrders ? holdings.sellLots(u) : 0));
                final BigInteger high = exposure(u, holdings.lots(u) + (withOrders ? holdings.buyLots(u) : 0));
                final BigDecimal shock = shock(k, u);
                sumF = sumF.add(f(low, shock, u).max(f(high, shock, u)));
                BigInteger g = g(low, shock).max(g(high, shock));
                if (low.signum() < 0 && high.signum() > 0) {
                    g = g.max(BigInteger.ZERO);
                }
                sumG = sumG.add(g);
            }
            worst = worst.max(sumF.max(sumG));
        }
        return worst;
    }

    private BigDecimal shock(final int scenario, final int u) {
        final BigDecimal s = new BigDecimal(new String[] {"0.12", "0.15", "0.25"}[u - 1]);
        if (scenario < 8) {
            return s.multiply(BigDecimal.valueOf(MOVES.get(scenario), 6));
        }
        final int alone = (scenario - 8) / 2 + 1;
        final String fraction = scenario % 2 == 0 ? "-0.6" : "0.6";
        return alone == u ? s.multiply(new BigDecimal(fraction)) : BigDecimal.ZERO;
    }

    private BigInteger exposure(final int u, final long lots) {
        final BigDecimal lot =
                BigDecimal.valueOf(instruments.get(u - 1).definition().lotSizeE8(), 8);
        return BigDecimal.valueOf(lots)
                .multiply(lot)
                .multiply(BigDecimal.valueOf(marks[u], 8))
                .movePointRight(6)
                .setScale(0, RoundingMode.UP)
                .toBigIntegerExact();
    }

    private static BigInteger f(final BigInteger exposure, final BigDecimal shock, final int u) {
        final BigDecimal pnl = new BigDecimal(exposure).multiply(shock);
        final BigDecimal theta = new BigDecimal(u == 3 ? "0.3" : "0.6");
        return pnl.signum() <= 0
                ? pnl.negate().setScale(0, RoundingMode.CEILING).toBigIntegerExact()
                : pnl.multiply(theta)
                        .setScale(0, RoundingMode.FLOOR)
                        .toBigIntegerExact()
                        .negate();
    }

    private static BigInteger g(final BigInteger exposure, final BigDecimal shock) {
        final BigDecimal pnl = new BigDecimal(exposure).multiply(shock);
        final BigDecimal deduction = new BigDecimal(exposure.abs()).multiply(new BigDecimal("0.02"));
        return pnl.negate()
                .max(BigDecimal.ZERO)
                .setScale(0, RoundingMode.CEILING)
                .toBigIntegerExact()
                .subtract(deduction.setScale(0, RoundingMode.FLOOR).toBigIntegerExact());
    }

    private MarginFigures calculate(final Holdings holdings) {
        final PortfolioMargin margin = new PortfolioMargin(instruments, scenarios);
        margin.refresh(holdings, 1);
        final MarginFigures figures = new MarginFigures();
        margin.figures(holdings, figures);
        return figures;
    }

    private static BigInteger big(final long value) {
        return BigInteger.valueOf(value);
    }

    private Instrument instrument(final int id, final long tickE8, final long lotE8) {
        final InstrumentDefinition definition = new InstrumentDefinition(
                "I" + id,
                "U" + id,
                tickE8,
                lotE8,
                1_000_000 * E8,
                lotE8,
                1_000 * E8,
                5_000 * E8,
                200_000,
                50_000,
                0,
                0);
        return new Instrument(id, definition, underlyings.get(id - 1));
    }

    private static Underlying underlying(
            final int id, final long indexE8, final long shock, final long theta, final long weight) {
        return new Underlying(
                id, new UnderlyingDefinition("U" + id, "U" + id + "-INDEX", indexE8, shock, theta, weight, 200_000));
    }
}
