package io.bascule.engine.service;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.order.OrderRequest;

/**
 * Where an account would be liquidated if one underlying moved and all else stood still: the first tick, going
 * against the position, at which equity is no more than maintenance margin, both taken over the whole account.
 */
final class LiquidationPrice {
    private final Registry registry;
    private final Instrument[] moved = new Instrument[Holdings.MAX_INSTRUMENTS];
    private int movedCount;

    LiquidationPrice(final Registry registry) {
        this.registry = registry;
    }

    /** In 1e-8; {@link OrderRequest#ABSENT} if no price from one tick to the instrument's largest does it. */
    long find(final PortfolioMargin margin, final Holdings holdings, final Instrument instrument) {
        collect(holdings, instrument);
        if (excessMicros(margin, holdings, instrument.markE8()) <= 0) {
            return instrument.markE8();
        }
        final boolean isLong = holdings.lots(instrument.id()) > 0;
        long safe = instrument.markE8() / instrument.definition().tickSizeE8() + (isLong ? 1 : 0);
        long risky = isLong ? 1 : instrument.maxPriceTicks();
        if (excessMicros(margin, holdings, instrument.priceE8(risky)) > 0) {
            return OrderRequest.ABSENT;
        }
        while (Math.abs(safe - risky) > 1) {
            final long middle = (safe + risky) >>> 1;
            if (excessMicros(margin, holdings, instrument.priceE8(middle)) <= 0) {
                risky = middle;
            } else {
                safe = middle;
            }
        }
        return instrument.priceE8(risky);
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
            equity += instrument.valueMicros(lots, priceE8) - holdings.costMicros(id) - margin.unrealisedMicros(id);
            exposure += instrument.exposureMicros(lots, priceE8);
        }
        return equity - margin.maintenanceMarginMicros(moved[0].underlying().id(), exposure);
    }
}
