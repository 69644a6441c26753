package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;

/** All that a session has asked to be told of again. It ends with the connection. For the FIX event loop only. */
public final class Subscriptions {
    private final MarginSubscriptions margin = new MarginSubscriptions();
    private final MarketSubscriptions markets = new MarketSubscriptions();

    MarginSubscriptions margin() {
        return margin;
    }

    MarketSubscriptions markets() {
        return markets;
    }

    /** The counterparty is gone. */
    public void clear() {
        margin.clear();
        markets.clear();
    }

    /** Asks for the margin of each of them again: a command is put into the buffer, then the task run. */
    public void repeatMargin(SessionProfile session, CommandBuffer commands, Runnable asking) {
        margin.repeat(session, commands, asking);
    }

    /** The same for markets. */
    public void repeatMarkets(SessionProfile session, CommandBuffer commands, Runnable asking) {
        markets.repeat(session, commands, asking);
    }
}
