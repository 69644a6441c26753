package io.bascule.engine.book;

import io.bascule.engine.order.OrderConditions;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;

/** What one order asks of a book. Mutable and reused. */
public final class Leg {
    public int instrumentId;
    public int accountId;
    public int sessionId;
    public Side side;
    /** Worst price that it accepts. */
    public long limitTicks;
    /** What it wants; more than zero. */
    public long lots;
    /** FOK trades all or nothing. */
    public TimeInForce timeInForce;
    /** It trades these at least, or nothing. */
    public long minLots;
    /** It trades at the first price that it meets only. */
    public boolean atOnePrice;
    /** What it does not trade comes to rest. */
    public boolean rests;
    /** What it asks for beside; null: nothing. */
    public OrderConditions conditions;

    /** A plain order. */
    public void set(
            final int newInstrumentId,
            final Side newSide,
            final long newLimitTicks,
            final long newLots,
            final TimeInForce newTimeInForce) {
        instrumentId = newInstrumentId;
        side = newSide;
        limitTicks = newLimitTicks;
        lots = newLots;
        timeInForce = newTimeInForce;
        minLots = 0;
        atOnePrice = false;
        rests = false;
        conditions = null;
    }

    boolean isReduceOnly() {
        return conditions != null && conditions.has(OrderConditions.REDUCE_ONLY);
    }
}
