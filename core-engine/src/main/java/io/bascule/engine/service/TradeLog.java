package io.bascule.engine.service;

/**
 * The last trades, which an operator may bust or correct. Ids follow each other without a gap, so a place follows
 * from its id. Memory for all of them is taken with the first trade, and none after that.
 */
final class TradeLog {
    /** Trades that are remembered; of two that are further apart the older one is final. */
    static final int MAX_TRADES = 1 << 16;

    private static final int TAKER_ORDER_ID = 0;
    private static final int MAKER_ORDER_ID = 1;
    private static final int LOTS = 2;
    private static final int TICKS = 3;
    private static final int TAKER_FEE_UNITS = 4;
    private static final int MAKER_FEE_UNITS = 5;
    private static final int TAKER_EVENT_NUMBER = 6;
    private static final int MAKER_EVENT_NUMBER = 7;
    private static final int STRIDE = 8;

    private long[] values = new long[0];
    private long lastTradeId;
    private int size;

    /** Number of trades held: the last of them, {@link #lastTradeId()} being the newest. */
    int size() {
        return size;
    }

    /** 0: there was none. */
    long lastTradeId() {
        return lastTradeId;
    }

    /** Begins empty, behind a trade. */
    void startAfter(final long tradeId) {
        lastTradeId = tradeId;
        size = 0;
    }

    /**
     * Adds the next trade; of too many the oldest is let go.
     *
     * @throws IllegalStateException if its id does not follow the last one's: a broken invariant.
     */
    void add(final Trade trade) {
        if (trade.tradeId != lastTradeId + 1) {
            throw new IllegalStateException("trade " + trade.tradeId + " follows trade " + lastTradeId);
        }
        if (values.length == 0) {
            values = new long[MAX_TRADES * STRIDE];
        }
        lastTradeId++;
        size = Math.min(size + 1, MAX_TRADES);
        put(trade);
    }

    /** Takes what has become of a trade that is held. */
    void update(final Trade trade) {
        put(trade);
    }

    boolean holds(final long tradeId) {
        return tradeId <= lastTradeId && tradeId > lastTradeId - size;
    }

    /** Reads a trade that is held. */
    void get(final long tradeId, final Trade into) {
        final int at = offset(tradeId);
        into.tradeId = tradeId;
        into.takerOrderId = values[at + TAKER_ORDER_ID];
        into.makerOrderId = values[at + MAKER_ORDER_ID];
        into.lots = values[at + LOTS];
        into.ticks = values[at + TICKS];
        into.takerFeeUnits = values[at + TAKER_FEE_UNITS];
        into.makerFeeUnits = values[at + MAKER_FEE_UNITS];
        into.takerEventNumber = values[at + TAKER_EVENT_NUMBER];
        into.makerEventNumber = values[at + MAKER_EVENT_NUMBER];
    }

    private void put(final Trade trade) {
        final int at = offset(trade.tradeId);
        values[at + TAKER_ORDER_ID] = trade.takerOrderId;
        values[at + MAKER_ORDER_ID] = trade.makerOrderId;
        values[at + LOTS] = trade.lots;
        values[at + TICKS] = trade.ticks;
        values[at + TAKER_FEE_UNITS] = trade.takerFeeUnits;
        values[at + MAKER_FEE_UNITS] = trade.makerFeeUnits;
        values[at + TAKER_EVENT_NUMBER] = trade.takerEventNumber;
        values[at + MAKER_EVENT_NUMBER] = trade.makerEventNumber;
    }

    private static int offset(final long tradeId) {
        return (int) (tradeId & (MAX_TRADES - 1)) * STRIDE;
    }
}
