package io.bascule.engine.service;

import static io.bascule.engine.service.PricedVenue.FUTURE;
import static io.bascule.engine.service.PricedVenue.IDX2;
import static io.bascule.engine.service.PricedVenue.IDX3;
import static io.bascule.engine.service.PricedVenue.SECOND_NS;
import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static io.bascule.engine.service.VenueFixture.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.engine.instrument.FundingTerms;
import io.bascule.engine.instrument.OracleRules;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of how index, mark and funding come about. */
final class PricePartsTest {
    /** Two of three, silent after 10 s, within 1 %. */
    private static final OracleRules RULES = new OracleRules(2, 10 * SECOND_NS, 10_000);

    private final PricedVenue p = new PricedVenue(RULES, 50_000, List.of());
    private final MarketInquiry inquiry = new MarketInquiry();

    @Test
    void shouldTellWhatBecomesOfEachSource() {
        p.publish(40, "60000", "60010", "60020");
        p.publish(1, "60000", "60010", "61500"); // more than 1 % from the median
        assertEquals(
                List.of(
                        "INDEX_SOURCE 60000 of 5 x1 COUNTS",
                        "INDEX_SOURCE 60010 of 6 x1 COUNTS",
                        "INDEX_SOURCE 61500 of 7 x1 CLAMPED",
                        "MARK_AVERAGED 60010"),
                parts(BTC));
        assertEquals(60_010, p.f.lastMarket.indexE8 / 100_000_000);
        assertEquals(10_000, p.f.lastMarket.confidenceE6); // as far as the clamp lets one be

        p.publish(11, "60000", "60010", null);
        assertEquals("INDEX_SOURCE 61500 of 7 x1 SILENT", parts(BTC).get(2));
    }

    @Test
    void shouldTellWhatTheIndexFollows() {
        p.pass(1);
        assertEquals(IndexState.FROZEN, report(BTC).indexState);
        p.publish(5, "60000", "60010", "60020");
        assertEquals(IndexState.THAWING, report(BTC).indexState);
        p.publish(30, "60000", "60010", "60020");
        assertEquals(IndexState.GRACE, report(BTC).indexState);
        p.publish(60, "60000", "60010", "60020");
        assertEquals(IndexState.LIVE, report(BTC).indexState);
        p.pass(11);
        assertEquals(IndexState.FROZEN, report(BTC).indexState);
    }

    @Test
    void shouldTellTheComponentsOfTheMarkAndTheImpactPrices() {
        p.publish(40, "60000", "60000", "60000");
        p.place(MAKER, BTC, Side.BUY, "60090", "2");
        p.place(MAKER, BTC, Side.SELL, "60110", "1");
        p.place(MAKER, BTC, Side.SELL, "60120", "5");
        p.publish(30, "60000", "60000", "60000");
        final MarketReport report = report(BTC);
        final long averaged = p.venue.prices().markAveragedE8(BTC);
        final long third = p.venue.prices().markThirdE8(BTC);
        assertEquals(
                List.of(
                        "MARK_AVERAGED " + plain(averaged),
                        "MARK_BOOK 60100",
                        "MARK_THIRD " + plain(third),
                        "IMPACT_BID 60090",
                        "IMPACT_ASK 60113.98860114"),
                text(report.parts).subList(3, 8));
        assertEquals(third, report.markE8); // the middle one
        // 90 above 60,000 at each fifth second of the last 30, of all that were due since the hour began
        final long due = report.timestampNs % FundingTerms.HOUR_NS / (5 * SECOND_NS);
        assertEquals(6 * 1_500_000 / due, report.premiumE9);

        p.venue.publish(
                RequestKind.PUBLISH_EXTERNAL_PRICE,
                IDX2,
                p.f.nextSeqNum(),
                false,
                BTC,
                VenueFixture.e8("60050"),
                p.f.nowNs++);
        assertEquals("MARK_SOURCE 60050 of 6 x1 COUNTS", parts(BTC).get(3));
        assertEquals("MARK_THIRD 60050", parts(BTC).get(6));
        p.publish(11, "60000", "60000", "60000");
        assertEquals("MARK_SOURCE 60050 of 6 x1 SILENT", parts(BTC).get(3));
    }

