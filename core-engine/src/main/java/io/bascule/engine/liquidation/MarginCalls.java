package io.bascule.engine.liquidation;

/**
 * Which margin calls were made of an account: one below 1.50, again below 1.25. A call may be made again once h has
 * been 0.10 above its threshold, so that an account at the edge is not called every second.
 */
public final class MarginCalls {
    /** Thresholds by the number of calls that were made before. */
    private static final long[] THRESHOLDS_E6 = {1_500_000, 1_250_000};

    private static final long REARM_E6 = 100_000;

    private MarginCalls() {}

    /** How many calls stand, given how many did. More: one is due, for the new number. */
    public static int next(final int calls, final long equityMicros, final long maintenanceMicros) {
        int next = calls;
        while (next < THRESHOLDS_E6.length
                && MarginLevel.isBelow(equityMicros, maintenanceMicros, THRESHOLDS_E6[next])) {
            next++;
        }
        while (next > 0 && !MarginLevel.isBelow(equityMicros, maintenanceMicros, THRESHOLDS_E6[next - 1] + REARM_E6)) {
            next--;
        }
        return next;
    }

    /** The threshold of the nth call, from 1. */
    public static long thresholdE6(final int call) {
        return THRESHOLDS_E6[call - 1];
    }
}
