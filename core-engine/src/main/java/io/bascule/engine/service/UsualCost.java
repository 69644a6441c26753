package io.bascule.engine.service;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;

/** What closing a position usually costs against mark: half the spread and its impact. */
final class UsualCost {
    /** Of the market protection of its instrument. */
    private static final long PART_E6 = 100_000;

    private UsualCost() {}

    /** In USD micros, rounded up. */
    static long micros(final Instrument instrument, final long exposureMicros) {
        final long rateE6 = FixedPoint.mulDivCeil(instrument.definition().marketProtectionE6(), PART_E6, E6);
        return FixedPoint.mulDivCeil(Math.abs(exposureMicros), rateE6, E6);
    }
}
