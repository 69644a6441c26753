package io.bascule.acceptance.bench.engine;

import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.PreviewStatus;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import io.bascule.engine.service.PreviewRequest;
import io.bascule.engine.service.Venue;
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
 * A preview of 20 legs in 20 instruments, each filled by three levels of the book; of an account with positions in ten
 * of them. The answer has the figures before and after, 20 legs and 20 positions with their liquidation prices.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class PreviewBenchmark {
    private static final int LEGS = 20;
    private static final int BASE_TICKS = 100_000;
    private static final int MAKER = 1;
    private static final int DESK = 2;

    private final Counting counting = new Counting();
    private final OrderRequest order = new OrderRequest();
    private final PreviewRequest request = new PreviewRequest();
    private Venue venue;
    private int orders;

    @Setup
    public void prepare() {
        venue = BenchVenue.create(counting, 2, 2_000_000, id -> BASE_TICKS);
        for (int id = 1; id <= LEGS; id++) {
            for (int level = 1; level <= 10; level++) {
                place(MAKER, id, Side.BUY, BASE_TICKS - 10 * level, 100);
                place(MAKER, id, Side.SELL, BASE_TICKS + 10 * level, 100);
            }
        }
        for (int id = 1; id <= LEGS / 2; id++) {
            place(DESK, id, sideOf(id + 1), sideOf(id + 1) == Side.BUY ? BASE_TICKS * 3 / 2 : BASE_TICKS / 2, 150);
        }
        request.sessionId = DESK;
        request.accountId = DESK;
        request.batchMode = BatchMode.SEPARATE;
        request.legCount = LEGS;
        for (int n = 0; n < LEGS; n++) {
            describe(request.legs[n], DESK, n + 1, sideOf(n + 1), BASE_TICKS, 250);
            request.legs[n].ordType = OrdType.MARKET;
            request.legs[n].timeInForce = TimeInForce.IOC;
            request.legs[n].priceE8 = OrderRequest.ABSENT;
        }
        preview();
        boolean isFilled =
                counting.preview.status == PreviewStatus.ACCEPTABLE && counting.preview.positionCount == LEGS;
        for (int n = 0; n < LEGS; n++) {
            isFilled &= counting.preview.legs[n].ordStatus == OrdStatus.FILLED;
        }
        if (!isFilled || counting.refused > 0) {
            throw new IllegalStateException("the basket is not what it should be: " + counting.preview.status);
        }
    }

    @Benchmark
    public long preview() {
        venue.previewMargin(request, 1);
        return counting.preview.after.initialMarginMicros;
    }

    private static Side sideOf(int id) {
        return id % 2 == 0 ? Side.BUY : Side.SELL;
    }

    private void place(int account, int instrumentId, Side side, long ticks, long lots) {
        describe(order, account, instrumentId, side, ticks, lots);
        order.clOrdId.set("o" + orders++);
        venue.placeOrder(order, orders);
    }

    private static void describe(OrderRequest target, int account, int instrumentId, Side side, long ticks, long lots) {
        target.clear();
        target.sessionId = account;
        target.accountId = account;
        target.instrumentId = instrumentId;
        target.side = side;
        target.ordType = OrdType.LIMIT;
        target.timeInForce = TimeInForce.GTC;
        target.priceE8 = ticks * BenchVenue.TICK_E8;
        target.orderQtyE8 = lots * BenchVenue.LOT_E8;
    }
}
