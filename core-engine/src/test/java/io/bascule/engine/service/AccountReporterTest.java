package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.DESK_B;
import static io.bascule.engine.service.VenueFixture.ETH;
import static io.bascule.engine.service.VenueFixture.IDX;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static io.bascule.engine.service.VenueFixture.PB;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.margin.TestParameters;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Inquiries about accounts: who may ask of which, and what is said. */
class AccountReporterTest {
    private final VenueFixture f = new VenueFixture();
    private final AccountInquiry inquiry = new AccountInquiry();

    @Test
    void shouldReportTheMarginOfEveryAccountOfTheSession() {
        trade();
        final MarginFigures figures = f.standing(DESK, DESK_A).after;
        f.said();
        ask(DESK, InquiryKind.MARGIN, 0);

        assertEquals(
                List.of(
                        "ack q ONCE NONE 2",
                        "CJ 1/2 1 " + figures.initialMarginMicros + " " + figures.maintenanceMarginMicros + " "
                                + figures.equityMicros + " " + figures.excessMicros,
                        "CJ 2/2 2 0 0 1000000000000 1000000000000"),
                f.said());
    }

    @Test
    void shouldReportToWhoGetsCopiesOfTheAccount() {
        ask(PB, InquiryKind.MARGIN, DESK_B);
        assertEquals(List.of("ack q ONCE NONE 1", "CJ 1/1 2 0 0 1000000000000 1000000000000"), f.said());
        ask(PB, InquiryKind.COLLATERAL, MAKER);
        assertEquals(List.of("ack q ONCE UNKNOWN_ACCOUNT 0"), f.said());
    }

    @Test
    void shouldReportCollateralInEachCurrency() {
        f.venue.operator().transfer("DESK-A", Currency.BTC, 250_000_000, f.nowNs++);
        f.said();
        ask(DESK, InquiryKind.COLLATERAL, DESK_A);
        assertEquals(List.of("ack q ONCE NONE 1", "BA 1/1 1 [1000000000000, 250000000, 0]"), f.said());
    }

    @Test
    void shouldReportTheHaircutsOfCoins() {
        f.venue.beginConfiguration(7, 100);
        f.defineAll(0);
        f.venue
                .margins()
                .define(new TestParameters()
                        .add(VenueFixture.underlying("BTC", 120_000, 600_000, 800_000))
                        .shock("ETH", 150_000, 600_000, 800_000)
                        .shock("SOL", 250_000, 300_000, 500_000)
                        .moves(600_000, -500_000, 500_000, -1_000_000, 1_000_000)
                        .build());
        assertNull(f.venue.endConfiguration());
        ask(DESK, InquiryKind.COLLATERAL, DESK_A);
        assertArrayEquals(new long[] {0, 50_000, 0}, f.lastHaircutsE6);
    }

    @Test
    void shouldReportPositionsWithWhatTheyCostAndTheMarkOfTheDayBefore() {
        f.index(1, "61000");
        f.venue.rollDay(f.nowNs++);
        f.index(1, "61500");
        trade();
        f.said();
        ask(DESK, InquiryKind.POSITIONS, DESK_A);
        assertEquals(
                List.of(
                        "ack q ONCE NONE 2",
                        "AP 1/2 1 1 2 at 60015 mark 61500 was 61000 in USDC",
                        "AP 2/2 1 2 -3 at 3000 mark 3000 was 3000 in USDC"),
                f.said());
        assertEquals(liquidationPx(ETH), f.lastLiquidationPxE8);

        inquiry.instrumentId = BTC;
        ask(DESK, InquiryKind.POSITIONS, DESK_A);
        assertEquals(List.of("ack q ONCE NONE 1", "AP 1/1 1 1 2 at 60015 mark 61500 was 61000 in USDC"), f.said());
        assertEquals(liquidationPx(BTC), f.lastLiquidationPxE8);
        ask(DESK, InquiryKind.POSITIONS, DESK_B);
        assertEquals(List.of("ack q ONCE NONE 0"), f.said());
    }

    @Test
    void shouldRememberTheMarkOfTheDayInASnapshot() {
        f.index(1, "61000");
        f.venue.rollDay(f.nowNs++);
        final Venue loaded = SavedState.of(f.venue).load(new Transcript());
        assertEquals(f.venue.stateHash(), loaded.stateHash());
        f.venue.rollDay(f.nowNs++);
        assertEquals(f.venue.stateHash(), loaded.stateHash());
        f.index(1, "61001");
        f.venue.rollDay(f.nowNs++);
        assertEquals(
                f.venue.stateHash(),
                SavedState.of(f.venue).load(new Transcript()).stateHash());
    }

