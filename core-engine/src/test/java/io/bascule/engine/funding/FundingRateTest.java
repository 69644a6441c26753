package io.bascule.engine.funding;

import static io.bascule.engine.fixedpoint.FixedPoint.E8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.FundingTerms;
import io.bascule.engine.pricing.ImpactPrice;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The reference cases of margin.md, and what holds for all. */
final class FundingRateTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long USD = 1_000_000L;
    /** 0.01 % interest, ±0.05 % clamp, 4 % cap, each 5 s for 5,000 USD. */
    private static final FundingTerms DEFAULT =
            new FundingTerms(FundingTerms.HOUR_NS, 5 * SECOND_NS, 5_000 * USD, 100_000, 500_000, 40_000_000);

    @Test
    void shouldBeThePremiumOfTheImpactBidAboveTheIndex() {
        final ImpactPrice bid = impact(true);
        bid.take(2 * 9_999, 100);
        bid.take(2 * 9_998, 1_000);
        assertEquals(110_911, FundingRate.premiumE9(9_000 * E8, bid.priceE8(), 0) / 1_000);
    }

    @Test
    void shouldBeThePremiumOfTheImpactAskBelowTheIndex() {
        final ImpactPrice ask = impact(false);
        ask.take(20_002, 100);
        ask.take(20_003, 100);
        ask.take(20_004, 1_000);
        assertEquals(-129, FundingRate.premiumE9(10_003 * E8, 0, ask.priceE8()) / 1_000);
    }

    @Test
    void shouldHaveNoPremiumWhereTheIndexIsInsideTheBookOrThereIsNone() {
        assertEquals(0, FundingRate.premiumE9(10_000 * E8, 9_999 * E8, 10_001 * E8));
        assertEquals(0, FundingRate.premiumE9(10_000 * E8, 0, 0));
    }

    @Test
    void shouldClampTheInterestAroundThePremium() {
        final long premium = FundingRate.premiumE9(10_000 * E8, 10_100 * E8, 0);
        assertEquals(9_500_000, FundingRate.rateE9(premium, DEFAULT)); // 0.95 %
        assertEquals(100_000, FundingRate.rateE9(0, DEFAULT));
        assertEquals(100_000, FundingRate.rateE9(600_000, DEFAULT));
        assertEquals(100_000, FundingRate.rateE9(-400_000, DEFAULT));
        assertEquals(-9_500_000, FundingRate.rateE9(-10_000_000, DEFAULT));
    }

    @Test
    void shouldCapTheRateEitherWay() {
        assertEquals(40_000_000, FundingRate.rateE9(90_000_000, DEFAULT));
        assertEquals(-40_000_000, FundingRate.rateE9(-90_000_000, DEFAULT));
    }

    @Test
    void shouldPayAnEighthOfTheMeanPremiumAnHour() {
        final FundingTerms plain = new FundingTerms(FundingTerms.HOUR_NS, 60 * SECOND_NS, USD, 0, 0, 40_000_000);
        final FundingTerms clamped =
                new FundingTerms(FundingTerms.HOUR_NS, 60 * SECOND_NS, USD, 100_000, 500_000, 40_000_000);
        assertEquals(6_250_000, paidPerCoin(60, plain)); // 6.25 USD
        assertEquals(3_125_000, paidPerCoin(30, plain)); // half of the samples are missing
        assertEquals(3_125_000, paidPerCoin(60, clamped));
    }

    @Test
    void shouldPayTheRateOnIndexNotional() {
        final long rate = FundingRate.rateE9(800_000, DEFAULT); // P = 0.08 %
        assertEquals(300_000, rate); // 0.03 %
        final long notional = 60_000 * USD / 2;
        assertEquals(1_125_000, FundingRate.paidUnits(notional, rate, DEFAULT.intervalSeconds())); // 1.125 USD
        assertEquals(1_125_000, FundingRate.receivedUnits(notional, rate, DEFAULT.intervalSeconds()));
    }

    @Test
    void shouldNeverPayOutMoreThanIsPaidIn() {
        final Random random = new Random(3);
        for (int round = 0; round < 2_000; round++) {
            final long rate = random.nextLong(-40_000_000, 40_000_001);
            long left = random.nextLong(1, 9_000_000_000_000_000L);
            final long paid = FundingRate.paidUnits(left, rate, 3_600);
            long received = 0;
            while (left > 0) {
                final long part = random.nextLong(1, left + 1);
                received += FundingRate.receivedUnits(part, rate, 3_600);
                left -= part;
            }
            assertTrue(received <= paid, rate + ": " + received + " of " + paid);
        }
    }

    @Test
    void shouldAnnualiseABasis() {
        // 1 % in 73 days is 5 % in a year of 365
        assertEquals(
                50_000_000, FundingRate.annualisedBasisE9(60_600 * E8, 60_000 * E8, 73 * 24 * FundingTerms.HOUR_NS));
        assertEquals(
                -50_000_000, FundingRate.annualisedBasisE9(59_400 * E8, 60_000 * E8, 73 * 24 * FundingTerms.HOUR_NS));
    }

    private static long paidPerCoin(final int samples, final FundingTerms terms) {
        final PremiumSamples premiums = new PremiumSamples();
        premiums.add(1_000_000, samples); // 1,000 ppm
        final long rateE9 = FundingRate.rateE9(premiums.meanE9(60), terms);
        return FundingRate.paidUnits(50_000 * USD, rateE9, terms.intervalSeconds());
    }

    private static ImpactPrice impact(final boolean isBid) {
        final ImpactPrice impact = new ImpactPrice();
        impact.contract(false, 500, E8 / 2); // tick 0.5, lot 0.001
        impact.begin(isBid, 5_000 * USD);
        return impact;
    }
}
