package io.bascule.engine.stress;

import java.util.List;

/**
 * One what-if.
 *
 * @param kind of it.
 * @param moves of PRICE and CORRELATION; of ORACLE the underlyings that stand still, each with a move of 0.
 * @param rateE9 of FUNDING: for eight hours, in 1e-9; a long pays if it is above 0.
 * @param hours of FUNDING.
 */
public record StressShock(ShockKind kind, List<Move> moves, long rateE9, int hours) {
    /** In one report. */
    public static final int MAX_SHOCKS = 32;
    /** Of them of funding, which has a line of the report for each position: so it fits into one message. */
    public static final int MAX_FUNDING_SHOCKS = 8;
    /** Hours of funding: a week. */
    public static final int MAX_HOURS = 168;
    /** Largest rate of funding, a whole notional in eight hours; largest move of a price: to twice what it is. */
    public static final long MAX_RATE_E9 = 1_000_000_000L;

    public static final long MAX_MOVE_E6 = 1_000_000L;

    public StressShock {
        moves = List.copyOf(moves);
    }

    /**
     * A relative move of an underlying.
     *
     * @param underlying its name.
     * @param moveE6 in 1e-6 of its index: above -100 %, at most 100 %.
     */
    public record Move(String underlying, long moveE6) {}
}
