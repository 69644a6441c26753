package io.bascule.engine.order;

/**
 * What few orders have beside what all have: their conditions and where these stand. Pooled; it hangs off its order by
 * one reference, which a plain order has not.
 */
public final class SpecialTerms {
    /** What was asked for; a replace may have changed it. */
    public final OrderConditions asked = new OrderConditions();

    /** Price that elects a stop order. */
    public long stopTicks;
    /** A stop order that was not elected yet: it is in no book. */
    public boolean waits;
    /** DisplayQty(1138); 0: all is shown. */
    public long displayLots;
    /** What is shown of an order with a {@link #displayLots}; the next part comes behind all others of the price. */
    public long shownLots;

    /** The same in the plan of a stamp. */
    public long plannedShownLots;
    /** When the plan of a stamp put it behind the others of its price; 0: it has not. */
    public long plannedRound;

    public long plannedStamp;

    /** Place among the orders that expire at a time; -1: none. */
    public int expiryIndex;
    /** Reduce-only orders at rest of one account and instrument, the oldest first. */
    public Order nextReduceOnly;

    public Order prevReduceOnly;

    /** Whether it shrinks with the position. */
    public boolean isReduceOnly() {
        return (asked.execInst & OrderConditions.REDUCE_ONLY) != 0;
    }

    /** Whether a part of it may be hidden. */
    public boolean isIceberg() {
        return displayLots > 0;
    }

    /** What is shown, given what the plan of a stamp has taken. */
    public long shownLots(final long stamp) {
        return plannedStamp == stamp ? plannedShownLots : shownLots;
    }

    /** When the plan of a stamp put it behind the others of its price; 0: it has not. */
    public long round(final long stamp) {
        return plannedStamp == stamp ? plannedRound : 0;
    }

    /** What is shown and its place, in the plan of a stamp. */
    public void plan(final long stamp, final long newShownLots, final long newRound) {
        plannedStamp = stamp;
        plannedShownLots = newShownLots;
        plannedRound = newRound;
    }

    /** Shows the next part of what is left. */
    public void show(final long leavesLots) {
        shownLots = Math.min(displayLots, leavesLots);
    }

    void clear() {
        asked.clear();
        stopTicks = 0;
        waits = false;
        displayLots = 0;
        shownLots = 0;
        plannedShownLots = 0;
        plannedRound = 0;
        plannedStamp = 0;
        expiryIndex = -1;
        nextReduceOnly = null;
        prevReduceOnly = null;
    }

    public SpecialTerms() {
        clear();
    }
}
