package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.ETH;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static io.bascule.engine.service.VenueFixture.MM;
import static io.bascule.engine.service.VenueFixture.OTHER;
import static io.bascule.engine.service.VenueFixture.SOL;
import static io.bascule.engine.service.VenueFixture.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.EntryAction;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.QuoteCancelType;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two-sided quotes: replaced at once, reported when they trade, pulled by market-maker protection. */
class QuoteTest {
    private final VenueFixture f = new VenueFixture();
    private final QuoteRequest quotes = new QuoteRequest();
    private int takes;

    @Test
    void shouldQuoteBothSidesAndReportWhatTrades() {
        entry(BTC, "59990", "1", "60010", "2");
        send("q1");
        take(Side.BUY, "60010", "0.5");

        assertEquals(
                List.of(
                        "b q1 NONE",
                        "8 1 11=t1 150=0 39=0 14=0 151=0.5",
                        "8 1 11=t1 150=F 39=2 14=0.5 151=0 32=0.5 31=60010",
                        "8 2 11= 150=F 39=1 14=0.5 151=1.5 32=0.5 31=60010 117=q1 299=e0"),
                f.said());
    }

    @Test
    void shouldReplaceBothSidesAtOnce() {
        entry(BTC, "59990", "1", "60010", "1");
        send("q1");
        entry(BTC, "60020", "1", "60030", "1"); // the new bid is above the old offer, which is gone by then
        send("q2");
        take(Side.SELL, "60020", "0.1");

        final List<String> said = f.said();
        assertEquals("b q2 NONE", said.get(1));
        assertEquals("8 2 11= 150=F 39=1 14=0.1 151=0.9 32=0.1 31=60020 117=q2 299=e0", said.get(4));
    }

    @Test
    void shouldKeepThePlaceOfAQuoteThatOnlyShrinks() {
        entry(BTC, "59990", "1", "60010", "1");
        send("q1");
        f.place("behind", VenueFixture.DESK2, OTHER, BTC, Side.BUY, "59990", "1", TimeInForce.GTC);
        entry(BTC, "59990", "0.4", "60010", "1");
        send("q2");
        f.said();
        take(Side.SELL, "59990", "0.5");

        final List<String> said = f.said();
        assertEquals("8 2 11= 150=F 39=2 14=0.4 151=0 32=0.4 31=59990 117=q2 299=e0", said.get(2));
        assertEquals("8 3 11=behind 150=F 39=1 14=0.1 151=0.9 32=0.1 31=59990", said.get(4));
    }

    /** Who heard of a fill hears of the end; the next quote of that side is a new order. */
    @Test
    void shouldEndAPartlyFilledSideWithAReport() {
        entry(BTC, "59990", "1", "60010", "1");
        send("q1");
        take(Side.SELL, "59990", "0.3");
        f.said();
        entry(BTC, "59980", "1", "60010", "1");
        send("q2");

        assertEquals(List.of("b q2 NONE", "8 2 11= 150=4 39=4 14=0.3 151=0 117=q2 299=e0"), f.said());
    }

    @Test
    void shouldTakeASideAwayThatIsNotQuotedAgain() {
        entry(BTC, "59990", "1", "60010", "1");
        send("q1");
        entry(BTC, null, null, "60010", "1");
        send("q2");
        assertEquals(List.of("b q1 NONE", "b q2 NONE"), f.said());
        assertEquals(1, openOrders());
        entry(BTC, "59990", "0", "60010", "0");
        send("q3");
        assertEquals(List.of("b q3 NONE"), f.said());
        assertEquals(0, openOrders());
    }

    @Test
    void shouldRefuseAnEntryAndKeepTheQuoteBefore() {
        entry(BTC, "59990", "1", "60010", "1");
        send("q1");
        entry(BTC, "60010", "1", "60010", "1");
        entry(0, "1", "1", "2", "1");
        entry(ETH, "2990.01", "1", "3010", "1");
        entry(SOL, "149", "1", "151", null);
        entry(BTC, "1", "1", "2", "1");
        send("q2");

        assertEquals(
                "b q2 QUOTE_CROSSED UNKNOWN_SYMBOL PRICE_OFF_TICK QUANTITY_MISSING DUPLICATE_ENTRY",
                f.said().get(1));
        assertEquals(2, openOrders());
        take(Side.SELL, "59990", "0.1");
        assertTrue(f.said().get(2).endsWith("117=q1 299=e0"));
    }

