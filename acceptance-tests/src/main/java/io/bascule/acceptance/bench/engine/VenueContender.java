package io.bascule.acceptance.bench.engine;

import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.Side;
import io.bascule.engine.service.Venue;

/**
 * The whole state machine: ClOrdIDs, checks, book, portfolio margin of {@link BenchVenue}'s scenarios, trades, fees
 * and reports. Each command has a ClOrdID of its own; a move and a partial reduce is a replace.
 */
final class VenueContender implements Contender {
    static final int USERS = 1_000;
    private static final long BALANCE = 900_000_000;

    private final long seed;
    private final OrderRequest request = new OrderRequest();
    private final byte[] clOrdId = new byte[9];
    /** OrderID of each of the flow's ids. */
    private long[] orderIds = new long[0];

    private long traded;

    VenueContender(long seed) {
        this.seed = seed;
    }

    @Override
    public long run(Flow flow) {
        Counting counting = new Counting();
        Venue venue = BenchVenue.create(counting, USERS, BALANCE, s -> FlowGenerator.basePrice(s, seed));
        orderIds = new long[flow.size + 1];
        long placed = 0;
        for (int n = 0; n < flow.size; n++) {
            if (flow.kinds[n] <= Flow.PLACE_FOK) {
                orderIds[flow.orderIds[n]] = ++placed;
            }
        }
        for (int n = 0; n < flow.fill; n++) {
            apply(venue, flow, n);
        }
        long start = System.nanoTime();
        for (int n = flow.fill; n < flow.size; n++) {
            apply(venue, flow, n);
        }
        long took = System.nanoTime() - start;
        if (counting.refused > 0) {
            throw new IllegalStateException(counting.refused + " refused, the last for " + counting.lastReason);
        }
        traded = counting.traded;
        return took;
    }

    @Override
    public long digest() {
        return traded;
    }

    private void apply(Venue venue, Flow flow, int n) {
        request.clear();
        request.sessionId = flow.users[n];
        request.accountId = flow.users[n];
        request.instrumentId = flow.symbols[n];
        request.msgSeqNum = n + 1L;
        request.side = flow.buys[n] ? Side.BUY : Side.SELL;
        number(n);
        byte kind = flow.kinds[n];
        if (kind <= Flow.PLACE_FOK) {
            describe(flow, n, flow.sizes[n]);
            request.timeInForce = FlowGenerator.timeInForce(kind);
            venue.placeOrder(request, n);
            return;
        }
        request.orderId = orderIds[flow.orderIds[n]];
        if (kind == Flow.CANCEL || flow.ends[n]) {
            venue.cancelOrder(request, n);
        } else {
            describe(flow, n, flow.totals[n]);
            venue.replaceOrder(request, n);
        }
    }

    private void describe(Flow flow, int n, long lots) {
        request.ordType = OrdType.LIMIT;
        request.priceE8 = flow.prices[n] * BenchVenue.TICK_E8;
        request.orderQtyE8 = lots * BenchVenue.LOT_E8;
    }

    private void number(int n) {
        int rest = n;
        for (int i = clOrdId.length - 1; i >= 0; i--) {
            clOrdId[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        request.clOrdId.set(clOrdId, clOrdId.length);
    }
}