    @Test
    void shouldTellThePaymentsThatWereAskedFor() {
        p.publish(40, "60000", "60000", "60000");
        for (int hour = 0; hour < 3; hour++) {
            p.passToTheHour().pass(1);
        }
        final long hourNs = p.f.nowNs / 3_600_000_000_000L * 3_600_000_000_000L;
        inquiry.payments = 2;
        final MarketReport report = report(BTC);
        assertEquals(2, report.paymentCount);
        assertEquals(hourNs, report.payments.timeNs(0));
        assertEquals(100_000, report.payments.rateE9(0));
        assertEquals(hourNs + 3_600_000_000_000L, report.nextFundingNs);
        assertEquals(3_600_000_000_000L, report.fundingIntervalNs);
        inquiry.payments = 200;
        assertEquals(3, report(BTC).paymentCount);
        assertEquals(0, report(FUTURE).paymentCount);
    }

    @Test
    void shouldTellTheBasisOfAFutureUntilItExpires() {
        p.publish(40, "60000", "60000", "60000");
        p.place(MAKER, FUTURE, Side.BUY, "60060", "2");
        p.place(MAKER, FUTURE, Side.SELL, "60060.5", "2");
        p.publish(30, "60000", "60000", "60000");
        final MarketReport report = report(FUTURE);
        final long yearNs = 365 * 24 * 3_600 * SECOND_NS;
        final long toExpiryNs = PricedVenue.EXPIRY_NS - p.f.nowNs / SECOND_NS * SECOND_NS;
        final double basis = (report.markE8 - report.indexE8) / (double) report.indexE8 * yearNs / toExpiryNs;
        assertEquals(basis, report.annualisedBasisE9 / 1e9, basis / 1_000);
        assertEquals(PricedVenue.EXPIRY_NS, report.expiryNs);
        assertEquals(OrderRequest.ABSENT, report.premiumE9);
        assertEquals(OrderRequest.ABSENT, report.fundingIntervalNs);
        assertEquals(OrderRequest.ABSENT, report(BTC).annualisedBasisE9);
        p.passSilently(PricedVenue.EXPIRY_NS - p.f.nowNs);
        assertEquals(OrderRequest.ABSENT, report(FUTURE).annualisedBasisE9);
    }

    @Test
    void shouldKeepNoMorePartsThanAreTold() {
        final PriceParts parts = new PriceParts();
        for (int n = 0; n < 200; n++) {
            parts.add(PriceParts.Kind.IMPACT_BID, n + 1L);
        }
        parts.add(PriceParts.Kind.IMPACT_ASK, 1);
        assertEquals(PriceParts.MAX_PARTS, parts.count());
        assertEquals(PriceParts.Kind.IMPACT_BID, parts.kind(127));
    }

    private List<String> parts(final int instrumentId) {
        return text(report(instrumentId).parts);
    }

    private MarketReport report(final int instrumentId) {
        inquiry.sessionId = IDX3;
        inquiry.tradesAfterId = MarketInquiry.NO_TRADES;
        inquiry.parts = true;
        inquiry.instrumentCount = 1;
        inquiry.instrumentIds[0] = instrumentId;
        final long before = p.venue.stateHash();
        inquiry.msgSeqNum = 0;
        inquiry.mode = InquiryMode.REPEAT;
        p.venue.inquiries().ofMarkets(inquiry, p.f.nowNs++);
        assertEquals(before, p.venue.stateHash());
        return p.f.lastMarket;
    }

    private static List<String> text(final PriceParts parts) {
        final List<String> lines = new ArrayList<>();
        for (int n = 0; n < parts.count(); n++) {
            final String source = parts.sourceId(n) == 0
                    ? ""
                    : " of " + parts.sourceId(n) + " x" + parts.weight(n) + " " + parts.status(n);
            lines.add(parts.kind(n) + " " + plain(parts.priceE8(n)) + source);
        }
        return lines;
    }
}
