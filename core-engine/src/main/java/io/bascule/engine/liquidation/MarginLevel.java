package io.bascule.engine.liquidation;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.fixedpoint.FixedPoint;

/**
 * {@code h = equity / MM} of margin.md, compared without a division. Without a requirement h is infinite if equity is
 * not negative, else 0.
 */
public final class MarginLevel {
    private static final long MOST = 1_000;
    /** What an infinite or a larger level is shown as. */
    public static final long MOST_E6 = MOST * E6;

    private MarginLevel() {}

    /** Whether h is below a threshold, exactly. */
    public static boolean isBelow(final long equityMicros, final long maintenanceMicros, final long thresholdE6) {
        return maintenanceMicros == 0
                ? equityMicros < 0
                : equityMicros < FixedPoint.mulDivCeil(maintenanceMicros, thresholdE6, E6);
    }

    /** h for show, rounded down, at most {@link #MOST_E6} and at least minus that. */
    public static long levelE6(final long equityMicros, final long maintenanceMicros) {
        if (maintenanceMicros == 0) {
            return equityMicros < 0 ? 0 : MOST_E6;
        }
        if (Math.abs(equityMicros / MOST) >= maintenanceMicros) { // a product with 1,000 need not be a long
            return equityMicros < 0 ? -MOST_E6 : MOST_E6;
        }
        return Math.max(-MOST_E6, FixedPoint.mulDivFloor(equityMicros, E6, maintenanceMicros));
    }
}
