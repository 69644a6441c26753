package io.bascule.engine.service;

import static io.bascule.engine.service.LadderFixture.BACK;
import static io.bascule.engine.service.LadderFixture.BACKSTOP;
import static io.bascule.engine.service.LadderFixture.FUND;
import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.DESK_B;
import static io.bascule.engine.service.VenueFixture.ETH;
import static io.bascule.engine.service.VenueFixture.MICROS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.order.ExecCause;
import io.bascule.engine.order.OrderConditions;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An account on its way down the ladder, and what it says and costs at each step. DESK-A has 1,000,000 USDC less 4 bp;
 * MM of BTC is 9.64 % of notional, of ETH 12.04 %,
 * the taker fee of leaving included.
 */
final class LiquidationTest {
    private final LadderFixture ladder = new LadderFixture(1_000_000 * MICROS);

    private LadderFixture longHundred() {
        ladder.trade(DESK, DESK_A, BTC, Side.BUY, "60000", "100");
        ladder.fixture.said();
        return ladder;
    }

    @Test
    void shouldCallForMarginAtEachThresholdOnce() {
        longHundred().index(BTC, "58500").pass(1); // equity 847,600, MM 561,600: 1.509
        assertEquals(List.of(), ladder.steps());
        ladder.index(BTC, "58400").pass(3); // 837,600 over 560,640: 1.494
        assertEquals(List.of("CALL 1 below 1500000 copies 1"), ladder.steps());
        ladder.index(BTC, "56900").pass(2); // 687,600 over 546,240: 1.2588
        assertEquals(List.of(), ladder.steps());
        ladder.index(BTC, "56800").pass(2); // 677,600 over 545,280: 1.2427; IM is 681,600
        assertEquals(List.of("CALL 1 below 1250000 copies 1", "RESTRICTED 1"), ladder.steps());
        ladder.index(BTC, "58000").pass(1).index(BTC, "56800").pass(1); // 1.43 and back: called again
        assertEquals(List.of("RELEASED 1", "CALL 1 below 1250000 copies 1", "RESTRICTED 1"), ladder.steps());
    }

    @Test
    void shouldLookAgainWhenNothingHasChangedButWhatTheAccountHolds() {
        longHundred().index(BTC, "58500").pass(2); // equity 847,600, MM 561,600: 1.509
        assertEquals(
                null,
                ladder.fixture
                        .venue
                        .operator()
                        .transfer("DESK-A", Currency.USDC, -10_000 * MICROS, ladder.fixture.nowNs));
        ladder.pass(1);
        assertEquals(List.of("CALL 1 below 1500000 copies 1"), ladder.steps());
    }

    @Test
    void shouldCancelOnlyOrdersThatRaiseInitialMarginAndTakeNoOthers() {
        longHundred().fixture.place("b", DESK, DESK_A, BTC, Side.BUY, "50000", "5", TimeInForce.GTC);
        reduceOnly("s");
        ladder.fixture.said();
        ladder.index(BTC, "56800").pass(1);
        assertEquals(List.of("8 1 11=b 150=4 39=4 14=0 151=0 378=8"), ladder.fixture.said());
        ladder.fixture.place("b2", DESK, DESK_A, BTC, Side.BUY, "50000", "1", TimeInForce.GTC);
        reduceOnly("s2");
        assertEquals(
                List.of("8 1 11=b2 150=8 39=8 14=0 151=0 INSUFFICIENT_MARGIN", "8 1 11=s2 150=0 39=0 14=0 151=50"),
                ladder.fixture.said());
    }

    private void reduceOnly(final String clOrdId) {
        VenueFixture.fill(ladder.fixture.request, clOrdId, BTC, Side.SELL, "61000", "50");
        ladder.fixture.request.sessionId = DESK;
        ladder.fixture.request.accountId = DESK_A;
        ladder.fixture.request.conditions.execInst = OrderConditions.REDUCE_ONLY;
        ladder.fixture.send();
    }

