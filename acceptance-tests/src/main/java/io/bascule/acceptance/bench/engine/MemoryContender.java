package io.bascule.acceptance.bench.engine;

import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import io.bascule.engine.service.Venue;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** The heap that a million resting orders take, of 100 accounts in 50 instruments, at 1,000 prices each side. */
final class MemoryContender {
    private static final int ORDERS = 1_000_000;
    private static final int ACCOUNTS = 100;
    private static final int BASE_TICKS = 100_000;
    private static final int PRICES = 1_000;

    private MemoryContender() {}

    /** Bytes an order: the order, its ClOrdID of nine bytes, and every index and list that it is in. */
    static double bytesPerOrder() {
        Counting counting = new Counting();
        Venue venue = BenchVenue.create(counting, ACCOUNTS, 1_000_000_000, id -> BASE_TICKS);
        OrderRequest request = new OrderRequest();
        place(venue, request, 0, ACCOUNTS * BenchVenue.INSTRUMENTS); // each account has been margined
        long before = used();
        int first = ACCOUNTS * BenchVenue.INSTRUMENTS;
        place(venue, request, first, ORDERS);
        long bytes = used() - before;
        if (counting.refused > 0 || counting.reports != ORDERS) {
            throw new IllegalStateException(counting.refused + " refused, " + counting.reports + " reports");
        }
        return (double) bytes / (ORDERS - first);
    }

    private static void place(Venue venue, OrderRequest request, int from, int to) {
        for (int n = from; n < to; n++) {
            boolean buy = n / ACCOUNTS % 2 == 0;
            int distance = 1 + n / (ACCOUNTS * BenchVenue.INSTRUMENTS) % PRICES;
            request.clear();
            request.sessionId = 1 + n % ACCOUNTS;
            request.accountId = 1 + n % ACCOUNTS;
            request.instrumentId = 1 + n / ACCOUNTS % BenchVenue.INSTRUMENTS;
            request.side = buy ? Side.BUY : Side.SELL;
            request.ordType = OrdType.LIMIT;
            request.timeInForce = TimeInForce.GTC;
            request.priceE8 = (BASE_TICKS + (buy ? -distance : distance)) * BenchVenue.TICK_E8;
            request.orderQtyE8 = BenchVenue.LOT_E8;
            request.clOrdId.set(Integer.toString(100_000_000 + n));
            venue.placeOrder(request, n);
        }
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int n = 0; n < 3; n++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
