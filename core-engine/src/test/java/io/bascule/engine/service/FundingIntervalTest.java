package io.bascule.engine.service;

import static io.bascule.engine.instrument.FundingTerms.HOUR_NS;
import static io.bascule.engine.service.PricedVenue.INVERSE;
import static io.bascule.engine.service.PricedVenue.SECOND_NS;
import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.FundingTerms;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.order.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Funding of the inverse perpetual at intervals other than an hour, which the linear ones keep. */
final class FundingIntervalTest {
    private static final long MINUTE_NS = 60 * SECOND_NS;
    private static final FundingTerms EACH_TEN_MINUTES = each(10 * MINUTE_NS);
    /** What an hour of 0.01 % for eight hours comes to on a coin. */
    private static final List<String> AN_HOUR = List.of("AP 1 4 -1250 BTC 100000", "AP 3 4 1250 BTC 100000");

    private PricedVenue p;

    private static FundingTerms each(final long intervalNs) {
        return new FundingTerms(intervalNs, 5 * SECOND_NS, 100_000_000_000L, 100_000, 500_000, 40_000_000);
    }

    /** At a full hour, one coin held. */
    private void start(final FundingTerms terms) {
        p = new PricedVenue(terms);
        p.trade(INVERSE, DESK_A, MAKER, "60000", "600").passToTheHour().pass(1);
        p.f.said();
    }

    private List<String> paid() {
        return p.f.said().stream().filter(line -> line.startsWith("AP ")).toList();
    }

    private List<String> missed() {
        return p.f.said().stream().filter(line -> line.startsWith("missed ")).toList();
    }

    @Test
    void shouldPayAtTheInstrumentsOwnInterval() {
        start(EACH_TEN_MINUTES);
        p.trade(BTC, DESK_A, MAKER, "60000", "1");
        p.place(MAKER, INVERSE, Side.BUY, "60600", "6000").pass(300); // 1 % from the first second on
        p.f.massCancel("c", VenueFixture.MM, false);
        final long nowNs = p.f.nowNs;
        assertEquals(
                nowNs / MINUTE_NS * MINUTE_NS + 5 * MINUTE_NS, p.venue.prices().nextFundingNs(INVERSE, nowNs));
        assertEquals(nowNs / HOUR_NS * HOUR_NS + HOUR_NS, p.venue.prices().nextFundingNs(BTC, nowNs));
        p.f.said();
        p.passSilently(5 * MINUTE_NS);
        // 60 of 120 samples are 0.5 %, less 0.05 %; a 48th of it
        assertEquals(List.of("AP 1 4 -9375 BTC 4500000", "AP 3 4 9375 BTC 4500000"), paid());
        p.saveAndLoad();
        for (int n = 0; n < 4; n++) {
            p.passSilently(10 * MINUTE_NS);
        }
        assertEquals(List.of("AP 1 4 -209 BTC 100000", "AP 3 4 208 BTC 100000"), paid().subList(0, 2));
        assertEquals(5, p.venue.prices().fundingPoolUnits(Currency.BTC)); // one of each but the exact one
        p.passSilently(10 * MINUTE_NS);
        assertEquals(List.of("AP 1 1 -750000 USDC 100000", "AP 3 1 750000 USDC 100000"), paid().subList(0, 2));
    }

    @Test
    void shouldWantATimerWhenFundingIsDueThoughNothingMoves() {
        start(EACH_TEN_MINUTES);
        p.pass(5);
        assertEquals(
                p.f.nowNs / HOUR_NS * HOUR_NS + 10 * MINUTE_NS, p.venue.clock().nextNs());
    }

    @Test
    void shouldPayAfterAnotherIntervalForWhatWasNotPaidYet() {
        start(each(HOUR_NS)); // 23:00
        p.passSilently(30 * MINUTE_NS);
        p.terms(each(8 * HOUR_NS));
        p.passToTheHour().pass(1); // 00:00, of which one hour is not paid
        assertEquals(AN_HOUR, paid());
        p.passSilently(5 * HOUR_NS + 30 * MINUTE_NS);
        assertEquals(List.of(), paid());
        p.terms(each(HOUR_NS));
        p.passToTheHour().pass(1); // 06:00
        assertEquals(List.of("AP 1 4 -7500 BTC 100000", "AP 3 4 7500 BTC 100000"), paid());
        p.passToTheHour().pass(1);
        assertEquals(AN_HOUR, paid());
    }

    @Test
    void shouldTakeThePremiumOverTheTimeThatIsPaidForAfterAnotherInterval() {
        start(each(HOUR_NS)); // 23:00
        p.passSilently(30 * MINUTE_NS);
        p.terms(each(8 * HOUR_NS));
        p.passToTheHour().pass(1);
        p.f.said();
        p.passSilently(2 * HOUR_NS);
        p.place(MAKER, INVERSE, Side.BUY, "60600", "6000").pass(1); // 1 % from 02:00:02 on
        p.passSilently(HOUR_NS);
        final long heldFrom = p.f.nowNs;
        p.terms(each(HOUR_NS)); // 03:00
        assertNear(3_333_333, p.venue.prices().premiumE9(INVERSE, heldFrom), 20_000);
        p.passToTheHour().pass(1); // two of four hours are sampled: 0.5 % less the clamp, for four hours of eight
        final List<String> paid = paid();
        assertEquals(2, paid.size());
        assertNear(4_500_000, word(paid.get(0), 5), 20_000);
        assertNear(-225_000, word(paid.get(0), 3), 1_000);
    }

