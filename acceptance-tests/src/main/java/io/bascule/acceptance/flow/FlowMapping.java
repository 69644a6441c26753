package io.bascule.acceptance.flow;

import io.bascule.acceptance.flow.FlowRequest.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Maps an order-by-order feed to requests on BTC-PERP: A becomes a GTC limit order, M a replace, C a cancel, T an IOC
 * limit order of the aggressor; F is not sent.
 *
 * <p>The feed's first price becomes 60,000 and each of its ticks {@link #TICKS_PER_TICK} ticks of 0.5, so that even
 * far orders stay within the price band of 20 %. One contract is one lot of 0.001. A feed's M says what is left of an
 * order while FIX replaces its total, so what F said was filled before is added. An M or C of an order that the feed
 * never added is sent as it is: the venue does not know it either. All of an order goes by one session; a T without an
 * order goes by the first, and one without a side buys.
 */
final class FlowMapping {
    static final String SYMBOL = "BTC-PERP";
    static final BigDecimal REFERENCE_PRICE = new BigDecimal("60000");
    static final BigDecimal TICK_SIZE = new BigDecimal("0.5");
    static final BigDecimal LOT_SIZE = new BigDecimal("0.001");
    static final long TICKS_PER_TICK = 1;

    private final int sessions;
    private final String prefix;
    private final Map<Long, Long> filled = new HashMap<>();
    private final Map<Long, FlowRequest> placed = new HashMap<>();
    private long firstPriceQuarters = -1;
    private int count;

    private FlowMapping(int sessions, String prefix) {
        this.sessions = sessions;
        this.prefix = prefix;
    }

    /**
     * Maps a whole feed.
     *
     * @param sessions to spread the orders over.
     * @param prefix of each ClOrdID; it must differ between runs against one venue.
     */
    static List<FlowRequest> map(List<MarketEvent> events, int sessions, String prefix) {
        FlowMapping mapping = new FlowMapping(sessions, prefix);
        List<FlowRequest> requests = new ArrayList<>(events.size());
        for (MarketEvent event : events) {
            FlowRequest request = mapping.map(event);
            if (request != null) {
                requests.add(request);
            }
        }
        return requests;
    }

    private FlowRequest map(MarketEvent event) {
        if (firstPriceQuarters < 0) {
            firstPriceQuarters = event.priceQuarters();
        }
        long orderId = event.orderId();
        switch (event.action()) {
            case 'A' -> {
                FlowRequest request = request(event, Kind.PLACE, null, event.size(), false);
                placed.put(orderId, request);
                return request;
            }
            case 'M' -> {
                long total = event.size() + filled.getOrDefault(orderId, 0L);
                return request(event, Kind.REPLACE, placed.get(orderId), total, false);
            }
            case 'C' -> {
                return request(event, Kind.CANCEL, placed.get(orderId), event.size(), false);
            }
            case 'T' -> {
                return request(event, Kind.PLACE, null, event.size(), true);
            }
            case 'F' -> {
                filled.merge(orderId, event.size(), Long::sum);
                return null;
            }
            default -> throw new IllegalArgumentException("unknown action in " + event);
        }
    }

    private FlowRequest request(MarketEvent event, Kind kind, FlowRequest order, long size, boolean immediate) {
        String clOrdId = prefix + ++count;
        String origClOrdId = clOrdId;
        if (kind != Kind.PLACE) {
            origClOrdId = order == null ? prefix + "unknown-" + event.orderId() : order.clOrdId();
        }
        Side side = order == null ? (event.side() == 'A' ? Side.SELL : Side.BUY) : order.side();
        long ticks = (event.priceQuarters() - firstPriceQuarters) * TICKS_PER_TICK;
        return new FlowRequest(
                (int) (event.orderId() % sessions),
                kind,
                clOrdId,
                origClOrdId,
                side,
                LOT_SIZE.multiply(BigDecimal.valueOf(size)),
                REFERENCE_PRICE.add(TICK_SIZE.multiply(BigDecimal.valueOf(ticks))),
                immediate);
    }
}
