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
    /** Between two payments. */
    public static final long HOUR_NS = 3_600_000_000_000L;

    /** Payments in the time that a rate is for. */
    public static final long PAYMENTS_PER_RATE = 8;

    /** Samples of a full hour. */
    public long samplesPerHour() {
        return HOUR_NS / gridNs;
    }
}
