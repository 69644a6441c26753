package io.bascule.engine.liquidation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.fixedpoint.FixedPoint;
import org.junit.jupiter.api.Test;

/** Sizes, limits and fees of slices; the cases of margin.md by hand. */
final class SliceRulesTest {
    private static final long USD = 1_000_000;

    @Test
    void shouldCloseTheLeastThatCoversAShortage() {
        // Shortage 10 at h = 1, price 100, MM 10 %: one coin frees 10 and costs 0, 1 or 2. In parts of 1e-8.
        assertEquals("1.00000000", leastCoins(0));
        assertEquals("1.11111112", leastCoins(1 * USD));
        assertEquals("1.25000000", leastCoins(2 * USD));
    }

    private static String leastCoins(final long costOfACoin) {
        final long least = SliceRules.leastLots(100_000_000, 10 * USD, 10 * USD, costOfACoin, USD);
        return String.format("%d.%08d", least / 100_000_000, least % 100_000_000);
    }

    @Test
    void shouldFindNoSizeWhereClosingCostsWhatItFrees() {
        assertEquals(Long.MAX_VALUE, SliceRules.leastLots(5, 10 * USD, 10 * USD, 10 * USD, USD));
    }

    @Test
    void shouldPayTheFundAFeeOfWhatIsLeftOnly() {
        // Long 0.1 BTC, quote -5,100; the fee is 0.5 % of the proceeds, capped by what is left above bankruptcy.
        assertEquals(28_050_000, fund(5_610_000_000L));
        assertEquals(5_100_000, fund(5_105_100_000L));
        assertEquals(-51_000_000, fund(5_049_000_000L));
    }

    private static long fund(final long proceedsMicros) {
        final long fee = FixedPoint.mulDivFloor(proceedsMicros, 5, 1000);
        return SliceRules.toFundMicros(fee, proceedsMicros - 5_100 * USD);
    }

    @Test
    void shouldTakeATenthOfTheFreedMarginAsFee() {
        assertEquals(12 * USD, SliceRules.feeMicros(120 * USD, 500 * USD));
        assertEquals(3 * USD, SliceRules.feeMicros(120 * USD, 3 * USD));
        assertEquals(0, SliceRules.feeMicros(-5, 3 * USD));
    }

    @Test
    void shouldTakeAFifthOfThePositionAtEntryAndOneLotAtLeast() {
        assertEquals(20, SliceRules.mostLots(-100, -60));
        assertEquals(1, SliceRules.mostLots(4, 3));
        assertEquals(12, SliceRules.mostLots(100, 12));
    }

    @Test
    void shouldTradeNoFurtherFromMarkThanItsShareOrTwiceTheUsualCost() {
        assertEquals(30, SliceRules.mostConcessionMicros(30, 50));
        assertEquals(100, SliceRules.mostConcessionMicros(300, 50));
        assertEquals(0, SliceRules.mostConcessionMicros(-5, 50));
        // 2 coins at 60,000, 100 USD: 50 USD a coin from mark.
        final long markE8 = 6_000_000_000_000L;
        assertEquals(5_995_000_000_000L, SliceRules.limitE8(true, markE8, 100 * USD, 120_000 * USD));
        assertEquals(6_005_000_000_000L, SliceRules.limitE8(false, markE8, 100 * USD, 120_000 * USD));
    }

    @Test
    void shouldTradeNoFurtherFromTheUsualPriceThanAllSlicesMayLeadIt() {
        final long usualE8 = 6_000_000_000_000L;
        assertEquals(5_985_000_000_000L, SliceRules.furthestE8(true, usualE8, SliceRules.MOST_LED_E6));
        assertEquals(6_015_000_000_000L, SliceRules.furthestE8(false, usualE8, SliceRules.MOST_LED_E6));
        assertEquals(5_997_000_000_000L, SliceRules.furthestE8(true, usualE8, SliceRules.MOST_LED_BY_FUND_E6));
        assertEquals(1_000, SliceRules.furthestE8(true, 1_000, 999)); // 0.999 is rounded towards the usual price
    }

    @Test
    void shouldAdmitASliceThatCostsASmallerPartOfMarginThanEquityIs() {
        assertTrue(SliceRules.isAdmissible(89, 100, 900, 1_000));
        assertFalse(SliceRules.isAdmissible(90, 100, 900, 1_000));
        assertFalse(SliceRules.isAdmissible(0, 0, 900, 1_000));
    }

    @Test
    void shouldPreferWhatFreesMoreForWhatItCosts() {
        assertTrue(SliceRules.isBetter(100, 9, 99, 9));
        assertFalse(SliceRules.isBetter(100, 9, 200, 19));
        assertTrue(SliceRules.isBetter(Long.MAX_VALUE / 2, 9, Long.MAX_VALUE / 2, 10));
    }
}
