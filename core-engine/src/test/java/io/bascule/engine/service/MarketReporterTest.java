package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.ETH;
import static io.bascule.engine.service.VenueFixture.IDX;
import static io.bascule.engine.service.VenueFixture.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Inquiries about markets: what is said of prices, book and trades. */
class MarketReporterTest {
    private final VenueFixture f = new VenueFixture();
    private final MarketInquiry inquiry = new MarketInquiry();

    @Test
    void shouldTellThePricesOfEachInstrument() {
        f.index(1, "61000");
        ask(0, MarketInquiry.NO_TRADES, BTC, 99, ETH);
        assertEquals(
                List.of(
                        "1 OPEN index 61000 mark 61000 held 0 b[] o[] t[]",
                        "2 OPEN index 3000 mark 3000 held 0 b[] o[] t[]"),
                f.said());
    }

    @Test
    void shouldTellTheBookByLevelAsItIsShown() {
        f.quote(BTC, Side.BUY, "59990", "1")
                .quote(BTC, Side.BUY, "59990", "2")
                .quote(BTC, Side.BUY, "59980", "4")
                .quote(BTC, Side.SELL, "60010", "0.5");
        VenueFixture.fill(f.request, "iceberg", BTC, Side.SELL, "60020", "3");
        f.request.sessionId = DESK;
        f.request.accountId = DESK_A;
        f.request.conditions.displayQtyE8 = VenueFixture.e8("1");
        f.send();
        f.said();

        ask(10, MarketInquiry.NO_TRADES, BTC);
        ask(1, MarketInquiry.NO_TRADES, BTC);
        assertEquals(
                List.of(
                        "1 OPEN index 60000 mark 60000 held 0 b[59990x3/2, 59980x4/1] o[60010x0.5/1, 60020x1/1] t[]",
                        "1 OPEN index 60000 mark 60000 held 0 b[59990x3/2] o[60010x0.5/1] t[]"),
                f.said());
    }

    @Test
    void shouldTellNoTradeThatWasBusted() {
        trade("a", BTC, "60010", "1");
        trade("b", ETH, "3000", "2");
        trade("c", BTC, "60020", "2");
        f.said();

        f.venue.operator().bustTrade(1, f.nowNs++);
        f.said();
        ask(0, 0, BTC);
        assertEquals(List.of("1 OPEN index 60000 mark 60000 held 2 b[] o[] t[3 BUY 60020x2]"), f.said());
    }

    @Test
    void shouldTellTradesBehindAnOlderOneOnly() {
        trade("a", BTC, "60010", "1");
        trade("b", ETH, "3000", "2");
        trade("c", BTC, "60020", "2");
        f.said();
        ask(0, 0, BTC);
        ask(0, 1, BTC);
        assertEquals(
                List.of(
                        "1 OPEN index 60000 mark 60000 held 3 b[] o[] t[1 BUY 60010x1, 3 BUY 60020x2]",
                        "1 OPEN index 60000 mark 60000 held 3 b[] o[] t[3 BUY 60020x2]"),
                f.said());
    }

    @Test
    void shouldTellWhetherAndHowAMarketTrades() {
        assertEquals("1 OPEN 2 OPEN", states());
        act(TradingLevel.REDUCE_ONLY, PartyScope.INSTRUMENT, BTC);
        assertEquals("1 REDUCE_ONLY 2 OPEN", states());
        act(TradingLevel.HALTED, PartyScope.VENUE, 0);
        assertEquals("1 HALTED 2 HALTED", states());
        act(TradingLevel.ACTIVE, PartyScope.VENUE, 0);
        assertEquals("1 REDUCE_ONLY 2 OPEN", states());
        act(TradingLevel.HALTED, PartyScope.INSTRUMENT, ETH);
        assertEquals("1 REDUCE_ONLY 2 HALTED", states());
    }

    @Test
    void shouldTellThatAFutureHasExpired() {
        final PricedVenue p = new PricedVenue();
        assertEquals(MarketState.OPEN, reportOf(p, PricedVenue.FUTURE).state);
        p.f.nowNs = PricedVenue.EXPIRY_NS;
        p.venue.clock().advanceTo(p.f.nowNs);
        p.pass(1);
        assertEquals(MarketState.CLOSED, reportOf(p, PricedVenue.FUTURE).state);
    }

