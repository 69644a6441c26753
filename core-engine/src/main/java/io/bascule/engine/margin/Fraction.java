package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;
import static io.bascule.engine.fixedpoint.FixedPoint.NANOS;

/** Parts of an amount of at least 0, exact for every amount that fits a long: a rate is in [0, 1]. */
final class Fraction {
    private Fraction() {}

    /** Rounded up. */
    static long up(final long amount, final long rateE6) {
        return amount == 0 || rateE6 == 0 ? 0 : amount / E6 * rateE6 + (amount % E6 * rateE6 + E6 - 1) / E6;
    }

    /** Of a rate in 1e-9, rounded up. */
    static long upOfNanos(final long amount, final long rateNanos) {
        if (amount < NANOS && amount > 0) {
            return (amount * rateNanos + NANOS - 1) / NANOS;
        }
        return amount / NANOS * rateNanos + (amount % NANOS * rateNanos + NANOS - 1) / NANOS;
    }
}