    @Test
    void shouldJudgeTheMarginOfTheNewQuoteInsteadOfTheOld() {
        quotes.sessionId = DESK;
        quotes.accountId = DESK_A;
        entry(BTC, "59990", "130", "60010", "130");
        sendAs("q1");
        entry(BTC, "59991", "130", "60011", "130");
        sendAs("q2");
        entry(BTC, "59991", "400", "60011", "400");
        sendAs("q3");

        assertEquals(List.of("b q1 NONE", "b q2 NONE", "b q3 INSUFFICIENT_MARGIN"), f.said());
    }

    @Test
    void shouldRefuseAMessageThatIsNone() {
        send("none");
        quotes.fault = RejectReason.COUNT_MISMATCH;
        entry(BTC, "59990", "1", "60010", "1");
        send("count");
        quotes.fault = RejectReason.NONE;
        entry(BTC, "59990", "1", "60010", "1");
        quotes.sessionId = MM;
        quotes.accountId = OTHER;
        sendAs("account");
        f.hasRoom = false;
        entry(BTC, "59990", "1", "60010", "1");
        send("busy");

        assertEquals(
                List.of(
                        "b none NO_ENTRIES",
                        "b count COUNT_MISMATCH NONE",
                        "b account UNKNOWN_ACCOUNT NONE",
                        "j 2 PLACE_QUOTES VENUE_BUSY"),
                f.said());
    }

    @Test
    void shouldPullQuotesAfterTooManyTradesAndRefuseMoreUntilReset() {
        entry(BTC, "59990", "1", "60010", "1");
        entry(ETH, "2990", "1", "3010", "1");
        send("q1");
        for (int n = 0; n < 2; n++) {
            take(Side.SELL, "59990", "0.1");
            take(Side.BUY, "60010", "0.001");
        }
        final List<String> said = f.said();
        assertEquals(
                List.of(
                        "8 2 11= 150=4 39=4 14=0.2 151=0 378=8 117=q1 299=e0",
                        "8 2 11= 150=4 39=4 14=0.002 151=0 378=8 117=q1 299=e0"),
                said.subList(said.size() - 2, said.size()));
        entry(BTC, "59990", "1", "60010", "1");
        entry(ETH, "2990", "2", "3010", "2");
        send("q2");
        entry(BTC, null, null, null, null); // nothing to trade: that is no risk
        send("q3");
        cancel(QuoteCancelType.ALL, 0);
        entry(BTC, "59990", "1", "60010", "1");
        send("q4");
        assertEquals(List.of("b q2 QUOTES_PROTECTED NONE", "b q3 NONE", "AI z 1", "b q4 NONE"), f.said());
    }

    @Test
    void shouldPullQuotesAfterTooMuchIsTradedOrBought() {
        entry(BTC, "60000", "5", "60010", "5");
        send("q1");
        take(Side.SELL, "60000", "0.9");
        assertEquals(2, openOrders());
        take(Side.BUY, "60010", "0.8"); // 102,008 in all, 5,992 net
        assertEquals(0, openOrders());

        cancel(QuoteCancelType.FOR_SYMBOLS, BTC);
        entry(BTC, "60000", "5", "60010", "5");
        send("q2");
        take(Side.SELL, "60000", "1"); // 60,000 net
        assertEquals(0, openOrders());
    }

    /** What one entry of a batch trips is gone before the next: each is a request by itself. */
    @Test
    void shouldPullQuotesBetweenTheEntriesOfABatch() {
        entry(BTC, "60000", "5", "60010", "5");
        send("q1");
        f.said();
        final BatchRequest batch = new BatchRequest();
        for (int n = 0; n < 2; n++) {
            final BatchRequest.Entry each = batch.entries[batch.entryCount++];
            VenueFixture.fill(each.request, "e" + n, BTC, Side.SELL, "60000", "1");
            each.action = EntryAction.ADD;
            each.entryId.set("" + n);
            each.request.timeInForce = TimeInForce.IOC;
            each.request.sessionId = DESK;
            each.request.accountId = DESK_A;
        }
        batch.sessionId = DESK;
        batch.accountId = DESK_A;
        batch.batchMode = BatchMode.SEPARATE;
        batch.requestId.set("B");
        batch.msgSeqNum = f.nextSeqNum();
        f.venue.placeBatch(batch, f.nowNs++);

        assertEquals(
                List.of(
                        "DK B ACCEPTED",
                        "8 1 11=e0 150=0 39=0 14=0 151=1 2423=B 2430=0",
                        "8 1 11=e0 150=F 39=2 14=1 151=0 32=1 31=60000 2423=B 2430=0",
                        "8 2 11= 150=F 39=1 14=1 151=4 32=1 31=60000 117=q1 299=e0",
                        "8 2 11= 150=4 39=4 14=1 151=0 378=8 117=q1 299=e0",
                        "8 2 11= 150=4 39=4 14=0 151=0 378=8 117=q1 299=e0",
                        "8 1 11=e1 150=0 39=0 14=0 151=1 2423=B 2430=1",
                        "8 1 11=e1 150=4 39=4 14=0 151=0 2423=B 2430=1"),
                f.said());
        assertEquals(0, openOrders());
    }

