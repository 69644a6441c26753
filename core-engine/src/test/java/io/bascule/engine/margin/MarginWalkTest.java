package io.bascule.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.Side;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The sums that are kept equal those that are taken anew by the naive twin, whatever happens in between. */
class MarginWalkTest {
    private static final long SEED = 20_261_126;
    private static final int STEPS = 40_000;
    private static final long E8 = 100_000_000L;
    private static final int UNDERLYINGS = 20;
    private static final int INSTRUMENTS = 30;

    private final Random random = new Random(SEED);
    private final List<Underlying> underlyings = new ArrayList<>();
    private final List<Instrument> instruments = new ArrayList<>();
    private final ScenarioSet scenarios;
    private final long[] marks = new long[Holdings.MAX_INSTRUMENTS + 1];
    private final PlainMargin twin = new PlainMargin();
    private final Holdings holdings = new Holdings();
    private final Holdings hypothetical = new Holdings();
    private final MarginFigures figures = new MarginFigures();
    private final MarginFigures expected = new MarginFigures();
    private final PortfolioMargin margin;
    private long pricesVersion = 1;

    MarginWalkTest() {
        for (int u = 1; u <= UNDERLYINGS; u++) {
            final long theta = u % 5 == 0 ? 333_333 : 600_000; // some gains are no whole parts of 1e-6
            underlyings.add(new Underlying(
                    u,
                    new UnderlyingDefinition(
                            "U" + u, "U" + u + "-INDEX", 100 * E8 + u, 100_001 + 7_000L * u, theta, 800_000, 200_000)));
        }
        for (int i = 1; i <= INSTRUMENTS; i++) {
            final InstrumentDefinition definition = new InstrumentDefinition(
                    "I" + i,
                    "U",
                    1_000_000,
                    1_000_000,
                    10_000 * E8,
                    1_000_000,
                    1_000 * E8,
                    90_000 * E8,
                    200_000,
                    50_000,
                    0,
                    0);
            instruments.add(new Instrument(i, definition, underlyings.get((i - 1) % UNDERLYINGS)));
        }
        final List<Long> moves = LongStream.rangeClosed(-20, 20)
                .filter(n -> n != 0)
                .map(n -> n * 50_000)
                .boxed()
                .toList();
        scenarios = new ScenarioSet(underlyings, moves, 900_000, 1_000_000_000_000L, 20_000);
        margin = new PortfolioMargin(instruments, scenarios);
    }

    @Test
    void shouldEqualItsNaiveTwinAfterEveryChange() {
        int worst = 0;
        for (int n = 0; n < STEPS; n++) {
            change(n % 4_000 < 2_000 ? 1_000 : 2_000_000);
            margin.refresh(holdings, pricesVersion);
            if (random.nextInt(3) == 0) {
                tryOut();
                assertEqual(hypothetical, n);
                margin.refresh(holdings, pricesVersion);
            }
            assertEqual(holdings, n);
            worst = Math.max(worst, figures.worstScenarioId);
        }
        assertTrue(worst > 40, "some single name was the worst");
    }

    @Test
    void shouldEqualItsNaiveTwinOnACopy() {
        final PortfolioMargin copy = new PortfolioMargin(instruments, scenarios);
        for (int n = 0; n < 1_000; n++) {
            change(10_000);
            margin.refresh(holdings, pricesVersion);
            copy.copyFrom(margin);
            copy.figures(holdings, figures);
            twin.calculate(holdings, instruments, underlyings, marks(), scenarios, expected);
            assertSame(n);
        }
    }

    @Test
    void shouldNotAllocate() {
        for (int n = 0; n < 20_000; n++) {
            change(10_000);
            margin.refresh(holdings, pricesVersion);
            margin.figures(holdings, figures);
        }
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int n = 0; n < 20_000; n++) {
            change(10_000);
            margin.refresh(holdings, pricesVersion);
            margin.figures(holdings, figures);
        }
        final long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < 20_000, bytes + " bytes in 20,000 checks");
    }

    private void change(final int scale) {
        final Instrument instrument = instruments.get(random.nextInt(INSTRUMENTS));
        final int id = instrument.id();
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final long lots = 1L + random.nextInt(scale);
        switch (random.nextInt(5)) {
            case 0 -> holdings.fill(instrument, side, lots, 9_000 + random.nextInt(2_000));
            case 1 -> holdings.openOrder(id, side, lots, random.nextInt(1_000));
            case 2 -> closeOrders(id, side);
            case 3 -> flatten(instrument);
            default -> {
                instrument.underlying().indexE8(90 * E8 + random.nextInt(2_000_000_000));
                pricesVersion++;
            }
        }
    }

    private void closeOrders(final int id, final Side side) {
        final long open = side == Side.BUY ? holdings.buyLots(id) : holdings.sellLots(id);
        if (open > 0) {
            holdings.closeOrder(id, side, open, 0);
        }
        if (holdings.buyLots(id) == 0 && holdings.sellLots(id) == 0) {
            holdings.orderLossMicros(id, 0);
        }
    }

    private void flatten(final Instrument instrument) {
        final long lots = holdings.lots(instrument.id());
        if (lots != 0) {
            holdings.fill(instrument, lots > 0 ? Side.SELL : Side.BUY, Math.abs(lots), 10_000);
        }
    }

    private void tryOut() {
        hypothetical.copyFrom(holdings, INSTRUMENTS);
        for (int n = random.nextInt(3); n >= 0; n--) {
            final Instrument instrument = instruments.get(random.nextInt(INSTRUMENTS));
            hypothetical.fill(instrument, random.nextBoolean() ? Side.BUY : Side.SELL, 5_000, 10_000);
            hypothetical.credit(Currency.USDC, -17);
            margin.tryOut(instrument, hypothetical);
        }
    }

    private void assertEqual(final Holdings of, final int step) {
        margin.figures(of, figures);
        twin.calculate(of, instruments, underlyings, marks(), scenarios, expected);
        assertSame(step);
        final long initial = margin.initialMarginMicros(of);
        assertEquals(expected.initialMarginMicros, initial);
        assertEquals(expected.excessMicros, margin.excessMicros(of, initial));
    }

    private void assertSame(final int step) {
        final String at = "seed " + SEED + " step " + step;
        assertEquals(expected.initialMarginMicros, figures.initialMarginMicros, at);
        assertEquals(expected.maintenanceMarginMicros, figures.maintenanceMarginMicros, at);
        assertEquals(expected.equityMicros, figures.equityMicros, at);
        assertEquals(expected.excessMicros, figures.excessMicros, at);
        assertEquals(expected.worstScenarioId, figures.worstScenarioId, at);
    }

    private long[] marks() {
        for (final Instrument instrument : instruments) {
            marks[instrument.id()] = instrument.markE8();
        }
        return marks;
    }
}
