package io.bascule.engine.service;

import static io.bascule.engine.service.PricedVenue.INVERSE;
import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.IDX;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static io.bascule.engine.service.VenueFixture.OTHER;
import static io.bascule.engine.service.VenueFixture.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.FundingTerms;
import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.StopTrigger;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The mark in the venue: what moves it, and when. */
final class MarkTest {
    private final PricedVenue p = new PricedVenue();

    @Test
    void shouldBeTheIndexWhereTheBookIsThin() {
        p.place(MAKER, BTC, Side.BUY, "60060", "1").place(MAKER, BTC, Side.SELL, "60140", "1");
        p.pass(60);
        assertEquals("60000", p.mark(BTC));
        assertTrue(p.venue.prices().isMarkFlagged(BTC));
        p.publish(IDX, "61000");
        assertEquals("61000", p.mark(BTC));
    }

    @Test
    void shouldBeTheIndexWhereNoBookCounts() {
        final PricedVenue without = new PricedVenue(
                new FundingTerms(FundingTerms.HOUR_NS, 5 * PricedVenue.SECOND_NS, 0, 100_000, 500_000, 0));
        final int future = PricedVenue.FUTURE;
        without.place(MAKER, future, Side.BUY, "60060", "20")
                .place(MAKER, future, Side.SELL, "60140", "20")
                .pass(60);
        assertEquals("60000", without.mark(future));
        assertEquals(0, without.venue.prices().impactBidE8(future));
    }

    @Test
    void shouldMoveWithTheBookWhenATimerFiresAndNeverInsideAnOrder() {
        p.pass(1);
        p.place(MAKER, BTC, Side.BUY, "60060", "2").place(MAKER, BTC, Side.SELL, "60140", "2");
        assertEquals("60000", p.mark(BTC));
        p.f.nowNs += 3 * PricedVenue.SECOND_NS;
        p.venue.clock().advanceTo(p.f.nowNs); // an entry that is no timer: three samples are taken
        assertEquals("60000", p.mark(BTC));
        p.passSilently(0);
        // averages of three samples of 100: 100 × (1 − 0.967216100³) and 100 × (1 − 0.993355506³)
        assertEquals("60009.51625833", p.mark(BTC));
        assertEquals(e8("60001.98013274"), p.venue.prices().markAveragedE8(BTC));
        assertEquals(e8("60100"), p.venue.prices().markBookE8(BTC));
        assertFalse(p.venue.prices().isMarkFlagged(BTC));
    }

    @Test
    void shouldComeToTheSameHoweverRarelySomebodyLooks() {
        final PricedVenue rarely = new PricedVenue();
        for (final PricedVenue each : List.of(p, rarely)) {
            each.place(MAKER, BTC, Side.BUY, "60060", "2").place(MAKER, BTC, Side.SELL, "60140", "2");
            each.place(MAKER, INVERSE, Side.BUY, "59800", "2000").place(MAKER, INVERSE, Side.SELL, "60000", "2000");
        }
        p.pass(900);
        rarely.passSilently(p.f.nowNs - 1 - rarely.f.nowNs);
        assertEquals(p.mark(BTC), rarely.mark(BTC));
        assertEquals(p.mark(INVERSE), rarely.mark(INVERSE));
        assertEquals(p.venue.stateHash(), rarely.venue.stateHash());
    }

    @Test
    void shouldHoldAPreviewAndTheOrderBehindItToOneMark() {
        p.place(MAKER, BTC, Side.BUY, "60060", "2")
                .place(MAKER, BTC, Side.SELL, "60140", "2")
                .pass(30);
        VenueFixture.fill(p.f.preview.legs[0], "x", BTC, Side.BUY, "60140", "1");
        final long marginAfter = p.f.preview(DESK, DESK_A, BatchMode.SEPARATE, 1).after.initialMarginMicros;
        p.place(DESK_A, BTC, Side.BUY, "60140", "1");
        assertEquals(marginAfter, p.f.standing(DESK, DESK_A).after.initialMarginMicros);
    }

    @Test
    void shouldStayWithinOnePerCentOfTheIndexOnAManipulatedBook() {
        // thin-book mark manipulation: both sides of the book far above the index, for an hour
        p.place(OTHER, BTC, Side.BUY, "65000", "2").place(OTHER, BTC, Side.SELL, "66000", "2");
        p.pass(1);
        assertTrue(
                p.venue.prices().markE8(BTC) < e8("60200"), "one second of it moves the mark by a third of a per cent");
        p.pass(3_599);
        assertEquals("60600", p.mark(BTC));
        // and a trade with oneself at any price inside the book moves nothing more
        p.trade(BTC, OTHER, OTHER, "65500", "0.001").pass(1);
        assertEquals("60600", p.mark(BTC));
    }

