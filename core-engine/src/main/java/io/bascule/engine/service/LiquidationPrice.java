package io.bascule.engine.service;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.order.OrderRequest;

/**
 * Where an account would be liquidated if one underlying moved, its index and the marks of all its instruments alike,
 * and all else stood still: the first tick, going against the position, at which equity is no more than maintenance
 * margin, both taken over the whole account, coins and inverse contracts in it. Equity is linear in the move, and so
 * are exposures, in which maintenance margin is convex but for basis: their difference is concave, and meets 0 once on
 * the way from where it is above. Were basis ever to bend it the other way, one of the ticks where it meets 0 is found.
 */
final class LiquidationPrice {
    /** Steps after which the ends are halved: by then they are close, whatever the shape. */
    private static final int MOST_STEPS = 16;

    private LiquidationPrice() {}

    /** In 1e-8; {@link OrderRequest#ABSENT} if no price from one tick to the instrument's largest does it. */
    static long find(final PortfolioMargin margin, final Holdings holdings, final Instrument instrument) {
        final long excessNow = excessMicros(margin, holdings, instrument, instrument.markE8());
        if (excessNow <= 0) {
            return instrument.markE8();
        }
        final boolean isLong = holdings.lots(instrument.id()) > 0;
        final long safe = instrument.markE8() / instrument.definition().tickSizeE8() + (isLong ? 1 : 0);
        final long risky = isLong ? 1 : instrument.maxPriceTicks();
        final long excessAtWorst = excessMicros(margin, holdings, instrument, instrument.priceE8(risky));
        return excessAtWorst > 0
                ? OrderRequest.ABSENT
                : instrument.priceE8(search(margin, holdings, instrument, safe, excessNow, risky, excessAtWorst));
    }

    /**
     * The risky one of two adjacent ticks. The excess is all but linear, so where the line between both ends meets 0
     * is near; the excess at an end that stays is halved, so that the other end moves too (the Illinois method).
     */
    private static long search(
            final PortfolioMargin margin,
            final Holdings holdings,
            final Instrument instrument,
            final long safeTicks,
            final long excessAtSafe,
            final long riskyTicks,
            final long excessAtRisky) {
        long safe = safeTicks;
        long risky = riskyTicks;
        long above = excessAtSafe;
        long below = -excessAtRisky;
        int sameEnd = 0; // how often in a row the safe end moved, or if negative the risky one
        for (int step = 0; Math.abs(safe - risky) > 1; step++) {
            final long tick = step < MOST_STEPS ? crossing(safe, above, risky, below) : (safe + risky) >>> 1;
            final long excess = excessMicros(margin, holdings, instrument, instrument.priceE8(tick));
            if (excess > 0) {
                safe = tick;
                above = excess;
                sameEnd = Math.max(sameEnd, 0) + 1;
                below = sameEnd > 1 ? below / 2 : below;
            } else {
                risky = tick;
                below = -excess;
                sameEnd = Math.min(sameEnd, 0) - 1;
                above = sameEnd < -1 ? Math.max(above / 2, 1) : above;
            }
        }
        return risky;
    }

    /** Where the line from {@code above} to {@code -below} meets 0: strictly between the ends. */
    private static long crossing(final long safe, final long above, final long risky, final long below) {
        final long width = Math.abs(risky - safe);
        final long part = FixedPoint.mulDivFloor(width, above, above + below);
        final long inside = Math.min(Math.max(part, 1), width - 1);
        return safe < risky ? safe + inside : safe - inside;
    }

    /** Equity less maintenance margin, the underlying moved so that the instrument's mark is at a price. */
    private static long excessMicros(
            final PortfolioMargin margin, final Holdings holdings, final Instrument instrument, final long priceE8) {
        return margin.excessIfMovedMicros(holdings, instrument.underlying().id(), priceE8, instrument.markE8());
    }
}