    @Test
    void shouldUnwindASliceEachFiveSecondsAndNoMoreThanItTakes() {
        longHundred().quote(BTC, Side.BUY, "54990", "30");
        ladder.fixture.said();
        ladder.index(BTC, "54000").pass(1); // equity 397,600 over 518,400: 0.767
        assertEquals(
                List.of(
                        "8 0 11= 150=0 39=0 14=0 151=20",
                        "8 0 11= 150=F 39=2 14=20 151=0 32=20 31=54990",
                        "8 2 11=q1 150=F 39=1 14=20 151=10 32=20 31=54990"),
                ladder.fixture.said());
        assertEquals(ExecCause.NONE, ladder.fixture.lastReport.execCause);
        // 20 BTC, a fifth, free 104,112: a tenth of it is the fund's.
        assertEquals(
                List.of("CALL 1 below 1250000 copies 1", "UNWIND 1", "SLICE 1 -20 of 1 at 54000 fee 10411200000"),
                ladder.steps());
        ladder.pass(4);
        assertEquals(List.of(), ladder.steps());
        assertEquals(80_000, ladder.lots(DESK_A, BTC));
        ladder.pass(1);
        // Equity 406,548.88 over 416,448: 8.35 BTC free 43,466.76, which is enough for 1.10.
        assertEquals(List.of("SLICE 1 -8.35 of 1 at 54000 fee 4346676000"), ladder.steps());
        assertEquals(1_014_757_876_000L, ladder.cash(FUND));
    }

    @Test
    void shouldSayWhyTheVenueMadeAnOrder() {
        longHundred().quote(BTC, Side.BUY, "54000", "30");
        final List<String> causes = new ArrayList<>();
        ladder.fixture.watcher = report -> causes.add(report.accountId + " " + report.execCause);
        ladder.index(BTC, "54000").pass(1);
        assertEquals(List.of("1 LIQUIDATION", "1 LIQUIDATION", "3 NONE"), causes);
    }

    @Test
    void shouldCloseTheLeastThatBringsTheLevelToItsTarget() {
        longHundred().quote(BTC, Side.BUY, "55000", "50");
        ladder.index(BTC, "55000").pass(1); // equity 497,600 over 528,000: 0.942
        final List<String> steps = ladder.steps();
        assertEquals("SLICE 1 -16.216 of 1 at 55000 fee 8597723200", steps.get(2));
        assertLevelAtLeast(1_100_000, 1);
        // One lot less, of 55 USD notional, would not have been enough.
        assertLevelAtMost(1_100_000 + 30);
    }

    private void assertLevelAtLeast(final long levelE6, final int account) {
        final PreviewReport standing = ladder.fixture.standing(DESK, account);
        assertTrue(
                standing.after.equityMicros * 1e6 / standing.after.maintenanceMarginMicros >= levelE6,
                () -> "" + standing.after.equityMicros * 1e6 / standing.after.maintenanceMarginMicros);
    }

    private void assertLevelAtMost(final long levelE6) {
        final PreviewReport standing = ladder.fixture.standing(DESK, DESK_A);
        assertTrue(
                standing.after.equityMicros * 1e6 / standing.after.maintenanceMarginMicros <= levelE6,
                () -> "" + standing.after.equityMicros * 1e6 / standing.after.maintenanceMarginMicros);
    }

    @Test
    void shouldCloseAPairOfOppositeLegsAtEqualDeltaWhereOneLegAloneFreesNothing() {
        // 0.072 of BTC and 0.09 of ETH alike: 510,300. Less of one alone leaves what the other requires.
        ladder.trade(DESK, DESK_A, BTC, Side.BUY, "60000", "125");
        ladder.trade(DESK, DESK_A, ETH, Side.SELL, "3000", "1826.08");
        ladder.quote(BTC, Side.BUY, "56700", "100").quote(ETH, Side.SELL, "3105", "5000");
        ladder.fixture.said();
        ladder.index(ETH, "3105").index(BTC, "56700").pass(1);
        assertEquals(
                List.of(
                        "CALL 1 below 1250000 copies 1",
                        "UNWIND 1",
                        "SLICE 1 -19.63 of 1 at 56700",
                        "SLICE 1 358.46 of 2 at 3105 fee 6500042532"),
                ladder.steps());
    }

    @Test
    void shouldAskProvidersWhenThreeSlicesFoundNobody() {
        longHundred().index(BTC, "54000").pass(10);
        assertEquals(List.of("CALL 1 below 1250000 copies 1", "UNWIND 1"), ladder.steps());
        ladder.pass(1);
        assertEquals(List.of("UNFILLED 1", "R 1 legs 1"), ladder.steps());
    }

