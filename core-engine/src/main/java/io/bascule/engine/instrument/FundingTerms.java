package io.bascule.engine.instrument;

/**
 * How an instrument's funding is worked out. Rates are in 1e-9 of notional, for eight hours.
 *
 * @param gridNs distance of two premium samples; an hour is a multiple of it.
 * @param impactNotionalMicros in USD: for which the impact prices are taken.
 * @param interestE9 what the rate comes to without a premium.
 * @param clampE9 how far the interest may pull the rate away from the premium.
 * @param capE9 largest rate, either way.
 */
public record FundingTerms(long gridNs, long impactNotionalMicros, long interestE9, long clampE9, long capE9) {
    /** Each 5 s for 100,000 USD; 0.01 % interest, ±0.05 % clamp, ±4 % cap. */
    public static final FundingTerms DEFAULT =
            new FundingTerms(5_000_000_000L, 100_000_000_000L, 100_000, 500_000, 40_000_000);

    /** Between two payments. */
    public static final long HOUR_NS = 3_600_000_000_000L;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MAX_IMPACT_MICROS = 1_000_000_000_000_000L;
    /** A hundred per cent. */
    private static final long MAX_RATE_E9 = 1_000_000_000L;

    /** Payments in the time that a rate is for. */
    public static final long PAYMENTS_PER_RATE = 8;

    /** Null, or what is wrong with them. */
    public String problem() {
        final boolean isSane = gridNs > 0
                && gridNs % SECOND_NS == 0
                && HOUR_NS % gridNs == 0
                && impactNotionalMicros > 0
                && impactNotionalMicros <= MAX_IMPACT_MICROS
                && Math.abs(interestE9) <= MAX_RATE_E9
                && clampE9 >= 0
                && clampE9 <= MAX_RATE_E9
                && capE9 >= 0
                && capE9 <= MAX_RATE_E9;
        return isSane ? null : "funding terms are out of range: " + this;
    }

    /** Samples of a full hour. */
    public long samplesPerHour() {
        return HOUR_NS / gridNs;
    }
}
