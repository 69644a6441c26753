package io.bascule.engine.fixedpoint;

/**
 * {@code a × b ÷ d} with the product held in 128 bits and one named rounding. {@code d} is positive. A quotient that
 * does not fit a long throws {@link ArithmeticException}: the venue's limits rule it out, so it is a broken
 * invariant.
 */
public final class FixedPoint {
    /** Units of a price or quantity in 1e-8. */
    public static final long E8 = 100_000_000L;
    /** Parts of a fraction in 1e-6. */
    public static final long E6 = 1_000_000L;
    /** Parts of a rate in 1e-9. */
    public static final long NANOS = 1_000_000_000L;
    /** A price in 1e-8 times a quantity in 1e-8, over micros. */
    public static final long E16_PER_MICRO = 10_000_000_000L;

    private static final long LOW_32 = 0xffff_ffffL;

    private FixedPoint() {}

    /** Rounds towards negative infinity. */
    public static long mulDivFloor(final long a, final long b, final long d) {
        final boolean negative = (a ^ b) < 0;
        return negative ? -magnitude(a, b, d, true) : magnitude(a, b, d, false);
    }

    /** Rounds towards positive infinity. */
    public static long mulDivCeil(final long a, final long b, final long d) {
        final boolean negative = (a ^ b) < 0;
        return negative ? -magnitude(a, b, d, false) : magnitude(a, b, d, true);
    }

    /** Rounds away from zero. */
    public static long mulDivAway(final long a, final long b, final long d) {
        final boolean negative = (a ^ b) < 0;
        final long quotient = magnitude(a, b, d, true);
        return negative ? -quotient : quotient;
    }

    /** Rounds towards zero. */
    public static long mulDivTowardsZero(final long a, final long b, final long d) {
        final long quotient = magnitude(a, b, d, false);
        return (a ^ b) < 0 ? -quotient : quotient;
    }

    /** Rounds to the nearest, and a half to the even one: for averages, which must not drift. */
    public static long mulDivHalfEven(final long a, final long b, final long d) {
        final long floor = mulDivFloor(a, b, d);
        final long remainder = a * b - floor * d; // in [0, d): exact modulo 2^64
        final long rest = d - remainder;
        final boolean up = remainder > rest || (remainder == rest && (floor & 1) != 0);
        return up ? floor + 1 : floor;
    }

    /** Rounds half away from zero; for what is shown, never for what is owed. */
    public static long mulDivHalfUp(final long a, final long b, final long d) {
        final long floor = mulDivFloor(a, b, d);
        final long remainder = a * b - floor * d; // in [0, d): exact modulo 2^64
        final boolean negative = (a ^ b) < 0;
        final boolean up = negative ? remainder > d - remainder : remainder >= d - remainder;
        return up ? floor + 1 : floor;
    }

    /** Of two positive numbers. */
    public static long greatestCommonDivisor(final long a, final long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private static long magnitude(final long a, final long b, final long d, final boolean away) {
        if (d <= 0 || a == Long.MIN_VALUE || b == Long.MIN_VALUE) {
            throw new ArithmeticException("out of range: " + a + " * " + b + " / " + d);
        }
        final long x = Math.abs(a);
        final long y = Math.abs(b);
        final long high = Math.multiplyHigh(x, y);
        final long low = x * y;
        if (high == 0 && low >= 0) {
            final long quotient = low / d;
            return away && quotient * d != low ? quotient + 1 : quotient;
        }
        if (high >= d) {
            throw new ArithmeticException("overflow: " + a + " * " + b + " / " + d);
        }
        final long quotient = divide(high, low, d);
        if (quotient < 0 || (away && quotient == Long.MAX_VALUE)) {
            throw new ArithmeticException("overflow: " + a + " * " + b + " / " + d);
        }
        return away && quotient * d != low ? quotient + 1 : quotient;
    }

    /**
     * (high × 2^64 + low) ÷ d for high &lt; d: schoolbook division by two 32-bit digits (Knuth, The Art of Computer
     * Programming 2, 4.3.1, algorithm D).
     */
    private static long divide(final long high, final long low, final long d) {
        final int shift = Long.numberOfLeadingZeros(d); // at least 1: d is positive
        final long v = d << shift;
        final long v1 = v >>> 32;
        final long v0 = v & LOW_32;
        final long u32 = (high << shift) | (low >>> (64 - shift));
        final long u10 = low << shift;
        final long u1 = u10 >>> 32;
        final long u0 = u10 & LOW_32;
        final long q1 = digit(u32, u1, v1, v0);
        final long u21 = (u32 << 32) + u1 - q1 * v;
        final long q0 = digit(u21, u0, v1, v0);
        return (q1 << 32) + q0;
    }

    private static long digit(final long u, final long next, final long v1, final long v0) {
        long q = Long.divideUnsigned(u, v1);
        long rest = u - q * v1;
        while (q > LOW_32 || Long.compareUnsigned(q * v0, (rest << 32) | next) > 0) {
            q--;
            rest += v1;
            if (rest > LOW_32) {
                break;
            }
        }
        return q;
    }
}
