package io.bascule.engine.instrument;

/**
 * How an instrument's funding is worked out. Rates are in 1e-9 of notional, for eight hours.
 *
 * @param intervalNs between two payments, at multiples of it since the epoch; eight hours are a multiple of it, and it
 *     is one of the grid. At least ten minutes: each payment is rounded.
 * @param gridNs distance of two premium samples.
 * @param impactNotionalMicros in USD: for which the impact prices are taken; 0: books do not count, the mark is the
 *     index.
 * @param interestE9 what the rate comes to without a premium.
 * @param clampE9 how far the interest may pull the rate away from the premium.
 * @param capE9 largest rate, either way.
 */
public record FundingTerms(
        long intervalNs, long gridNs, long impactNotionalMicros, long interestE9, long clampE9, long capE9) {
    /** Between two payments, unless it is said otherwise. */
    public static final long HOUR_NS = 3_600_000_000_000L;

    /** What a rate is for. */
    public static final long RATE_NS = 8 * HOUR_NS;

    /** Each hour, of samples each 5 s for 100,000 USD; 0.01 % interest, ±0.05 % clamp, ±4 % cap. */
    public static final FundingTerms DEFAULT =
            new FundingTerms(HOUR_NS, 5_000_000_000L, 100_000_000_000L, 100_000, 500_000, 40_000_000);

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MIN_INTERVAL_NS = 600 * SECOND_NS;
    private static final long MAX_IMPACT_MICROS = 1_000_000_000_000_000L;
    /** A hundred per cent. */
    private static final long MAX_RATE_E9 = 1_000_000_000L;

    /** Null, or what is wrong with them. */
    public String problem() {
        final boolean isSane = gridNs > 0
                && gridNs % SECOND_NS == 0
                && intervalNs >= MIN_INTERVAL_NS
                && intervalNs % gridNs == 0
                && RATE_NS % intervalNs == 0
                && impactNotionalMicros >= 0
                && impactNotionalMicros <= MAX_IMPACT_MICROS
                && Math.abs(interestE9) <= MAX_RATE_E9
                && clampE9 >= 0
                && clampE9 <= MAX_RATE_E9
                && capE9 >= 0
                && capE9 <= MAX_RATE_E9;
        return isSane ? null : "funding terms are out of range: " + this;
    }

    /** Between two payments. */
    public long intervalSeconds() {
        return intervalNs / SECOND_NS;
    }

    /** When the interval began that a time is in. */
    public long beginNs(final long nowNs) {
        return nowNs - Math.floorMod(nowNs, intervalNs);
    }

    /** When is paid next. */
    public long nextNs(final long nowNs) {
        return beginNs(nowNs) + intervalNs;
    }
}