    /** What one elected stop trips is gone before the next is elected. */
    @Test
    void shouldPullQuotesBetweenElections() {
        entry(BTC, "59990", "5", "60010", "5");
        send("q1");
        for (int n = 0; n < 2; n++) {
            VenueFixture.fill(f.request, "s" + n, BTC, Side.SELL, null, "1.1");
            f.request.sessionId = DESK;
            f.request.accountId = DESK_A;
            f.request.ordType = OrdType.STOP;
            f.request.conditions.stopPxE8 = e8("59995");
            f.send();
        }
        f.said();
        f.index(1, "59995");

        assertEquals(
                List.of(
                        "8 1 11=s0 150=L 39=0 14=0 151=1.1",
                        "8 1 11=s0 150=F 39=2 14=1.1 151=0 32=1.1 31=59990",
                        "8 2 11= 150=F 39=1 14=1.1 151=3.9 32=1.1 31=59990 117=q1 299=e0",
                        "8 2 11= 150=4 39=4 14=1.1 151=0 378=8 117=q1 299=e0",
                        "8 2 11= 150=4 39=4 14=0 151=0 378=8 117=q1 299=e0",
                        "8 1 11=s1 150=L 39=0 14=0 151=1.1",
                        "8 1 11=s1 150=4 39=4 14=0 151=0 NO_LIQUIDITY"),
                f.said());
        assertEquals(0, openOrders());
    }

    @Test
    void shouldCountFromTheFirstTradeOfAWindow() {
        entry(BTC, "60000", "5", "60010", "5");
        send("q1");
        for (int n = 0; n < 12; n++) {
            take(Side.SELL, "60000", "0.01");
            f.nowNs += 400_000_000;
        }
        assertEquals(2, openOrders());
    }

    @Test
    void shouldCancelBySymbolByQuoteAndAll() {
        for (int n = 0; n < 3; n++) {
            entry(BTC, "59990", "1", "60010", "1");
            entry(ETH, "2990", "1", "3010", "1");
            send("q");
        }
        f.said();
        cancel(QuoteCancelType.FOR_SYMBOLS, BTC);
        cancel(QuoteCancelType.FOR_SYMBOLS, BTC);
        cancel(QuoteCancelType.FOR_SYMBOLS, 0);
        cancel(QuoteCancelType.FOR_QUOTE_ID, 0);
        quotes.quoteId.set("q");
        entry(BTC, "59990", "1", "60010", "1");
        send("q");
        cancelAs("q", QuoteCancelType.FOR_QUOTE_ID, 0, MAKER);
        cancel(QuoteCancelType.ALL, 0);
        cancelAs("z", QuoteCancelType.ALL, 0, OTHER);

        assertEquals(
                List.of(
                        "AI z 1",
                        "AI z 0 UNKNOWN_QUOTE",
                        "AI z 0 UNKNOWN_SYMBOL",
                        "AI z 0 UNKNOWN_QUOTE",
                        "b q NONE",
                        "AI q 2",
                        "AI z 0",
                        "AI z 0 UNKNOWN_ACCOUNT"),
                f.said());
    }

    /** A mass quote that is sent again must not bring back what was traded meanwhile. */
    @Test
    void shouldNotQuoteAgainWhatWasSentAgain() {
        entry(BTC, "59990", "1", "60010", "1");
        send("q1");
        take(Side.SELL, "59990", "1");
        quotes.possResend = true;
        entry(BTC, "59990", "1", "60010", "1");
        send("q1");
        assertEquals(1, openOrders());
        entry(BTC, "59990", "1", "60010", "1");
        send("q2");
        assertEquals(2, openOrders());
    }