    @Test
    void shouldSellAFractionToTheFirstProviderAtWhatIsPaidByThen() {
        longHundred().index(BTC, "53500").pass(1); // equity 347,600 over 513,600: 0.6768
        ladder.index(BTC, "53400").pass(1); // 337,600 over 512,640: 0.6585
        assertEquals(List.of("AUCTION 1", "R 1 legs 1"), ladder.steps().subList(2, 4));
        ladder.pass(5);
        ladder.fixture.said();
        take(1, BACKSTOP, 500_000);
        // 94.2083 % is paid: half the BTC at 53,400 less half of 337,600 × 0.057917 = 9,776.389600.
        assertEquals(List.of("AUCTION_SOLD 1 with 6 -50 of 1 at 53204.472208 for 2660223610400"), ladder.steps());
        assertEquals(
                List.of(
                        "8 0 11= 150=0 39=0 14=0 151=50",
                        "8 0 11= 150=0 39=0 14=0 151=50",
                        "8 0 11= 150=F 39=2 14=50 151=0 32=50 31=53204.472208",
                        "8 0 11= 150=F 39=2 14=50 151=0 32=50 31=53204.472208"),
                ladder.fixture.said());
        assertEquals(ExecCause.BACKSTOP, ladder.fixture.lastReport.execCause);
        assertEquals(50_000, ladder.lots(BACKSTOP, BTC));
        ladder.pass(1); // 327,823 over 256,320
        assertEquals(List.of("RELEASED 1"), ladder.steps());
        take(1, BACKSTOP, 500_000);
        assertEquals(List.of("j 6 QUOTE_AUCTION UNKNOWN_AUCTION"), ladder.fixture.said());
    }

    private void take(final long auctionId, final int account, final long fractionE6) {
        ladder.fixture
                .venue
                .risk()
                .quoteAuction(
                        BACK, ladder.fixture.nextSeqNum(), false, auctionId, account, fractionE6, ladder.fixture.nowNs);
    }

    @Test
    void shouldRefuseAProviderThatCannotCarryThePortfolio() {
        longHundred().index(BTC, "53400").pass(1);
        ladder.fixture.said();
        take(1, DESK_B, 1_000_000);
        take(1, BACKSTOP, 1_000_001);
        take(1, BACKSTOP, 1);
        take(2, BACKSTOP, 1_000_000);
        assertEquals(
                List.of(
                        "j 6 QUOTE_AUCTION UNKNOWN_ACCOUNT",
                        "j 6 QUOTE_AUCTION FRACTION_INVALID",
                        "j 6 QUOTE_AUCTION QUANTITY_TOO_SMALL",
                        "j 6 QUOTE_AUCTION UNKNOWN_AUCTION"),
                ladder.fixture.said());
        assertEquals(100_000, ladder.lots(DESK_A, BTC));
    }

    @Test
    void shouldSellNothingOfAnAccountThatHasRecoveredSinceTheLastTick() {
        longHundred().index(BTC, "53400").pass(1);
        ladder.index(BTC, "60000"); // equity 997,600: what was asked for is no longer due
        ladder.fixture.said();
        take(1, BACKSTOP, 1_000_000);
        assertEquals(List.of("j 6 QUOTE_AUCTION UNKNOWN_AUCTION"), ladder.fixture.said());
        assertEquals(100_000, ladder.lots(DESK_A, BTC));
    }

    @Test
    void shouldRefuseAFractionThatLeavesALegOut() {
        ladder.trade(DESK, DESK_A, ETH, Side.SELL, "3000", "0.01"); // one lot
        longHundred().index(BTC, "53400").pass(1);
        ladder.fixture.said();
        take(1, BACKSTOP, 500_000);
        assertEquals(List.of("j 6 QUOTE_AUCTION QUANTITY_TOO_SMALL"), ladder.fixture.said());
        take(1, BACKSTOP, 1_000_000);
        assertEquals(0, ladder.lots(DESK_A, ETH));
    }

    @Test
    void shouldSellNothingToAProviderThatIsSuspendedOrHalted() {
        longHundred().index(BTC, "53400").pass(1);
        act(TradingLevel.REDUCE_ONLY, PartyScope.ACCOUNT, BACKSTOP);
        ladder.fixture.said();
        take(1, BACKSTOP, 1_000_000);
        assertEquals(List.of("j 6 QUOTE_AUCTION TRADING_REDUCE_ONLY"), ladder.fixture.said());
        act(TradingLevel.HALTED, PartyScope.ACCOUNT, BACKSTOP);
        ladder.fixture.said();
        take(1, BACKSTOP, 1_000_000);
        assertEquals(List.of("j 6 QUOTE_AUCTION TRADING_HALTED"), ladder.fixture.said());
        assertEquals(100_000, ladder.lots(DESK_A, BTC));
    }

