package io.bascule.engine.liquidation;

import static io.bascule.engine.fixedpoint.FixedPoint.NANOS;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Whose positions are reduced against lots that nobody else takes (margin.md, ADL). First pro rata by {@code weight =
 * min(|q|, |E_u|/P) lots × max(0, profit / entry notional) × (Σ_u |E_u|) / equity}, up to the lots that are not hedged;
 * then the lots without profit that are not hedged, by size; then the hedged ones, by size. Never more than a position;
 * the largest remainder, ties by the order in which the accounts were added: by account id. Made for one position.
 */
public final class Deleveraging {
    private static final BigInteger SCALE = BigInteger.valueOf(NANOS);
    private static final int MOST_BITS = 62;

    private int count;
    private int[] accountIds = new int[16];
    private long[] positionLots = new long[16];
    private long[] openLots = new long[16];
    private BigInteger[] weights = new BigInteger[16];
    private long[] byWeight = new long[16];
    private long[] profitless = new long[16];
    private long[] hedged = new long[16];

    /**
     * Adds an account that holds the other side.
     *
     * @param accountId larger than the last.
     * @param lots of its position, without a sign, more than 0.
     * @param unhedgedLots of it: what of it its underlying's exposure is made of; more counts as all of it.
     * @param profitMicros unrealised.
     * @param entryNotionalMicros without a sign.
     * @param grossExposureMicros Σ |E_u| of the account.
     * @param equityMicros of the account.
     */
    public void add(
            final int accountId,
            final long lots,
            final long unhedgedLots,
            final long profitMicros,
            final long entryNotionalMicros,
            final long grossExposureMicros,
            final long equityMicros) {
        if (count == accountIds.length) {
            grow();
        }
        accountIds[count] = accountId;
        positionLots[count] = lots;
        openLots[count] = Math.min(lots, unhedgedLots);
        weights[count] = profitMicros <= 0
                ? BigInteger.ZERO
                : product(openLots[count], profitMicros, grossExposureMicros)
                        .multiply(SCALE)
                        .divide(product(Math.max(1, entryNotionalMicros), Math.max(1, equityMicros), 1));
        count++;
    }

    /**
     * Shares the lots out among the accounts that were added.
     *
     * @return lots that nobody holds the other side of.
     */
    public long allocate(final long lots) {
        final long[] scaled = scaledWeights();
        long left = ProRata.shareCapped(lots, scaled, openLots, count, byWeight);
        final long[] caps = new long[count];
        for (int i = 0; i < count; i++) {
            caps[i] = openLots[i] - byWeight[i];
        }
        left = ProRata.shareCapped(left, caps, caps, count, profitless);
        for (int i = 0; i < count; i++) {
            caps[i] = positionLots[i] - openLots[i];
        }
        return ProRata.shareCapped(left, caps, caps, count, hedged);
    }

    public int count() {
        return count;
    }

    public int accountId(final int n) {
        return accountIds[n];
    }

    /** All lots of the nth account that are closed. */
    public long lots(final int n) {
        return byWeight[n] + profitless[n] + hedged[n];
    }

    /** Those of them that hedge something. */
    public long hedgedLots(final int n) {
        return hedged[n];
    }

    /** Those of them that were chosen by weight. */
    public long weightedLots(final int n) {
        return byWeight[n];
    }

    private static BigInteger product(final long a, final long b, final long c) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).multiply(BigInteger.valueOf(c));
    }

    /** All shortened alike, so that their sum fits a long. */
    private long[] scaledWeights() {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < count; i++) {
            sum = sum.add(weights[i]);
        }
        final int shift = Math.max(0, sum.bitLength() - MOST_BITS);
        final long[] scaled = new long[count];
        for (int i = 0; i < count; i++) {
            scaled[i] = weights[i].shiftRight(shift).longValueExact();
        }
        return scaled;
    }

    private void grow() {
        final int length = count * 2;
        accountIds = Arrays.copyOf(accountIds, length);
        positionLots = Arrays.copyOf(positionLots, length);
        openLots = Arrays.copyOf(openLots, length);
        weights = Arrays.copyOf(weights, length);
        byWeight = new long[length];
        profitless = new long[length];
        hedged = new long[length];
    }
}
