package io.bascule.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.Side;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The sums that are kept equal those that are taken anew by the naive twin, whatever happens in between: fills, orders,
 * prices, coins, hypotheticals, of every kind of instrument, with every term on.
 */
class MarginWalkTest {
    private static final long SEED = Long.getLong("bascule.margin.seed", 20_261_126L);
    /** At least 100,000 states in all. */
    private static final int STEPS = Integer.getInteger("bascule.margin.steps", 70_000);

    private final RandomBook book = new RandomBook(SEED);
    private final Holdings hypothetical = new Holdings();
    private final MarginFigures figures = new MarginFigures();
    private final MarginFigures expected = new MarginFigures();
    private final PortfolioMargin margin = new PortfolioMargin(book.rules);
    private int states;

    @Test
    void shouldEqualItsNaiveTwinAfterEveryChange() {
        final int[] worst = new int[book.rules.scenarioCount() + 1];
        for (int n = 0; n < STEPS; n++) {
            book.change(n % 8_000 < 4_000 ? 1_000 : 2_000_000);
            margin.refresh(book.holdings, book.pricesVersion);
            if (book.random.nextInt(2) == 0) {
                tryOut();
                assertEqual(hypothetical, n);
                margin.refresh(book.holdings, book.pricesVersion);
            }
            assertEqual(book.holdings, n);
            worst[figures.worstScenarioId]++;
        }
        assertTrue(
                Arrays.stream(worst).filter(times -> times > 100).count() > 5,
                "how often each scenario was the worst: " + Arrays.toString(worst));
        assertTrue(states >= STEPS * 14L / 10, states + " states");
    }

    @Test
    void shouldEqualItsNaiveTwinOnACopy() {
        final PortfolioMargin copy = new PortfolioMargin(book.rules);
        for (int n = 0; n < 1_000; n++) {
            book.change(10_000);
            margin.refresh(book.holdings, book.pricesVersion);
            copy.copyFrom(margin);
            copy.figures(book.holdings, figures);
            book.twin.figures(book.holdings).into(expected);
            assertSame(n);
        }
    }

    /** The terms, and the worst of the scenarios, come to what is required. */
    @Test
    void shouldAddUpToWhatTheTermsAre() {
        final MarginBreakdown breakdown = new MarginBreakdown();
        for (int n = 0; n < 2_000; n++) {
            book.change(100_000);
            margin.refresh(book.holdings, book.pricesVersion);
            margin.figures(book.holdings, figures);
            margin.breakdown(book.holdings, breakdown);
            final long initial = breakdown.scanMicros
                    + breakdown.basisMicros
                    + breakdown.liquidityMicros
                    + breakdown.concentrationMicros
                    + breakdown.confidenceMicros
                    + breakdown.haircutMicros
                    + breakdown.provisionsMicros
                    + breakdown.orderLossMicros
                    + breakdown.pegMicros;
            assertEquals(figures.initialMarginMicros, initial, "step " + n);
            final long weighted = breakdown.maintenanceScanMicros + breakdown.maintenanceBasisMicros;
            final long maintenance = (weighted * 8 + 9) / 10
                    + breakdown.maintenanceLiquidityMicros
                    + breakdown.maintenanceProvisionsMicros
                    + breakdown.pegMicros;
            assertEquals(figures.maintenanceMarginMicros, maintenance, "step " + n);
            long worst = 0;
            for (int id = 1; id <= book.rules.scenarioCount(); id++) {
                worst = Math.max(worst, margin.scenarioMicros(id));
            }
            assertEquals(breakdown.scanMicros, worst, "step " + n);
        }
    }

    @Test
    void shouldNotAllocate() {
        for (int n = 0; n < 20_000; n++) {
            book.change(10_000);
            margin.refresh(book.holdings, book.pricesVersion);
            margin.figures(book.holdings, figures);
        }
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int n = 0; n < 20_000; n++) {
            book.change(10_000);
            margin.refresh(book.holdings, book.pricesVersion);
            margin.figures(book.holdings, figures);
        }
        final long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < 20_000, bytes + " bytes in 20,000 checks");
    }

    private void tryOut() {
        hypothetical.copyFrom(book.holdings, book.instruments.size());
        for (int n = book.random.nextInt(3); n >= 0; n--) {
            final Instrument instrument = book.anyInstrument();
            book.fill(hypothetical, instrument, book.random.nextBoolean() ? Side.BUY : Side.SELL, 5_000);
            hypothetical.credit(instrument.settlement(), -17);
            margin.tryOut(instrument, hypothetical);
        }
    }

    private void assertEqual(final Holdings of, final int step) {
        states++;
        margin.figures(of, figures);
        final PlainMargin.Figures plain = book.twin.figures(of);
        plain.into(expected);
        assertSame(step);
        final long initial = margin.initialMarginMicros(of);
        assertEquals(expected.initialMarginMicros, initial);
        assertEquals(expected.excessMicros, margin.excessMicros(of, initial));
        assertEquals(plain.free().longValueExact(), margin.freeMicros(of));
    }

    private void assertSame(final int step) {
        final String at = "seed " + SEED + " step " + step;
        assertEquals(expected.equityMicros, figures.equityMicros, at);
        assertEquals(expected.maintenanceMarginMicros, figures.maintenanceMarginMicros, at);
        assertEquals(expected.initialMarginMicros, figures.initialMarginMicros, at);
        assertEquals(expected.excessMicros, figures.excessMicros, at);
        assertEquals(expected.worstScenarioId, figures.worstScenarioId, at);
    }
}
