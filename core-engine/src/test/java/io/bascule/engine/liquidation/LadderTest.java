package io.bascule.engine.liquidation;

import static io.bascule.engine.liquidation.LadderStage.AUCTION;
import static io.bascule.engine.liquidation.LadderStage.HEALTHY;
import static io.bascule.engine.liquidation.LadderStage.RESTRICTED;
import static io.bascule.engine.liquidation.LadderStage.TAKEOVER;
import static io.bascule.engine.liquidation.LadderStage.UNWIND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Stages, calls, the auction's curve and the fund's caps, at and beside their thresholds. */
final class LadderTest {
    private static final long MM = 1_000_000;

    @Test
    void shouldGoToTheStageThatTheLevelCallsFor() {
        assertEquals(HEALTHY, HEALTHY.next(1_000_000, MM, 0, true, false));
        assertEquals(RESTRICTED, HEALTHY.next(1_000_000, MM, -1, true, false));
        assertEquals(UNWIND, HEALTHY.next(999_999, MM, -1, true, false));
        assertEquals(UNWIND, RESTRICTED.next(670_000, MM, -1, true, false));
        assertEquals(AUCTION, UNWIND.next(669_999, MM, -1, true, false));
        assertEquals(AUCTION, UNWIND.next(330_000, MM, -1, true, false));
        assertEquals(TAKEOVER, UNWIND.next(329_999, MM, -1, true, false));
    }

    @Test
    void shouldKeepAnAuctionUntilItIsOverOrTheAccountRecovers() {
        assertEquals(AUCTION, AUCTION.next(999_999, MM, -1, true, false));
        assertEquals(TAKEOVER, AUCTION.next(999_999, MM, -1, true, true));
        assertEquals(RESTRICTED, AUCTION.next(1_000_000, MM, -1, true, true));
        assertEquals(HEALTHY, TAKEOVER.next(0, 0, 0, false, false));
    }

    @Test
    void shouldShowTheLevelOfTheLargestAccounts() {
        final long large = 60_000_000_000_000_000L; // 60 billion USD
        assertEquals(500_000, MarginLevel.levelE6(large / 2, large));
        assertEquals(-500_001, MarginLevel.levelE6(-large / 2 - 1, large));
        assertEquals(1_000_000_000, MarginLevel.levelE6(1_000 * MM, MM));
        assertEquals(999_999_999, MarginLevel.levelE6(1_000 * MM - 1, MM));
        assertEquals(-999_999_999, MarginLevel.levelE6(-1_000 * MM + 1, MM));
        assertEquals(-1_000_000_000, MarginLevel.levelE6(-1_000 * MM - 1, MM));
        assertEquals(1_000_000_000, MarginLevel.levelE6(Long.MAX_VALUE, 1));
    }

    @Test
    void shouldHandADebtWithoutPositionsToTheFund() {
        assertEquals(TAKEOVER, HEALTHY.next(-1, 0, -1, false, false));
        assertEquals(TAKEOVER, UNWIND.next(0, MM, -1, true, false));
        assertEquals(AUCTION, UNWIND.afterFailedUnwind());
    }

    @Test
    void shouldCallOnceAtEachThresholdUntilTheLevelIsWellAboveIt() {
        assertEquals(0, MarginCalls.next(0, 1_500_000, MM));
        assertEquals(1, MarginCalls.next(0, 1_499_999, MM));
        assertEquals(2, MarginCalls.next(1, 1_249_999, MM));
        assertEquals(2, MarginCalls.next(2, 1_349_999, MM));
        assertEquals(1, MarginCalls.next(2, 1_350_000, MM));
        assertEquals(1, MarginCalls.next(1, 1_599_999, MM));
        assertEquals(0, MarginCalls.next(1, 1_600_000, MM));
        assertEquals(2, MarginCalls.next(0, 1, MM));
        assertEquals(0, MarginCalls.next(0, 0, 0));
    }

    @Test
    void shouldLowerWhatAProviderPaysEveryFiveSecondsToNothing() {
        assertEquals(950_000, AuctionCurve.paidE6(0));
        assertEquals(950_000, AuctionCurve.paidE6(4_999_999_999L));
        assertEquals(942_083, AuctionCurve.paidE6(5_000_000_000L));
        assertEquals(475_000, AuctionCurve.paidE6(300_000_000_000L));
        assertEquals(7_916, AuctionCurve.paidE6(599_999_999_999L));
        assertEquals(0, AuctionCurve.paidE6(600_000_000_000L));
        assertFalse(AuctionCurve.isOver(599_999_999_999L));
        assertTrue(AuctionCurve.isOver(600_000_000_000L));
    }

    @Test
    void shouldTakeAFractionOfAPositionInWholeLots() {
        assertEquals(33, AuctionCurve.lots(100, 333_333));
        assertEquals(-33, AuctionCurve.lots(-100, 333_333));
        assertEquals(100, AuctionCurve.lots(100, 1_000_000));
        assertEquals(50, AuctionCurve.givenMicros(1_000, 950_000));
    }

    @Test
    void shouldKeepTheFundWithinItsCapOfEachInstrument() {
        final FundBudget budget = new FundBudget(2);
        budget.begin(1_000); // 200 for each
        budget.beginTakeover(1_000);
        assertEquals(10, budget.takeableLots(1, 10, -150, 50));
        assertEquals(5, budget.takeableLots(1, 10, -300, 100));
        budget.use(1, 5, 10, -300, 100);
        assertEquals(200, budget.usedMicros(1));
        assertEquals(0, budget.takeableLots(1, 10, 0, 1));
        assertEquals(10, budget.takeableLots(2, 10, 500, 200));
        budget.beginTakeover(100); // it has lost the rest: half of what 200 would have done for
        assertEquals(5, budget.takeableLots(2, 10, 500, 200));
        budget.use(2, 4, 10, 500, 200);
        assertEquals(1, budget.takeableLots(2, 10, 0, 200));
        budget.beginTakeover(-1);
        assertEquals(0, budget.takeableLots(2, 10, 0, 200));
        budget.begin(-5);
        budget.beginTakeover(-5);
        assertEquals(0, budget.takeableLots(2, 10, 0, 1));
    }

    @Test
    void shouldCompareLevelsExactly() {
        assertFalse(MarginLevel.isBelow(Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, 1_000_000));
        assertTrue(MarginLevel.isBelow(Long.MAX_VALUE / 4 - 1, Long.MAX_VALUE / 4, 1_000_000));
        assertTrue(MarginLevel.isBelow(-1, 0, 330_000));
        assertFalse(MarginLevel.isBelow(0, 0, 1_500_000));
        assertEquals(1_234_567, MarginLevel.levelE6(1_234_567, MM));
        assertEquals(MarginLevel.MOST_E6, MarginLevel.levelE6(Long.MAX_VALUE, 1));
        assertEquals(-MarginLevel.MOST_E6, MarginLevel.levelE6(Long.MIN_VALUE / 2, 1));
        assertEquals(0, MarginLevel.levelE6(-7, 0));
    }
}
