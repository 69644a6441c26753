package io.bascule.engine.pricing;

import static io.bascule.engine.fixedpoint.FixedPoint.NANOS;

import io.bascule.engine.fixedpoint.FixedPoint;

/**
 * An exponential average on a grid of one second: {@code next = k × last + (1 − k) × sample}, k in 1e-9, rounded half
 * to even once a step. A sample that stays the same is taken for many steps at once, with the same result: the average
 * comes to rest some 25 time constants later, and then stays.
 */
public final class Ema {
    /** Decay a second of a time constant of 150 s: e^(-1/150). */
    public static final long K_150_S = 993_355_506L;
    /** Decay a second of a time constant of 30 s: e^(-1/30). */
    public static final long K_30_S = 967_216_100L;
    /** Decay a second of a time constant of eight hours: e^(-1/28800). */
    public static final long K_8_H = 999_965_278L;

    private final long takenE9;
    private long valueE8;

    /**
     * An average of 0.
     *
     * @param keptE9 k, the part of the average that a step keeps.
     */
    public Ema(final long keptE9) {
        this.takenE9 = NANOS - keptE9;
    }

    public long valueE8() {
        return valueE8;
    }

    public void restore(final long newValueE8) {
        valueE8 = newValueE8;
    }

    /** Takes the same sample for so many steps. */
    public void advance(final long sampleE8, final long steps) {
        for (long n = 0; n < steps && !rests(sampleE8); n++) {
            valueE8 = next(sampleE8);
        }
    }

    /** Whether another step with this sample would change nothing. */
    public boolean rests(final long sampleE8) {
        return next(sampleE8) == valueE8;
    }

    private long next(final long sampleE8) {
        final long awayE8 = sampleE8 - valueE8;
        final long floor = FixedPoint.mulDivFloor(awayE8, takenE9, NANOS);
        final long remainder = awayE8 * takenE9 - floor * NANOS; // in [0, NANOS): exact modulo 2^64
        final long down = valueE8 + floor;
        final boolean up = remainder > NANOS / 2 || (remainder == NANOS / 2 && (down & 1) != 0);
        return up ? down + 1 : down;
    }
}
