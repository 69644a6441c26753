package io.bascule.engine.service;

import static io.bascule.engine.service.PricedVenue.INVERSE;
import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.DESK_B;
import static io.bascule.engine.service.VenueFixture.IDX;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static io.bascule.engine.service.VenueFixture.OTHER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.FundingTerms;
import io.bascule.engine.order.Side;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Funding in the venue: who pays whom, when, and that nothing is lost. */
final class FundingTest {
    private final PricedVenue p = new PricedVenue();

    @Test
    void shouldPayOnTheHourInTheOrderOfAccountIds() {
        p.trade(BTC, MAKER, DESK_A, "60000", "0.2")
                .trade(BTC, OTHER, DESK_B, "60000", "0.3")
                .passToTheHour();
        p.f.said();
        p.pass(1);
        // 0.01 % for eight hours, an eighth of it: 60,000 × 0.2 × 0.0000125 = 0.15
        assertEquals(
                List.of(
                        "AP 1 1 150000 USDC 100000",
                        "AP 2 1 225000 USDC 100000",
                        "AP 3 1 -150000 USDC 100000",
                        "AP 4 1 -225000 USDC 100000"),
                p.f.said());
        assertEquals(0, p.venue.prices().fundingPoolUnits(Currency.USDC));
        assertEquals(100_000, p.venue.prices().fundingHistory(BTC).rateE9(0));
        p.venue.stateHash(); // takes the full sums
    }

    @Test
    void shouldGiveEachPaymentItsPlaceInTheDropCopies() {
        p.trade(BTC, MAKER, DESK_A, "60000", "0.2").passToTheHour();
        p.f.sequences.clear();
        p.pass(1);
        assertEquals(List.of("0:0 4:7", "0:0"), p.f.sequences); // PB has copies: 4 of collateral, 2 of an order before
    }

    @Test
    void shouldRoundPayersUpAndReceiversDownAndKeepTheRest() {
        p.publish(IDX, "60000.00000001");
        p.trade(BTC, MAKER, DESK_A, "60000", "0.001")
                .trade(BTC, MAKER, DESK_B, "60000", "0.001")
                .passToTheHour();
        p.f.said();
        p.pass(1);
        // 60.00000000001 × 0.0000125 = 750.0000000001 micros of each seller; the buyer's 1,500 are rounded up
        assertEquals(
                List.of("AP 1 1 750 USDC 100000", "AP 2 1 750 USDC 100000", "AP 3 1 -1501 USDC 100000"), p.f.said());
        assertEquals(1, p.venue.prices().fundingPoolUnits(Currency.USDC));
        p.saveAndLoad();
    }

    @Test
    void shouldPayCoinsOfAnInverseContract() {
        p.trade(INVERSE, DESK_A, MAKER, "60000", "600").passToTheHour(); // 60,000 USD: one coin
        p.f.said();
        p.pass(1);
        assertEquals(List.of("AP 1 4 -1250 BTC 100000", "AP 3 4 1250 BTC 100000"), p.f.said());
        p.venue.stateHash();
    }

    @Test
    void shouldTakeTheMeanOfTheHoursPremiums() {
        p.passToTheHour().pass(1);
        p.trade(BTC, DESK_A, MAKER, "60000", "1");
        // from the hour's first second on: an impact bid of 60,600 on an index of 60,000 is a premium of 1 %
        p.place(MAKER, BTC, Side.BUY, "60600", "2");
        p.pass(1_800);
        p.f.massCancel("c", VenueFixture.MM, false);
        assertEquals(9_500_000, p.venue.prices().predictedFundingE9(BTC, p.f.nowNs - 1));
        p.passToTheHour();
        p.f.said();
        p.pass(1);
        // 360 of 720 samples: P = 0.5 %, rate 0.45 % for eight hours: 33.75 an hour on 60,000
        assertEquals(List.of("AP 1 1 -33750000 USDC 4500000", "AP 3 1 33750000 USDC 4500000"), p.f.said());
    }

    @Test
    void shouldCountWhatAPositionHasPaidUntilItIsTurned() {
        p.trade(BTC, MAKER, DESK_A, "60000", "0.2").passToTheHour().pass(1);
        p.passToTheHour().pass(1);
        assertEquals(-300_000, fundingPaidOfDesk());
        p.saveAndLoad();

        p.trade(BTC, MAKER, DESK_A, "60000", "0.1");
        assertEquals(-300_000, fundingPaidOfDesk()); // grown: the same position still
        p.trade(BTC, DESK_A, MAKER, "60000", "0.4");
        assertEquals(0, fundingPaidOfDesk()); // turned
    }

    private long fundingPaidOfDesk() {
        final AccountInquiry inquiry = new AccountInquiry();
        inquiry.sessionId = VenueFixture.DESK;
        inquiry.msgSeqNum = p.f.nextSeqNum();
        inquiry.kind = InquiryKind.POSITIONS;
        inquiry.mode = InquiryMode.ONCE;
        inquiry.accountId = DESK_A;
        inquiry.instrumentId = BTC;
        p.venue.inquiries().ofAccounts(inquiry, p.f.nowNs++);
        return p.f.lastFundingPaidUnits;
    }

