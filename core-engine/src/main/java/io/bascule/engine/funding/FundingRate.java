package io.bascule.engine.funding;

import static io.bascule.engine.fixedpoint.FixedPoint.NANOS;

import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.FundingTerms;

/** Premium and rate (margin.md, Funding), in 1e-9, and what a position pays at a rate. Pure functions. */
public final class FundingRate {
    private FundingRate() {}

    /**
     * {@code (max(impactBid − index, 0) − max(index − impactAsk, 0)) / index}, rounded towards zero. A price of 0 is
     * none, and says nothing.
     */
    public static long premiumE9(final long indexE8, final long impactBidE8, final long impactAskE8) {
        final long aboveE8 = impactBidE8 == 0 ? 0 : Math.max(impactBidE8 - indexE8, 0);
        final long belowE8 = impactAskE8 == 0 ? 0 : Math.max(indexE8 - impactAskE8, 0);
        return FixedPoint.mulDivTowardsZero(aboveE8 - belowE8, NANOS, indexE8);
    }

    /** {@code P + clamp(interest − P, ±clamp)}, capped either way: for eight hours. */
    public static long rateE9(final long premiumE9, final FundingTerms terms) {
        final long pull = between(terms.interestE9() - premiumE9, terms.clampE9());
        return between(premiumE9 + pull, terms.capE9());
    }

    /**
     * What a payer pays at once.
     *
     * @param notionalUnits of its position at the index, in units of the settlement currency, rounded up; not negative.
     * @param rateE9 for eight hours; its sign says who pays, and is not looked at here.
     * @param payments in eight hours.
     * @return rounded up.
     */
    public static long paidUnits(final long notionalUnits, final long rateE9, final long payments) {
        return FixedPoint.mulDivCeil(notionalUnits, Math.abs(rateE9), NANOS * payments);
    }

    /**
     * What a receiver receives at once.
     *
     * @param notionalUnits of its position at the index, rounded down; not negative.
     * @param rateE9 for eight hours; its sign says who pays, and is not looked at here.
     * @param payments in eight hours.
     * @return rounded down.
     */
    public static long receivedUnits(final long notionalUnits, final long rateE9, final long payments) {
        return FixedPoint.mulDivFloor(notionalUnits, Math.abs(rateE9), NANOS * payments);
    }

    /**
     * Term structure: what a future's price above the index comes to in a year, in 1e-9 rounded towards zero.
     *
     * @param toExpiryNs more than zero.
     */
    public static long annualisedBasisE9(final long priceE8, final long indexE8, final long toExpiryNs) {
        final long basisE9 = FixedPoint.mulDivTowardsZero(priceE8 - indexE8, NANOS, indexE8);
        return FixedPoint.mulDivTowardsZero(basisE9, 365 * 24 * FundingTerms.HOUR_NS, toExpiryNs);
    }

    private static long between(final long value, final long bound) {
        return Math.min(Math.max(value, -bound), bound);
    }
}
