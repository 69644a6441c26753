package io.bascule.engine.liquidation;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.fixedpoint.FixedPoint;

/** Sizes, limits, fees and admission of the slices of a staged unwind (margin.md). Amounts in USD micros. */
public final class SliceRules {
    /** Time between two slices of an account. */
    public static final long PACE_NS = 5_000_000_000L;
    /** A slice takes no more of a position than this part of it at entry of the stage. */
    public static final long MOST_OF_POSITION_E6 = 200_000;
    /** What a slice is to bring h to. */
    public static final long TARGET_E6 = 1_100_000;
    /** A slice's fee, of the MM that it frees. */
    public static final long FEE_E6 = 100_000;
    /** So many slices without a fill, one after the other, end the unwind. */
    public static final int MOST_UNFILLED = 3;

    /** How far slices may lead an instrument from where its price usually is against the index. */
    public static final long MOST_LED_E6 = 2_500;
    /** The same of slices of the insurance fund, which has time. */
    public static final long MOST_LED_BY_FUND_E6 = 500;

    private SliceRules() {}

    /** Lots of a leg that one slice may close, whatever they bring: at least one, at most what is held. */
    public static long mostLots(final long entryLots, final long heldLots) {
        final long part = FixedPoint.mulDivFloor(Math.abs(entryLots), MOST_OF_POSITION_E6, E6);
        return Math.min(Math.abs(heldLots), Math.max(1, part));
    }

    /** What equity lacks to a target level: not positive if nothing. */
    public static long shortageMicros(final long equityMicros, final long maintenanceMicros, final long targetE6) {
        return FixedPoint.mulDivCeil(maintenanceMicros, targetE6, E6) - equityMicros;
    }

    /**
     * The least that has to be closed where what it frees and costs grows with it evenly: {@code shortage / (target·MM
     * freed - cost)} of what is known of a size, rounded up.
     *
     * @param lots of the known size.
     * @param shortageMicros more than 0.
     * @param freedMicros MM that the known size frees.
     * @param costMicros what closing the known size costs.
     * @return {@link Long#MAX_VALUE} if no size is enough.
     */
    public static long leastLots(
            final long lots,
            final long shortageMicros,
            final long freedMicros,
            final long costMicros,
            final long targetE6) {
        final long gained = FixedPoint.mulDivFloor(freedMicros, targetE6, E6) - costMicros;
        return gained <= 0 ? Long.MAX_VALUE : FixedPoint.mulDivCeil(lots, shortageMicros, gained);
    }

    /** How far from mark a slice may trade, over the whole leg: its share of the equity, and twice its usual cost. */
    public static long mostConcessionMicros(final long shareMicros, final long usualCostMicros) {
        return Math.min(Math.max(0, shareMicros), 2 * usualCostMicros);
    }

    /**
     * The worst price that a slice trades at, rounded towards mark.
     *
     * @param isLong whether the position is long, so that the slice sells.
     * @param concessionMicros over the whole leg.
     * @param exposureMicros of the whole leg at mark, without a sign; more than 0.
     */
    public static long limitE8(
            final boolean isLong, final long markE8, final long concessionMicros, final long exposureMicros) {
        final long distance = FixedPoint.mulDivFloor(markE8, concessionMicros, exposureMicros);
        return isLong ? markE8 - distance : markE8 + distance;
    }

    /**
     * The worst price of all slices, so that what the venue sells does not lower what it sells at next: so far from the
     * usual price, rounded towards it.
     *
     * @param sells whether the slice sells.
     * @param usualE8 the index and what the middle of the book is above it in the average of eight hours.
     * @param mostLedE6 so far.
     */
    public static long furthestE8(final boolean sells, final long usualE8, final long mostLedE6) {
        final long distance = FixedPoint.mulDivFloor(usualE8, mostLedE6, E6);
        return sells ? usualE8 - distance : usualE8 + distance;
    }

    /** What the fund gets of a slice that frees so much and leaves so much equity. */
    public static long feeMicros(final long freedMicros, final long equityLeftMicros) {
        return toFundMicros(FixedPoint.mulDivFloor(Math.max(0, freedMicros), FEE_E6, E6), equityLeftMicros);
    }

    /** What of a fee is paid where so much is left above bankruptcy; if less than nothing is, the fund pays it. */
    public static long toFundMicros(final long feeMicros, final long leftMicros) {
        return Math.min(feeMicros, leftMicros);
    }

    /** Whether a slice is worth it: its cost, of the MM that it frees, is a smaller part than equity of MM. */
    public static boolean isAdmissible(
            final long costMicros, final long freedMicros, final long equityMicros, final long maintenanceMicros) {
        return freedMicros > 0 && Products.compare(costMicros, maintenanceMicros, equityMicros, freedMicros) < 0;
    }

    /** Whether MM freed over cost and one unit is more than another's. */
    public static boolean isBetter(
            final long freedMicros, final long costMicros, final long otherFreedMicros, final long otherCostMicros) {
        return Products.compare(freedMicros, otherCostMicros + 1, otherFreedMicros, costMicros + 1) > 0;
    }
}