    @Test
    void shouldPayNothingForHoursThatWereMissedAndSaySo() {
        p.trade(BTC, DESK_A, MAKER, "60000", "1").passToTheHour();
        p.f.said();
        p.f.nowNs += (3 * 3_600 + 600) * PricedVenue.SECOND_NS;
        p.venue.clock().onStart(p.f.nowNs);
        p.passSilently(5 * PricedVenue.SECOND_NS);
        assertEquals(
                List.of("missed 4"),
                p.f.said().stream().filter(line -> line.startsWith("missed")).toList());
        assertEquals(0, p.venue.prices().fundingHistory(BTC).rateE9(0));
        p.passToTheHour().pass(1);
        assertEquals(2, p.f.said().size());
        assertEquals(100_000, p.venue.prices().fundingHistory(BTC).rateE9(0));
        assertEquals(20_000, p.venue.prices().fundingHistory(BTC).meanE9());
    }

    @Test
    void shouldPayAnHourThatARestartOverranByLessThanAMinute() {
        p.trade(BTC, DESK_A, MAKER, "60000", "1").passToTheHour();
        p.f.said();
        p.f.nowNs += 30 * PricedVenue.SECOND_NS;
        p.venue.clock().onStart(p.f.nowNs);
        p.passSilently(5 * PricedVenue.SECOND_NS);
        assertEquals(List.of("AP 1 1 -750000 USDC 100000", "AP 3 1 750000 USDC 100000"), p.f.said());
    }

    @Test
    void shouldConserveMoneyHourByHourWhateverIsHeld() {
        final Random random = new Random(17);
        for (int hour = 0; hour < 20; hour++) {
            for (int n = 0; n < 8; n++) {
                final int buyer = 1 + random.nextInt(4);
                final int seller = 1 + random.nextInt(4);
                final String lots = Integer.toString(1 + random.nextInt(900));
                p.trade(BTC, buyer, seller, Integer.toString(59_900 + random.nextInt(200)), "0." + lots);
                p.trade(INVERSE, buyer, seller, Integer.toString(59_900 + random.nextInt(200)), lots);
            }
            p.publish(IDX, 59_900 + random.nextInt(200) + ".123457");
            p.passToTheHour().pass(1);
            p.venue.stateHash(); // takes the full sums
        }
        assertTrue(p.venue.prices().fundingPoolUnits(Currency.USDC) > 0);
        assertTrue(p.venue.prices().fundingPoolUnits(Currency.USDC) < 20 * 8);
        assertTrue(p.venue.prices().fundingPoolUnits(Currency.BTC) < 20 * 8);
        p.saveAndLoad();
    }

    @Test
    void shouldPayAnInstrumentAtItsOwnInterval() {
        final long minuteNs = 60 * PricedVenue.SECOND_NS;
        final PricedVenue q = new PricedVenue(
                new FundingTerms(10 * minuteNs, 5 * PricedVenue.SECOND_NS, 100_000_000_000L, 100_000, 0, 40_000_000));
        q.trade(BTC, DESK_A, MAKER, "60000", "1").trade(INVERSE, DESK_A, MAKER, "60000", "600");
        q.passToTheHour().pass(1);
        q.place(MAKER, INVERSE, Side.BUY, "60600", "6000"); // 1 % from the first second on
        q.f.said();
        q.pass(300);
        q.f.massCancel("c", VenueFixture.MM, false);
        assertEquals(
                q.f.nowNs / minuteNs * minuteNs + 5 * minuteNs, q.venue.prices().nextFundingNs(INVERSE, q.f.nowNs));
        q.f.said();
        q.passSilently(5 * minuteNs);
        // 60 of 120 samples: 0.5 % for eight hours, 1/48 of it on a coin; the linear one waits for the hour
        assertEquals(List.of("AP 1 4 -10417 BTC 5000000", "AP 3 4 10416 BTC 5000000"), q.f.said());
        assertEquals(1, q.venue.prices().fundingPoolUnits(Currency.BTC));
        q.saveAndLoad();
        q.passSilently(50 * minuteNs);
        assertEquals(
                List.of("AP 1 1 -750000 USDC 100000", "AP 3 1 750000 USDC 100000"),
                q.f.said().stream().filter(line -> line.contains("USDC")).toList());
    }

    @Test
    void shouldCountSamplesOfAnotherGridAsMissing() {
        final long hourNs = FundingTerms.HOUR_NS;
        final long secondNs = PricedVenue.SECOND_NS;
        final PricedVenue q =
                new PricedVenue(new FundingTerms(hourNs, secondNs, 100_000_000_000L, 100_000, 0, 1_000_000_000));
        q.passToTheHour().pass(1);
        q.place(MAKER, INVERSE, Side.BUY, "60600", "6000");
        q.pass(1_800);
        q.f.massCancel("c", VenueFixture.MM, false);
        assertEquals(10_000_000, q.venue.prices().premiumE9(INVERSE, q.f.nowNs));
        q.terms(new FundingTerms(hourNs, 60 * secondNs, 100_000_000_000L, 100_000, 0, 1_000_000_000));
        assertEquals(0, q.venue.prices().premiumE9(INVERSE, q.f.nowNs));
    }

    @Test
    void shouldGiveTheTermStructureOfAFuture() {
        assertEquals(0, p.venue.prices().annualisedBasisE9(PricedVenue.FUTURE, p.f.nowNs));
        p.place(MAKER, PricedVenue.FUTURE, Side.BUY, "60060", "2");
        p.place(MAKER, PricedVenue.FUTURE, Side.SELL, "60060.5", "2").pass(600);
        assertTrue(p.venue.prices().annualisedBasisE9(PricedVenue.FUTURE, p.f.nowNs) > 1_000_000_000L);
        assertEquals(0, p.venue.prices().annualisedBasisE9(BTC, p.f.nowNs));
    }
}