    private static void assertNear(final long expected, final long found, final long slack) {
        assertTrue(Math.abs(found - expected) <= slack, () -> found + " is not near " + expected);
    }

    private static long word(final String line, final int n) {
        return Long.parseLong(List.of(line.split(" ", -1)).get(n));
    }

    @Test
    void shouldNotChargeForTheTimeDownWhenTheVenueComesBackWithAnotherInterval() {
        start(each(HOUR_NS));
        p.passToTheHour().pass(1); // 00:00
        p.f.said();
        comeBack(30 * MINUTE_NS, 7 * HOUR_NS, each(8 * HOUR_NS)); // down from 00:30 to 07:30
        assertEquals(List.of("missed 4 for 21600 s"), missed()); // 01:00 to 07:00
        p.saveAndLoad();
        p.passToTheHour().pass(1);
        assertEquals(AN_HOUR, paid()); // 07:00 to 08:00
    }

    @Test
    void shouldChargeForTheTimeUpWhenTheVenueComesBackWithAnotherInterval() {
        start(each(8 * HOUR_NS));
        p.passToTheHour().pass(1); // 00:00
        p.f.said();
        comeBack(4 * HOUR_NS - MINUTE_NS, 20 * MINUTE_NS, each(HOUR_NS)); // down from 03:59 to 04:19
        assertEquals(List.of(), p.f.said()); // nothing was due
        p.saveAndLoad();
        p.passToTheHour().pass(1);
        assertEquals(List.of("AP 1 4 -6250 BTC 100000", "AP 3 4 6250 BTC 100000"), paid()); // 00:00 to 05:00
    }

    /** After so long up, so long down, the venue starts, with other terms before anything moves. */
    private void comeBack(final long upNs, final long downNs, final FundingTerms terms) {
        p.passSilently(upNs);
        p.f.said();
        p.f.nowNs += downNs;
        p.venue.clock().onStart(p.f.nowNs);
        assertEquals(List.of(), p.f.said());
        p.termsLoudly(terms);
        p.passSilently(5 * SECOND_NS);
    }

    @Test
    void shouldSayWhatWasMissedToWhoHeldItOnly() {
        start(EACH_TEN_MINUTES);
        p.trade(INVERSE, MAKER, DESK_A, "60000", "600").trade(BTC, DESK_A, MAKER, "60000", "1");
        stop(22 * MINUTE_NS);
        assertEquals(List.of(), missed());
        p.trade(INVERSE, DESK_A, MAKER, "60000", "600");
        stop(22 * MINUTE_NS);
        assertEquals(List.of("missed 4 for 600 s"), missed());
        assertEquals(0, p.venue.prices().fundingHistory(INVERSE).rateE9(0));
        stop(20 * MINUTE_NS);
        assertEquals(List.of("missed 1 for 0 s", "missed 4 for 600 s"), missed());
    }

    /** The venue is down for so long. */
    private void stop(final long ns) {
        p.f.said();
        p.f.nowNs += ns;
        p.venue.clock().onStart(p.f.nowNs);
        p.passSilently(5 * SECOND_NS);
    }

    @Test
    void shouldCountSamplesOfAnotherGridAsMissing() {
        start(each(HOUR_NS));
        p.place(MAKER, INVERSE, Side.BUY, "60600", "6000").pass(1_800);
        p.f.massCancel("c", VenueFixture.MM, false);
        assertEquals(10_000_000, p.venue.prices().premiumE9(INVERSE, p.f.nowNs));
        p.terms(new FundingTerms(HOUR_NS, 60 * SECOND_NS, 100_000_000_000L, 100_000, 500_000, 40_000_000));
        assertEquals(0, p.venue.prices().premiumE9(INVERSE, p.f.nowNs));
    }

    @Test
    void shouldBeginAnewOnceListedAgain() {
        start(EACH_TEN_MINUTES);
        p.trade(INVERSE, MAKER, DESK_A, "60000", "600");
        p.place(MAKER, INVERSE, Side.BUY, "60600", "6000").pass(300);
        p.f.massCancel("c", VenueFixture.MM, false);
        final List<InstrumentDefinition> others = new ArrayList<>(p.instruments());
        others.remove(INVERSE - 1);
        p.reconfigure(104, others);
        p.saveAndLoad();
        p.passSilently(4 * HOUR_NS);
        p.reconfigure(105, p.instruments());
        assertEquals(0, p.venue.prices().premiumE9(INVERSE, p.f.nowNs));
        assertEquals(0, p.venue.prices().fundingHistory(INVERSE).size());
        p.trade(INVERSE, DESK_A, MAKER, "60000", "600");
        p.f.said();
        p.pass(600);
        assertEquals(List.of("AP 1 4 -209 BTC 100000", "AP 3 4 208 BTC 100000"), paid());
        p.saveAndLoad();
    }

    @Test
    void shouldRefuseIntervalsThatRoundingWouldDistortOrThatDoNotDivideARate() {
        assertNull(each(600 * SECOND_NS).problem());
        assertNull(each(8 * HOUR_NS).problem());
        for (final long seconds : new long[] {0, -3_600, 5, 595, 700, 7_000, 57_600}) {
            assertNotNull(each(seconds * SECOND_NS).problem());
        }
    }
}