    @Test
    void shouldRefuseWhatIsNoQuestionOfTheSession() {
        ask(DESK, InquiryKind.MARGIN, MAKER);
        ask(DESK, InquiryKind.MARGIN, 99);
        ask(IDX, InquiryKind.MARGIN, DESK_A);
        inquiry.accountName.set("NOBODY");
        ask(DESK, InquiryKind.MARGIN, 0);
        inquiry.accountName.clear();
        inquiry.symbol.set("DOGE");
        ask(DESK, InquiryKind.POSITIONS, DESK_A);
        inquiry.symbol.clear();
        inquiry.fault = RejectReason.UNSUPPORTED_VALUE;
        ask(DESK, InquiryKind.MARGIN, DESK_A);
        inquiry.fault = RejectReason.NONE;
        f.reportRoom = 2;
        ask(DESK, InquiryKind.MARGIN, 0);
        inquiry.mode = InquiryMode.UNSUBSCRIBE;
        ask(DESK, InquiryKind.MARGIN, 0);

        assertEquals(
                List.of(
                        "ack q ONCE UNKNOWN_ACCOUNT 0",
                        "ack q ONCE UNKNOWN_ACCOUNT 0",
                        "ack q ONCE UNKNOWN_ACCOUNT 0",
                        "ack q ONCE UNKNOWN_ACCOUNT 0",
                        "ack q ONCE UNKNOWN_SYMBOL 0",
                        "ack q ONCE UNSUPPORTED_VALUE 0",
                        "ack q ONCE VENUE_BUSY 0",
                        "ack q UNSUBSCRIBE NONE 0"),
                f.said());
    }

    /** An inquiry that comes again with PossDupFlag was answered; the gateway's own have no number. */
    @Test
    void shouldAnswerWhatCameBeforeNotAgain() {
        ask(DESK, InquiryKind.MARGIN, DESK_B);
        f.said();
        inquiry.possDup = true;
        f.venue.inquiries().ofAccounts(inquiry, f.nowNs++);
        assertEquals(List.of(), f.said());
        inquiry.possDup = false;
        inquiry.mode = InquiryMode.REPEAT;
        inquiry.msgSeqNum = 0;
        f.venue.inquiries().ofAccounts(inquiry, f.nowNs++);
        assertEquals(List.of("ack q REPEAT NONE 1", "CJ 1/1 2 0 0 1000000000000 1000000000000"), f.said());
    }

    @Test
    void shouldChangeNothingButTheNumber() {
        trade();
        ask(DESK, InquiryKind.MARGIN, 0);
        final long before = f.venue.stateHash();
        inquiry.mode = InquiryMode.REPEAT;
        inquiry.msgSeqNum = 0;
        for (final InquiryKind kind : InquiryKind.values()) {
            inquiry.kind = kind;
            f.venue.inquiries().ofAccounts(inquiry, f.nowNs++);
        }
        assertEquals(before, f.venue.stateHash());
    }

    /** DESK-A buys 2 BTC at 60,010 and 60,020, and sells 3 ETH at 3,000. */
    private void trade() {
        f.quote(BTC, Side.SELL, "60010", "1")
                .quote(BTC, Side.SELL, "60020", "1")
                .quote(ETH, Side.BUY, "3000", "3")
                .place("b", DESK, DESK_A, BTC, Side.BUY, "60020", "2", TimeInForce.IOC)
                .place("e", DESK, DESK_A, ETH, Side.SELL, "3000", "3", TimeInForce.IOC);
    }

    /** As a preview of the account says it. */
    private long liquidationPx(final int instrumentId) {
        final PreviewReport report = f.standing(DESK, DESK_A);
        for (int i = 0; i < report.positionCount; i++) {
            if (report.positions[i].instrumentId == instrumentId) {
                return report.positions[i].liquidationPxE8;
            }
        }
        throw new AssertionError("no position in " + instrumentId);
    }

    private void ask(final int session, final InquiryKind kind, final int accountId) {
        inquiry.sessionId = session;
        inquiry.msgSeqNum = f.nextSeqNum();
        inquiry.kind = kind;
        inquiry.accountId = accountId;
        inquiry.requestId.set("q");
        inquiry.mode = inquiry.mode == null ? InquiryMode.ONCE : inquiry.mode;
        f.venue.inquiries().ofAccounts(inquiry, f.nowNs++);
    }
}
