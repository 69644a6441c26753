package io.bascule.engine.service;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.margin.MarginCalculator;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.OrderRequest;

/**
 * Where an account would be liquidated if one underlying moved and all else stood still: the first tick, going
 * against the position, at which equity is no more than maintenance margin, both taken over the whole account.
 */
final class LiquidationPrice {
    private final Registry registry;
    private final MarginCalculator calculator;
    private final MarginFigures figures = new MarginFigures();
    private final long[] marksE8 = new long[Holdings.MAX_INSTRUMENTS + 1];

    LiquidationPrice(final Registry registry, final MarginCalculator calculator) {
        this.registry = registry;
        this.calculator = calculator;
    }

    /** In 1e-8; {@link OrderRequest#ABSENT} if no price from one tick to the instrument's largest does it. */
    long find(final Holdings holdings, final Instrument instrument) {
        System.arraycopy(registry.marksE8, 0, marksE8, 0, marksE8.length);
        if (isAtRisk(holdings, instrument, instrument.markE8())) {
            return instrument.markE8();
        }
        final boolean isLong = holdings.lots(instrument.id()) > 0;
        long safe = instrument.markE8() / instrument.definition().tickSizeE8() + (isLong ? 1 : 0);
        long risky = isLong ? 1 : instrument.maxPriceTicks();
        if (!isAtRisk(holdings, instrument, instrument.priceE8(risky))) {
            return OrderRequest.ABSENT;
        }
        while (Math.abs(safe - risky) > 1) {
            final long middle = (safe + risky) >>> 1;
            if (isAtRisk(holdings, instrument, instrument.priceE8(middle))) {
                risky = middle;
            } else {
                safe = middle;
            }
        }
        return instrument.priceE8(risky);
    }

    private boolean isAtRisk(final Holdings holdings, final Instrument moved, final long markE8) {
        for (final Instrument instrument : registry.instruments) {
            if (instrument.underlying() == moved.underlying()) {
                marksE8[instrument.id()] = markE8;
            }
        }
        calculator.calculate(
                holdings, registry.instruments, registry.underlyings, marksE8, registry.scenarios, figures);
        return figures.equityMicros <= figures.maintenanceMarginMicros;
    }
}
