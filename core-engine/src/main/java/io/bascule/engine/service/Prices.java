package io.bascule.engine.service;

import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;

/** Prices that are shown. */
final class Prices {
    private Prices() {}

    /** Average of fills in 1e-8, half up; 0 without a fill. */
    static long averageE8(final Instrument instrument, final long tickLots, final long lots) {
        return lots == 0
                ? 0
                : FixedPoint.mulDivHalfUp(tickLots, instrument.definition().tickSizeE8(), lots);
    }
}