    @Test
    void shouldElectStopsWhenATimerMovesTheMark() {
        VenueFixture.fill(p.f.request, "s", BTC, Side.BUY, null, "0.1");
        p.f.request.sessionId = DESK;
        p.f.request.accountId = DESK_A;
        p.f.request.ordType = OrdType.STOP;
        p.f.request.timeInForce = TimeInForce.GTC;
        p.f.request.conditions.stopPxE8 = e8("60005");
        p.f.request.conditions.stopTrigger = StopTrigger.MARK;
        p.f.send();
        p.place(MAKER, BTC, Side.BUY, "60060", "2").place(MAKER, BTC, Side.SELL, "60140", "2");
        p.f.said();
        p.pass(1);
        assertEquals(List.of(), p.f.said());
        p.pass(1);
        assertEquals("8 1 11=s 150=L 39=0 14=0 151=0.1", p.f.said().get(0));
    }

    @Test
    void shouldCountPricesFromElsewhereForTenSeconds() {
        p.place(MAKER, BTC, Side.BUY, "60060", "2")
                .place(MAKER, BTC, Side.SELL, "60140", "2")
                .pass(1);
        external("60050");
        external("0");
        assertEquals(List.of("j 5 PUBLISH_EXTERNAL_PRICE PRICE_NOT_POSITIVE"), refusals());
        assertEquals("60050", p.mark(BTC));
        p.pass(10); // not quite ten seconds: it was published behind the full second
        assertEquals("60050", p.mark(BTC));
        p.pass(1);
        assertTrue(p.venue.prices().markThirdE8(BTC) != e8("60050"));
        assertEquals(0, p.saveAndLoad().prices().markE8(BTC) - p.venue.prices().markE8(BTC));
    }

    @Test
    void shouldTickOnlyWhileSomethingMoves() {
        final PriceClock clock = p.venue.clock();
        p.pass(1);
        final long hourNs = 1_700_002_800 * PricedVenue.SECOND_NS;
        assertEquals(hourNs, clock.nextNs());
        p.place(MAKER, BTC, Side.BUY, "60060", "2").place(MAKER, BTC, Side.SELL, "60140", "2");
        assertEquals(clock.soonestNs(), clock.nextNs()); // something was said: a book may be another
        p.pass(5);
        assertEquals(clock.soonestNs(), clock.nextNs()); // the averages move
        p.f.massCancel("c", VenueFixture.MM, false).massCancel.ofAllSessions = false;
        p.passSilently(4_000 * PricedVenue.SECOND_NS); // and come to rest
        p.pass(1);
        assertEquals(PricedVenue.EXPIRY_NS, clock.nextNs()); // which is before the next hour
    }

    @Test
    void shouldHaveNoBooksWhileItWasDown() {
        p.place(MAKER, BTC, Side.BUY, "60060", "2")
                .place(MAKER, BTC, Side.SELL, "60140", "2")
                .pass(150);
        final long before = p.venue.prices().markAveragedE8(BTC);
        final long hash = p.venue.stateHash();
        p.f.nowNs += 600 * PricedVenue.SECOND_NS;
        p.venue.clock().onStart(p.f.nowNs);
        assertEquals(hash, p.venue.stateHash()); // as it was left, for five seconds
        p.f.nowNs += 4 * PricedVenue.SECOND_NS;
        p.venue.clock().advanceTo(p.f.nowNs);
        p.venue.clock().onTimer(p.f.nowNs);
        assertEquals(hash, p.venue.stateHash());
        p.passSilently(PricedVenue.SECOND_NS);
        assertTrue(p.venue.prices().markAveragedE8(BTC) - e8("60000") < (before - e8("60000")) / 10);
    }

    private void external(final String price) {
        p.venue.publish(RequestKind.PUBLISH_EXTERNAL_PRICE, IDX, p.f.nextSeqNum(), false, BTC, e8(price), p.f.nowNs++);
    }

    private List<String> refusals() {
        return p.f.said().stream().filter(line -> line.startsWith("j ")).toList();
    }
}
