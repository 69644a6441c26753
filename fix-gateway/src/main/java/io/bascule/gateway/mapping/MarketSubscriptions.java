package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The markets that a session has subscribed to, by MDReqID(262), and a digest of what it was told last of each. It ends
 * with the connection. For the FIX event loop only.
 */
final class MarketSubscriptions {
    /** Of one session. */
    static final int MAX_SUBSCRIPTIONS = 16;

    private final Map<String, Subscription> byRequestId = new LinkedHashMap<>();

    private record Subscription(MarketRequest asked, Map<Integer, Long> told, Map<Integer, ToldMarket> markets) {}

    boolean isKnown(String requestId) {
        return byRequestId.containsKey(requestId);
    }

    /** Returns false if there are as many as there may be. */
    boolean begin(String requestId, MarketRequest asked) {
        if (byRequestId.size() >= MAX_SUBSCRIPTIONS) {
            return false;
        }
        byRequestId.put(requestId, new Subscription(asked, new HashMap<>(), new HashMap<>()));
        return true;
    }

    /** Returns whether there was such a one. */
    boolean end(String requestId) {
        return byRequestId.remove(requestId) != null;
    }

    /** Whether a market stands otherwise than was told last; then that is the last. */
    boolean isNews(String requestId, int instrumentId, long digest) {
        Subscription subscription = byRequestId.get(requestId);
        if (subscription == null) {
            return false;
        }
        Long before = subscription.told.put(instrumentId, digest);
        return before == null || before != digest;
    }

    /** What an incremental subscription was told of a market, by the MDReqID(262); null: it is none. */
    ToldMarket told(String requestId, int instrumentId) {
        Subscription subscription = byRequestId.get(requestId);
        return subscription == null || !subscription.asked.isIncremental()
                ? null
                : subscription.markets.computeIfAbsent(instrumentId, id -> new ToldMarket());
    }

    /** The counterparty is gone. */
    void clear() {
        byRequestId.clear();
    }

    /** Asks for each of them again. */
    void repeat(SessionProfile session, CommandBuffer commands, Runnable asking) {
        byRequestId.forEach((requestId, subscription) -> {
            MarketInquiryMapping.repeat(commands, session, requestId, subscription.asked);
            asking.run();
        });
    }
}