    @Test
    void shouldExpireAndGoWithTheSessionLikeOrders() {
        entry(BTC, "59990", "1", "60010", "1");
        send("q1");
        f.venue.rollDay(f.nowNs++);
        assertEquals("8 2 11= 150=C 39=C 14=0 151=0 117=q1 299=e0", f.said().get(1));
        entry(BTC, "59990", "1", "60010", "1");
        send("q2");
        f.venue.cancelSessionOrders(MM, false, 12, f.nowNs++);
        assertEquals("8 2 11= 150=4 39=4 14=0 151=0 117=q2 299=e0", f.said().get(1));
        assertEquals(0, openOrders());
    }

    @Test
    void shouldSurviveASnapshot() {
        entry(BTC, "59990", "1", "60010", "1");
        entry(ETH, "2990", "1", "3010", "1");
        send("q1");
        take(Side.SELL, "59990", "1"); // trips: 59,990 is not 60,000
        take(Side.BUY, "60010", "0.01");
        final Venue loaded = SavedState.of(f.venue).load(new Transcript());
        assertEquals(f.venue.stateHash(), loaded.stateHash());
    }

    @Test
    void shouldSurviveASnapshotWhenAnotherSessionHasCancelledAQuote() {
        f.venue.beginConfiguration(9, 102);
        f.defineAllButSessions(0, true);
        f.defineSessions("");
        f.venue.define(new SessionDefinition("BASCULE", "MM2", false, false, List.of("MAKER"), List.of()));
        assertNull(f.venue.endConfiguration());
        final int other = f.venue.registrations().sessionCount();
        entry(BTC, "59990", "1", "60010", "1");
        send("q1");
        f.said();
        f.request.clear();
        f.request.sessionId = other;
        f.request.orderId = 1;
        f.request.clOrdId.set("x");
        f.request.ordType = OrdType.LIMIT;
        f.request.instrumentId = BTC;
        f.request.side = Side.BUY;
        f.request.priceE8 = e8("59980");
        f.request.orderQtyE8 = e8("2");
        f.venue.replaceOrder(f.request, f.nowNs++);
        assertEquals(RejectReason.UNSUPPORTED_VALUE, f.lastReport.rejectReason, "a quote is changed by quotes only");
        f.request.clOrdId.set("y");
        f.venue.cancelOrder(f.request, f.nowNs++);
        assertEquals(1, openOrders());
        assertEquals(
                f.venue.stateHash(),
                SavedState.of(f.venue).load(new Transcript()).stateHash());
    }

    private int openOrders() {
        f.massStatus(MM, 0, 0, null);
        final int open = f.lastReport.totNumReports;
        final List<String> said = f.said();
        final boolean none = said.get(said.size() - 1).contains("UNKNOWN_ORDER");
        return none ? 0 : open;
    }

    private void take(final Side side, final String price, final String qty) {
        f.place("t" + ++takes, DESK, DESK_A, BTC, side, price, qty, TimeInForce.IOC);
    }

    private void entry(
            final int instrumentId, final String bid, final String bidQty, final String offer, final String offerQty) {
        final QuoteRequest.Entry entry = quotes.entries[quotes.entryCount];
        entry.instrumentId = instrumentId;
        entry.bidE8 = orAbsent(bid);
        entry.bidQtyE8 = orAbsent(bidQty);
        entry.offerE8 = orAbsent(offer);
        entry.offerQtyE8 = orAbsent(offerQty);
        entry.entryId.set("e" + quotes.entryCount++);
    }

    private static long orAbsent(final String decimal) {
        return decimal == null ? OrderRequest.ABSENT : e8(decimal);
    }

    private void send(final String quoteId) {
        quotes.sessionId = MM;
        quotes.accountId = MAKER;
        sendAs(quoteId);
    }

    private void sendAs(final String quoteId) {
        quotes.cancelType = null;
        quotes.quoteId.set(quoteId);
        quotes.msgSeqNum = f.nextSeqNum();
        f.venue.placeQuotes(quotes, f.nowNs++);
        quotes.entryCount = 0;
    }

    private void cancel(final QuoteCancelType type, final int instrumentId) {
        cancelAs("z", type, instrumentId, 0);
    }

    private void cancelAs(final String id, final QuoteCancelType type, final int instrumentId, final int accountId) {
        quotes.sessionId = MM;
        quotes.accountId = accountId;
        quotes.cancelType = type;
        quotes.quoteId.set(id);
        quotes.entryCount = type == QuoteCancelType.FOR_SYMBOLS ? 1 : 0;
        quotes.entries[0].instrumentId = instrumentId;
        quotes.msgSeqNum = f.nextSeqNum();
        f.venue.cancelQuotes(quotes, f.nowNs++);
        quotes.entryCount = 0;
    }
}
