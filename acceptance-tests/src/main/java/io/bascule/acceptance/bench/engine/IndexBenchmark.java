package io.bascule.acceptance.bench.engine;

import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import io.bascule.engine.service.Venue;
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
 * A second of the venue's clock in which an index moved, among 10,000 accounts with ten positions each, of which 100
 * are near a margin call: samples, marks, and the look at every account that the liquidation ladder takes. The index
 * walks by 2 bp a second and stays within half a per cent, so that nobody is liquidated; what comes on the hour, open
 * interest and funding, is in the mean.
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
    private static final int STEP_TICKS = 20;
    private static final int MOST_TICKS = 500;
    /** USD of each account; a lot is worth 10. */
    private static final long BALANCE = 2_000;
    /** Level of those that are near, at most: a call comes below 1.5. */
    private static final double NEAR = 1.55;

    private static final long SECOND_NS = 1_000_000_000L;
    /** Pairs of accounts share a session. */
    private static final int INDEX_SESSION = ACCOUNTS / 2 + 1;

    private final OrderRequest request = new OrderRequest();
    private final MarginFigures figures = new MarginFigures();
    private final Random random = new Random(7);
    private final Counting counting = new Counting();
    private Venue venue;
    private long nowNs = 1_700_000_000L * SECOND_NS;
    private long lastId;
    private int ticks = BASE_TICKS;

    @Setup
    public void prepare() {
        venue = BenchVenue.create(counting, ACCOUNTS, 2, BALANCE, id -> BASE_TICKS);
        venue.clock().advanceTo(nowNs);
        for (int n = 1; n <= ACCOUNTS; n += 2) {
            for (int p = 0; p < POSITIONS; p++) {
                trade(n, 1 + (p == 0 ? 0 : random.nextInt(BenchVenue.INSTRUMENTS)), 1 + random.nextInt(100));
            }
            while (n % NEAR_EVERY == 1 && level(n) > NEAR) {
                trade(n, 1, 1);
            }
        }
        if (counting.refused > 0) {
            throw new IllegalStateException(counting.refused + " refused, the last for " + counting.lastReason);
        }
        tick();
    }

    /** An account buys from the next one, or sells to it. */
    private void trade(int account, int instrument, int lots) {
        boolean buys = lots == 1 || random.nextBoolean();
        place(account + 1, instrument, buys ? Side.SELL : Side.BUY, lots, TimeInForce.GTC);
        place(account, instrument, buys ? Side.BUY : Side.SELL, lots, TimeInForce.IOC);
    }

    private void place(int account, int instrument, Side side, int lots, TimeInForce timeInForce) {
        request.clear();
        request.clOrdId.set("o" + ++lastId);
        request.sessionId = (account + 1) / 2;
        request.accountId = account;
        request.msgSeqNum = lastId;
        request.instrumentId = instrument;
        request.side = side;
        request.ordType = OrdType.LIMIT;
        request.timeInForce = timeInForce;
        request.priceE8 = BASE_TICKS * BenchVenue.TICK_E8;
        request.orderQtyE8 = lots * BenchVenue.LOT_E8;
        venue.placeOrder(request, nowNs);
    }

    private double level(int account) {
        venue.holdings().figures(account, figures);
        return figures.equityMicros / (double) figures.maintenanceMarginMicros;
    }

    /** Accounts of a level below 1.6, for a test of the benchmark. */
    int near() {
        int near = 0;
        for (int n = 1; n <= ACCOUNTS; n++) {
            near += level(n) < 1.6 ? 1 : 0;
        }
        return near;
    }

    @Benchmark
    public long tick() {
        nowNs += SECOND_NS;
        int step = random.nextBoolean() ? STEP_TICKS : -STEP_TICKS;
        ticks += Math.abs(ticks + step - BASE_TICKS) > MOST_TICKS ? -step : step;
        venue.clock().advanceTo(nowNs);
        venue.publishIndex(INDEX_SESSION, ++lastId, false, 1, ticks * BenchVenue.TICK_E8, nowNs);
        venue.clock().onTimer(nowNs);
        return counting.refused;
    }
}
