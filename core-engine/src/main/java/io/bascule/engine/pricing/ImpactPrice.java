package io.bascule.engine.pricing;

import io.bascule.engine.fixedpoint.FixedPoint;

/**
 * The average price at which a notional trades into one side of a book: level by level, of the last one only what is
 * still missing. Of a linear contract that is the notional over the quantity that it buys or sells, which at the last
 * price p is {@code notional × p / (quantity of the levels before × p + what was missing)}: one division. Of an inverse
 * one, whose notional is its contracts whatever the price, it is the mean over the contracts. A bid is rounded down and
 * an ask up: away from each other.
 */
public final class ImpactPrice {
    private boolean isBid;
    private boolean isInverse;
    private long unitMicros;
    private long tickSizeE8;
    private long notionalMicros;
    private long missingMicros;
    private long lots;
    private long priceE8;

    /**
     * Says what the levels are levels of.
     *
     * @param newUnitMicros of USD: a lot at a price of one tick, or of an inverse contract a lot at any price.
     */
    public void contract(final boolean newIsInverse, final long newUnitMicros, final long newTickSizeE8) {
        isInverse = newIsInverse;
        unitMicros = newUnitMicros;
        tickSizeE8 = newTickSizeE8;
    }

    /**
     * Begins with an empty side.
     *
     * @param newIsBid whether it is the bids, which a seller meets.
     * @param newNotionalMicros in USD, more than zero.
     */
    public void begin(final boolean newIsBid, final long newNotionalMicros) {
        isBid = newIsBid;
        notionalMicros = newNotionalMicros;
        missingMicros = newNotionalMicros;
        lots = 0;
        priceE8 = 0;
    }

    /**
     * Takes an order or a level that is no better than those before.
     *
     * @return whether that was enough: take no more.
     */
    public boolean take(final long ticks, final long someLots) {
        final long someMicros = valueMicros(ticks, someLots);
        final boolean isEnough = someMicros >= missingMicros;
        if (isInverse) {
            priceE8 += rounded(Math.min(someMicros, missingMicros), ticks * tickSizeE8, notionalMicros);
        } else if (isEnough) {
            priceE8 = rounded(notionalMicros, ticks * tickSizeE8, valueMicros(ticks, lots) + missingMicros);
        }
        missingMicros -= someMicros;
        lots += someLots;
        return isEnough;
    }

    /** In 1e-8; 0: the side is too thin. */
    public long priceE8() {
        return missingMicros > 0 ? 0 : priceE8;
    }

    /** No more than a largest position is worth: it fits. */
    private long valueMicros(final long ticks, final long someLots) {
        return isInverse ? someLots * unitMicros : ticks * someLots * unitMicros;
    }

    private long rounded(final long a, final long b, final long d) {
        return isBid ? FixedPoint.mulDivFloor(a, b, d) : FixedPoint.mulDivCeil(a, b, d);
    }
}
