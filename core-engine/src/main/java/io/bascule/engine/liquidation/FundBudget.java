package io.bascule.engine.liquidation;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.fixedpoint.FixedPoint;
import java.util.Arrays;

/**
 * What the insurance fund may put at stake in one liquidation event, ring-fenced by instrument: of each a part of what
 * the fund had when the event began, and in all takeovers together no more than it has. A position taken over uses up
 * what it has lost against mark by then and the MM of it alone.
 */
public final class FundBudget {
    /** What one instrument may use up, of the fund at the beginning of the event. */
    public static final long CAP_E6 = 200_000;

    private final long[] usedMicros;
    private long capMicros;
    /** What the fund has now and has not at stake; of one takeover, so no part of the state. */
    private long freeMicros;

    public FundBudget(final int mostInstruments) {
        usedMicros = new long[mostInstruments + 1];
    }

    /** A new event begins. */
    public void begin(final long fundEquityMicros) {
        Arrays.fill(usedMicros, 0);
        capMicros = FixedPoint.mulDivFloor(Math.max(0, fundEquityMicros), CAP_E6, E6);
    }

    /** An account is about to be taken over: the fund has so much that is not at stake. */
    public void beginTakeover(final long fundFreeMicros) {
        freeMicros = Math.max(0, fundFreeMicros);
    }

    public long capMicros() {
        return capMicros;
    }

    public long usedMicros(final int instrumentId) {
        return usedMicros[instrumentId];
    }

    /** Takes a saved state's figures, one instrument after the other. */
    public void restore(final long newCapMicros, final int instrumentId, final long micros) {
        capMicros = newCapMicros;
        usedMicros[instrumentId] = micros;
    }

    /**
     * How much of a position the fund may take.
     *
     * @param lots of it, more than 0.
     * @param shareMicros of the bankrupt's equity: negative, the fund loses so much at mark.
     * @param aloneMicros MM of the position alone.
     * @return at most the lots.
     */
    public long takeableLots(final int instrumentId, final long lots, final long shareMicros, final long aloneMicros) {
        final long stake = stakeMicros(shareMicros, aloneMicros);
        final long left = Math.min(freeMicros, Math.max(0, capMicros - usedMicros[instrumentId]));
        return stake <= left ? lots : FixedPoint.mulDivFloor(lots, left, stake);
    }

    /** The fund takes part of a position. */
    public void use(
            final int instrumentId,
            final long takenLots,
            final long lots,
            final long shareMicros,
            final long aloneMicros) {
        final long stake = FixedPoint.mulDivCeil(stakeMicros(shareMicros, aloneMicros), takenLots, lots);
        usedMicros[instrumentId] = Math.addExact(usedMicros[instrumentId], stake);
        freeMicros -= stake;
    }

    private static long stakeMicros(final long shareMicros, final long aloneMicros) {
        return Math.addExact(Math.max(0, -shareMicros), aloneMicros);
    }
}
