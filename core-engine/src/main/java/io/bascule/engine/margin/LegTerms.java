package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

/**
 * What the legs of one underlying are charged together (margin.md, terms 2, 3, 4 and 5). A leg is an instrument's
 * exposure at both extremes of its open orders, or the coins that are held, which have no orders; in USD micros.
 *
 * <p>Basis: longs {@code max(0, high)} are matched against shorts {@code max(0, -low)}, the highest rates first on each
 * side. An instrument with orders on both sides may stand on either, but is no leg against itself: {@code h =
 * min(Σ longs, Σ shorts, Σ m - max m)} with {@code m = max(high, -low)}, for whatever is matched on one side is matched
 * by the other legs. Without orders the last is never the least.
 *
 * <p>Liquidity: half-spread on Σ m over the instruments, impact on {@code max(|E_u|, ½·Σ m)}. m is the larger of both
 * extremes of an instrument and |E_u| that of the underlying, so every set of partial fills is covered.
 */
final class LegTerms {
    private final long[] longs;
    private final long[] shorts;
    private final long[] ratesE6;
    private int count;
    private long coin;
    private long low;
    private long high;
    private long gross;
    private long longSum;
    private long shortSum;
    private long largest;
    private long sum;

    LegTerms(final int maxLegs) {
        longs = new long[maxLegs];
        shorts = new long[maxLegs];
        ratesE6 = new long[maxLegs];
    }

    void begin() {
        count = 0;
        coin = 0;
        low = 0;
        high = 0;
        gross = 0;
        longSum = 0;
        shortSum = 0;
        largest = 0;
        sum = 0;
    }

    /** Begins with an instrument that nothing will be added to: there is no basis then, and nothing to match. */
    void only(final long lowMicros, final long highMicros) {
        count = 1;
        coin = 0;
        low = lowMicros;
        high = highMicros;
        gross = Math.max(highMicros, -lowMicros);
    }

    /** Adds an instrument; those with the higher basis rates first. */
    void add(final long lowMicros, final long highMicros, final long basisE6) {
        low += lowMicros;
        high += highMicros;
        gross += leg(lowMicros, highMicros, basisE6);
    }

    /** Adds the coins, behind all instruments: no leg has a lower rate. */
    void addCoin(final long micros, final long basisE6) {
        coin = micros;
        low += micros;
        high += micros;
        leg(micros, micros, basisE6);
    }

    private long leg(final long lowMicros, final long highMicros, final long basisE6) {
        final long larger = Math.max(highMicros, -lowMicros);
        if (larger > 0) {
            longs[count] = Math.max(0, highMicros);
            shorts[count] = Math.max(0, -lowMicros);
            ratesE6[count] = basisE6;
            longSum += longs[count];
            shortSum += shorts[count];
            count++;
            largest = Math.max(largest, larger);
            sum += larger;
        }
        return larger;
    }

    /** E_u with every sell order filled, the coins in it. */
    long lowMicros() {
        return low;
    }

    /** E_u with every buy order filled. */
    long highMicros() {
        return high;
    }

    /** Term 2, rounded up once. */
    long basisMicros() {
        if (count < 2) {
            return 0;
        }
        final long matched = Math.min(Math.min(longSum, shortSum), sum - largest);
        if (matched <= 0) {
            return 0;
        }
        long whole = 0;
        long restsE6 = 0;
        long longLeft = matched;
        long shortLeft = matched;
        for (int n = 0; n < count && (longLeft > 0 || shortLeft > 0); n++) {
            final long ofLongs = Math.min(longLeft, longs[n]);
            final long ofShorts = Math.min(shortLeft, shorts[n]);
            longLeft -= ofLongs;
            shortLeft -= ofShorts;
            whole += ofLongs / E6 * ratesE6[n] + ofShorts / E6 * ratesE6[n];
            restsE6 += (ofLongs % E6 + ofShorts % E6) * ratesE6[n]; // 65 legs of less than 2e12
        }
        return whole + (restsE6 + E6 - 1) / E6;
    }

    /** Term 3 but for concentration, each of its parts rounded up once. */
    long liquidityMicros(final long halfSpreadE6, final ImpactTable impact) {
        final long impacted = Math.max(netMicros(), gross - gross / 2);
        return Fraction.up(gross, halfSpreadE6) + impact.micros(impacted);
    }

    /** The larger |E_u|. */
    long netMicros() {
        return Math.max(high, -low);
    }

    /** The part of the coins that no short stands against. */
    long unhedgedCoinMicros() {
        return Math.max(0, Math.min(coin, high));
    }
}
