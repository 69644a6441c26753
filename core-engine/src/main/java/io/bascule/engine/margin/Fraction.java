package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;
import static io.bascule.engine.fixedpoint.FixedPoint.NANOS;

/** Parts of an amount of at least 0, exact for every amount that fits a long: a rate is in [0, 1]. */
final class Fraction {
    /** A product up to this one is rounded up without passing 64 bits. */
    private static final long MOST = Long.MAX_VALUE - NANOS;

    private Fraction() {}

    /** Rounded up. */
    static long up(final long amount, final long rateE6) {
        final long product = amount * rateE6;
        if (Math.multiplyHigh(amount, rateE6) == 0 && product >= 0 && product <= MOST) {
            return (product + E6 - 1) / E6;
        }
        return amount / E6 * rateE6 + (amount % E6 * rateE6 + E6 - 1) / E6;
    }

    /** Of a rate in 1e-9, rounded up. */
    static long upOfNanos(final long amount, final long rateNanos) {
        final long product = amount * rateNanos;
        if (Math.multiplyHigh(amount, rateNanos) == 0 && product >= 0 && product <= MOST) {
            return (product + NANOS - 1) / NANOS;
        }
        return amount / NANOS * rateNanos + (amount % NANOS * rateNanos + NANOS - 1) / NANOS;
    }
}