    @Test
    void shouldHoldAnUnwindWhileAllThatTheAccountHasIsHalted() {
        longHundred().index(BTC, "54000").pass(1);
        assertEquals(List.of("CALL 1 below 1250000 copies 1", "UNWIND 1"), ladder.steps());
        act(TradingLevel.HALTED, PartyScope.INSTRUMENT, BTC);
        ladder.pass(60);
        assertEquals(List.of("HELD 1"), ladder.steps());
        act(TradingLevel.ACTIVE, PartyScope.INSTRUMENT, BTC);
        ladder.pass(1);
        assertEquals(List.of("RESUMED 1"), ladder.steps());
    }

    private void act(final TradingLevel level, final PartyScope scope, final int id) {
        final PartyActionRequest request = new PartyActionRequest();
        request.sessionId = BACK;
        request.msgSeqNum = ladder.fixture.nextSeqNum();
        request.level = level;
        request.scope = scope;
        request.accountId = id;
        request.instrumentId = id;
        request.requestId.set("r");
        ladder.fixture.venue.risk().partyAction(request, ladder.fixture.nowNs++);
    }

    @Test
    void shouldTakeNoOrdersDuringAnAuction() {
        longHundred().index(BTC, "53400").pass(1);
        ladder.fixture.said();
        ladder.fixture.place("s", DESK, DESK_A, BTC, Side.SELL, "53400", "1", TimeInForce.GTC);
        assertEquals(RejectReason.ACCOUNT_IN_LIQUIDATION, ladder.fixture.lastReport.rejectReason);
    }

    @Test
    void shouldHandOverToTheFundWhenTheAuctionIsOver() {
        longHundred().index(BTC, "53400").pass(1);
        ladder.steps();
        ladder.pass(599);
        assertEquals(List.of(), ladder.steps());
        ladder.pass(1);
        // The cap is a fifth of the fund, 200,000, for a MM of 514,776: 38.851 BTC, at 53,400 less 3,376.
        final List<String> steps = ladder.steps();
        assertEquals("AUCTION_OVER 1", steps.get(0));
        assertEquals("FUND_TOOK 1 with 5 -38.851 of 1 at 50024 for 1943482424000", steps.get(1));
        assertEquals("DELEVERAGED 1 with 3 -61.149 of 1 at 50024 for 3058917576000", steps.get(2));
        assertEquals("RELEASED 1", steps.get(3));
        assertEquals(0, ladder.lots(DESK_A, BTC));
        assertEquals(0, ladder.cash(DESK_A));
    }

    @Test
    void shouldTakeOverAtOnceWhatIsAlmostBankrupt() {
        longHundred().index(BTC, "51500").pass(1); // equity 147,600 over 494,400: 0.2985
        final List<String> steps = ladder.steps();
        assertEquals("TAKEOVER 1", steps.get(1));
        assertEquals("FUND_TOOK 1 with 5 -40.285 of 1 at 50024 for 2015216840000", steps.get(2));
        assertEquals(0, ladder.cash(DESK_A));
    }

    @Test
    void shouldLeaveNoDebtUnassigned() {
        longHundred().index(BTC, "49000").pass(1); // equity -102,400: at 50,024 again
        assertEquals(0, ladder.lots(DESK_A, BTC));
        assertEquals(0, ladder.cash(DESK_A));
        final List<String> steps = ladder.steps();
        assertEquals("TAKEOVER 1", steps.get(1));
        assertEquals("FUND_TOOK 1 with 5 -34.797 of 1 at 50024 for 1740685128000", steps.get(2));
        assertEquals("DELEVERAGED 1 with 3 -65.203 of 1 at 50024 for 3261714872000", steps.get(3));
    }

    @Test
    void shouldLeaveNoTraceOfTimeInWhichNothingHappens() {
        longHundred().pass(2);
        final long hash = ladder.fixture.venue.stateHash();
        ladder.pass(20);
        assertEquals(hash, ladder.fixture.venue.stateHash());
    }
}
