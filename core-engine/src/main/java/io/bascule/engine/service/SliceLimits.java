package io.bascule.engine.service;

import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.liquidation.SliceRules;

/**
 * The worst prices of the venue's own slices: no further from mark than their concession, and no further from where the
 * price usually is than all slices together may lead it.
 */
final class SliceLimits {
    private final PriceDesk prices;
    private long ownTicks;

    SliceLimits(final PriceDesk prices) {
        this.prices = prices;
    }

    /**
     * The worst price in whole ticks, rounded towards mark.
     *
     * @param concessionMicros over an exposure.
     * @param exposureMicros at mark, without a sign; more than 0.
     * @param mostLedE6 how far slices may lead the price.
     */
    long limitTicks(
            final Instrument instrument,
            final boolean sells,
            final long concessionMicros,
            final long exposureMicros,
            final long mostLedE6) {
        final long limitE8 = SliceRules.limitE8(sells, instrument.markE8(), concessionMicros, exposureMicros);
        final long usualE8 =
                instrument.underlying().indexE8() + prices.of(instrument).mark.usualE8();
        final long furthestE8 = SliceRules.furthestE8(sells, usualE8, mostLedE6);
        ownTicks = ticks(instrument, sells, limitE8);
        return ticks(instrument, sells, sells ? Math.max(furthestE8, limitE8) : Math.min(furthestE8, limitE8));
    }

    /** What the last limit would have been, were it only for its concession. */
    long ownTicks() {
        return ownTicks;
    }

    /** A price in whole ticks, rounded against the taker's worst: up for a seller, down for a buyer. */
    private static long ticks(final Instrument instrument, final boolean sells, final long limitE8) {
        final long tick = instrument.definition().tickSizeE8();
        return sells
                ? Math.max(1, -Math.floorDiv(-limitE8, tick))
                : Math.min(instrument.maxPriceTicks(), Math.floorDiv(limitE8, tick));
    }
}
