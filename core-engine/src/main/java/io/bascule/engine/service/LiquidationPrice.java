package io.bascule.engine.service;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.order.OrderRequest;

/**
 * Where an account would be liquidated if one underlying moved and all else stood still: the first tick, going
 * against the position, at which equity is no more than maintenance margin, both taken over the whole account.
 */
final class LiquidationPrice {
    /** Steps after which the ends are halved: by then they are close, whatever the shape. */
    private static final int MOST_STEPS = 16;

    private final Registry registry;
    private final Instrument[] moved = new Instrument[Holdings.MAX_INSTRUMENTS];
    private int movedCount;

    LiquidationPrice(final Registry registry) {
        this.registry = registry;
    }

    /** In 1e-8; {@link OrderRequest#ABSENT} if no price from one tick to the instrument's largest does it. */
    long find(final PortfolioMargin margin, final Holdings holdings, final Instrument instrument) {
        collect(holdings, instrument);
        final long excessNow = excessMicros(margin, holdings, instrument.markE8());
        if (excessNow <= 0) {
            return instrument.markE8();
        }
        final boolean isLong = holdings.lots(instrument.id()) > 0;
        final long safe = instrument.markE8() / instrument.definition().tickSizeE8() + (isLong ? 1 : 0);
        final long risky = isLong ? 1 : instrument.maxPriceTicks();
        final long excessAtWorst = excessMicros(margin, holdings, instrument.priceE8(risky));
        return excessAtWorst > 0
                ? OrderRequest.ABSENT
                : instrument.priceE8(search(margin, holdings, instrument, safe, excessNow, risky, excessAtWorst));
    }

    /**
     * The risky one of two adjacent ticks. The excess is piecewise linear, so where the line between both ends meets 0
     * is near; the excess at an end that stays is halved, so that the other end moves too (the Illinois method).
     */
    private long search(
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
            final long excess = excessMicros(margin, holdings, instrument.priceE8(tick));
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

    /** The instruments that move with one. */
    private void collect(final Holdings holdings, final Instrument with) {
        movedCount = 0;
        for (int i = 0; i < registry.instruments.size(); i++) {
            final Instrument instrument = registry.instruments.get(i);
            if (instrument.underlying() == with.underlying() && holdings.lots(instrument.id()) != 0) {
                moved[movedCount++] = instrument;
            }
        }
    }

    /** Equity less maintenance margin with the moved at a price. */
    private long excessMicros(final PortfolioMargin margin, final Holdings holdings, final long priceE8) {
        long equity = margin.equityMicros(holdings);
        long exposure = 0;
        for (int n = 0; n < movedCount; n++) {
            final Instrument instrument = moved[n];
            final int id = instrument.id();
            final long lots = holdings.lots(id);
            equity += instrument.valueUnits(lots, priceE8) - holdings.costUnits(id) - margin.unrealisedMicros(id);
            exposure += instrument.exposureMicros(lots, priceE8);
        }
        return equity - margin.maintenanceMarginMicros(moved[0].underlying().id(), exposure);
    }
}
