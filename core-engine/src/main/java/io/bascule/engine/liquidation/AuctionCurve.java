package io.bascule.engine.liquidation;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.fixedpoint.FixedPoint;

/**
 * What part of the equity a backstop provider pays: 95 % at the start, 0 ten minutes later, in steps of five seconds
 * (margin.md). A provider takes a fraction of every position, in whole lots.
 */
public final class AuctionCurve {
    public static final long LENGTH_NS = 600_000_000_000L;
    public static final long STEP_NS = 5_000_000_000L;
    private static final long START_E6 = 950_000;
    private static final long STEPS = LENGTH_NS / STEP_NS;

    private AuctionCurve() {}

    /** What part of the equity is paid so long after the start. */
    public static long paidE6(final long elapsedNs) {
        final long step = Math.min(STEPS, Math.max(0, elapsedNs) / STEP_NS);
        return START_E6 * (STEPS - step) / STEPS;
    }

    public static boolean isOver(final long elapsedNs) {
        return elapsedNs >= LENGTH_NS;
    }

    /** Lots of a position that a fraction takes, rounded towards none. */
    public static long lots(final long positionLots, final long fractionE6) {
        final long lots = FixedPoint.mulDivFloor(Math.abs(positionLots), fractionE6, E6);
        return positionLots < 0 ? -lots : lots;
    }

    /** What of a leg's share of the equity its price gives to the provider; rounded down. */
    public static long givenMicros(final long shareMicros, final long paidE6) {
        return FixedPoint.mulDivFloor(shareMicros, E6 - paidE6, E6);
    }
}