    @Test
    void shouldTellFundingOfPerpetualsOnly() {
        final PricedVenue p = new PricedVenue();
        final MarketReport future = reportOf(p, PricedVenue.FUTURE);
        assertEquals(OrderRequest.ABSENT, future.fundingE9);
        assertEquals(OrderRequest.ABSENT, future.predictedFundingE9);
        assertEquals(0, reportOf(p, BTC).fundingE9); // no hour has passed
        assertEquals(100_000, reportOf(p, BTC).predictedFundingE9);
        p.passToTheHour().pass(1);
        assertEquals(100_000, reportOf(p, BTC).fundingE9);
    }

    @Test
    void shouldRefuseWhatDoesNotFitAndDropARepetitionThatDoesNot() {
        f.reportRoom = 15;
        ask(1, 0, BTC);
        inquiry.mode = InquiryMode.REPEAT;
        ask(1, 0, BTC);
        assertEquals(List.of("j 5 INQUIRE_MARKET VENUE_BUSY"), f.said());
    }

    @Test
    void shouldChangeNothing() {
        trade("a", BTC, "60010", "1");
        ask(10, 0, BTC);
        final long before = f.venue.stateHash();
        inquiry.mode = InquiryMode.REPEAT;
        inquiry.msgSeqNum = 0;
        f.venue.inquiries().ofMarkets(inquiry, f.nowNs++);
        assertEquals(before, f.venue.stateHash());
    }

    private void act(final TradingLevel level, final PartyScope scope, final int instrumentId) {
        final PartyActionRequest request = new PartyActionRequest();
        request.sessionId = VenueFixture.DESK2;
        request.msgSeqNum = f.nextSeqNum();
        request.level = level;
        request.scope = scope;
        request.instrumentId = instrumentId;
        request.requestId.set("r");
        f.venue.risk().partyAction(request, f.nowNs++);
        f.said();
    }

    private String states() {
        ask(0, MarketInquiry.NO_TRADES, BTC, ETH);
        return String.join(
                " ",
                f.said().stream()
                        .map(line -> line.substring(0, line.indexOf(" index")))
                        .toList());
    }

    private MarketReport reportOf(final PricedVenue p, final int instrumentId) {
        inquiry.sessionId = IDX;
        inquiry.msgSeqNum = p.f.nextSeqNum();
        inquiry.mode = InquiryMode.ONCE;
        inquiry.depth = 0;
        inquiry.tradesAfterId = MarketInquiry.NO_TRADES;
        inquiry.instrumentCount = 1;
        inquiry.instrumentIds[0] = instrumentId;
        p.venue.inquiries().ofMarkets(inquiry, p.f.nowNs++);
        return p.f.lastMarket;
    }

    /** DESK-A buys what MM offers. */
    private void trade(final String clOrdId, final int instrumentId, final String price, final String qty) {
        f.quote(instrumentId, Side.SELL, price, qty)
                .place(clOrdId, DESK, DESK_A, instrumentId, Side.BUY, price, qty, TimeInForce.IOC);
    }

    private void ask(final int depth, final long tradesAfterId, final int... instrumentIds) {
        inquiry.sessionId = IDX;
        inquiry.msgSeqNum = f.nextSeqNum();
        inquiry.mode = inquiry.mode == null ? InquiryMode.ONCE : inquiry.mode;
        inquiry.depth = depth;
        inquiry.tradesAfterId = tradesAfterId;
        inquiry.instrumentCount = instrumentIds.length;
        System.arraycopy(instrumentIds, 0, inquiry.instrumentIds, 0, instrumentIds.length);
        f.venue.inquiries().ofMarkets(inquiry, f.nowNs++);
    }

    /** A report as text. */
    static String text(final MarketReport r) {
        final List<String> trades = new ArrayList<>();
        for (int n = 0; n < r.tradeCount; n++) {
            trades.add(r.tradeIds[n] + " " + r.takerSides[n] + " " + plain(r.tradePricesE8[n]) + "x"
                    + plain(r.tradeQtysE8[n]));
        }
        return r.instrumentId + " " + r.state + " index " + plain(r.indexE8) + " mark " + plain(r.markE8) + " held "
                + plain(r.openInterestE8) + " b" + levels(r.bids) + " o" + levels(r.offers) + " t" + trades;
    }

    private static List<String> levels(final MarketReport.Levels levels) {
        final List<String> text = new ArrayList<>();
        for (int n = 0; n < levels.count; n++) {
            text.add(plain(levels.pricesE8[n]) + "x" + plain(levels.qtysE8[n]) + "/" + levels.orderCounts[n]);
        }
        return text;
    }
}
