package io.bascule.acceptance.bench.engine;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.margin.MarginRules;
import io.bascule.engine.margin.OrderLoss;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.order.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The exact margin check of one order, all six terms on, of an account with positions and open orders on both
 * sides in every instrument. Each call takes the order before out of the sums again, as a
 * cancel of it would, and puts another one in.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class MarginBenchmark {
    private static final int CASES = 1 << 12;
    private static final int BASE_TICKS = 100_000;

    /** Lots of the largest position; in the large account the deduction C binds. */
    @Param({"100", "100000"})
    public int size;

    private final Holdings holdings = new Holdings();
    private final Holdings hypothetical = new Holdings();
    private final List<Instrument> instruments = new ArrayList<>();
    private final Instrument[] instrumentOf = new Instrument[CASES];
    private final Side[] sideOf = new Side[CASES];
    private final long[] lotsOf = new long[CASES];
    private PortfolioMargin margin;
    private int next;

    @Setup
    public void prepare() {
        List<Underlying> underlyings = new ArrayList<>();
        for (int u = 1; u <= BenchVenue.INSTRUMENTS; u++) {
            underlyings.add(new Underlying(u, BenchVenue.underlying(u, BASE_TICKS)));
            instruments.add(new Instrument(u, BenchVenue.instrument(u), underlyings.get(u - 1)));
        }
        margin = new PortfolioMargin(new MarginRules(BenchVenue.parameters(), underlyings, instruments, 0));
        Random random = new Random(7);
        for (Instrument instrument : instruments) {
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            holdings.fill(instrument, side, 1 + random.nextInt(size), BASE_TICKS);
            holdings.openOrder(instrument.id(), Side.BUY, 1 + random.nextInt(size), 0);
            holdings.openOrder(instrument.id(), Side.SELL, 1 + random.nextInt(size), 0);
        }
        for (int n = 0; n < CASES; n++) {
            instrumentOf[n] = instruments.get(random.nextInt(instruments.size()));
            sideOf[n] = random.nextBoolean() ? Side.BUY : Side.SELL;
            lotsOf[n] = 1L + random.nextInt(size);
        }
        hypothetical.copyFrom(holdings, instruments.size());
    }

    @Benchmark
    public long check() {
        next = (next + 1) & (CASES - 1);
        Instrument instrument = instrumentOf[next];
        Side side = sideOf[next];
        long lots = lotsOf[next];
        margin.refresh(holdings, 1);
        hypothetical.copyInstrument(holdings, instrument.id());
        hypothetical.openOrder(instrument.id(), side, lots, OrderLoss.micros(instrument, side, BASE_TICKS, lots));
        margin.tryOut(instrument, hypothetical);
        long initialMargin = margin.initialMarginMicros(hypothetical);
        return margin.excessMicros(hypothetical, initialMargin);
    }
}
