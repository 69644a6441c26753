package io.bascule.acceptance.bench.engine;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.margin.MarginRules;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An index tick of one underlying among 10,000 accounts with ten positions each: the margin of the 100 that are said
 * to be near a threshold is taken anew, and their equity compared with it. Which those are the venue does not know
 * yet: it has no liquidation, and takes an account's margin anew when it is next asked for.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class IndexBenchmark {
    private static final int ACCOUNTS = 10_000;
    private static final int NEAR_EVERY = 100;
    private static final int POSITIONS = 10;
    private static final int BASE_TICKS = 100_000;

    private final List<Underlying> underlyings = new ArrayList<>();
    private final List<Instrument> instruments = new ArrayList<>();
    private final Holdings[] holdings = new Holdings[ACCOUNTS];
    private final PortfolioMargin[] margins = new PortfolioMargin[ACCOUNTS];
    private long pricesVersion;
    private int tick;

    @Setup
    public void prepare() {
        for (int u = 1; u <= BenchVenue.INSTRUMENTS; u++) {
            underlyings.add(new Underlying(u, BenchVenue.underlying(u, BASE_TICKS)));
            instruments.add(new Instrument(u, BenchVenue.instrument(u), underlyings.get(u - 1)));
        }
        MarginRules rules = new MarginRules(BenchVenue.parameters(), underlyings, instruments, 0);
        Random random = new Random(7);
        for (int n = 0; n < ACCOUNTS; n++) {
            holdings[n] = new Holdings();
            margins[n] = new PortfolioMargin(rules);
            for (int p = 0; p < POSITIONS; p++) {
                Instrument instrument = instruments.get(p == 0 ? 0 : random.nextInt(instruments.size()));
                holdings[n].fill(
                        instrument, random.nextBoolean() ? Side.BUY : Side.SELL, 1 + random.nextInt(100), BASE_TICKS);
            }
            margins[n].refresh(holdings[n], pricesVersion);
        }
    }

    @Benchmark
    public int tick() {
        tick++;
        underlyings.get(0).indexE8((BASE_TICKS + tick % 100) * BenchVenue.TICK_E8);
        pricesVersion++;
        int below = 0;
        for (int n = 0; n < ACCOUNTS; n += NEAR_EVERY) {
            PortfolioMargin margin = margins[n];
            margin.refresh(holdings[n], pricesVersion);
            below += margin.equityMicros(holdings[n]) < margin.maintenanceMarginMicros(holdings[n]) ? 1 : 0;
        }
        return below;
    }
}
