package io.bascule.engine.service;

import static io.bascule.engine.service.PricedVenue.EXPIRY_NS;
import static io.bascule.engine.service.PricedVenue.FUTURE;
import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.DESK_B;
import static io.bascule.engine.service.VenueFixture.IDX;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static io.bascule.engine.service.VenueFixture.OTHER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.OracleRules;
import io.bascule.engine.order.ExecCause;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expiry of a dated future at 23:30: the average of the index from 23:00:01 to 23:30:00. */
final class SettlementTest {
    private final PricedVenue p = new PricedVenue();

    @Test
    void shouldSettleAtTheAverageOfTheLastHalfHour() {
        p.trade(FUTURE, DESK_A, MAKER, "60000", "3").trade(FUTURE, DESK_B, OTHER, "60200", "1");
        p.f.place("x", VenueFixture.DESK2, OTHER, FUTURE, Side.BUY, "50000", "1", TimeInForce.GTC);
        passTo(EXPIRY_NS - 1_800 * PricedVenue.SECOND_NS);
        p.publish(IDX, "61000"); // for 900 s of the 1,800
        passTo(EXPIRY_NS - 900 * PricedVenue.SECOND_NS);
        p.publish(IDX, "62000");
        passTo(EXPIRY_NS - PricedVenue.SECOND_NS);
        p.f.said();
        final List<ExecCause> causes = new ArrayList<>();
        p.f.watcher = report -> causes.add(report.execCause);
        final long before = cash();
        p.pass(1);
        assertEquals(
                List.of(
                        "8 3 11=x 150=4 39=4 14=0 151=0 378=8",
                        "f EXPIRED 1 5 62000",
                        "8 0 11= 150=0 39=0 14=0 151=3",
                        "8 0 11= 150=0 39=0 14=0 151=3",
                        "8 0 11= 150=F 39=2 14=3 151=0 32=3 31=61500",
                        "8 0 11= 150=F 39=2 14=3 151=0 32=3 31=61500",
                        "8 0 11= 150=0 39=0 14=0 151=1",
                        "8 0 11= 150=0 39=0 14=0 151=1",
                        "8 0 11= 150=F 39=2 14=1 151=0 32=1 31=61500",
                        "8 0 11= 150=F 39=2 14=1 151=0 32=1 31=61500",
                        "f SETTLED 1 5 61500"),
                p.f.said());
        assertEquals(ExecCause.NONE, causes.get(0));
        assertTrue(causes.stream().skip(1).allMatch(cause -> cause == ExecCause.SETTLEMENT));
        assertEquals(before, cash()); // what one gains the other pays, and there is no fee
        p.venue.stateHash(); // takes the full sums
        p.saveAndLoad();
    }

    @Test
    void shouldPairLongsAndShortsByAccountId() {
        p.trade(FUTURE, DESK_A, MAKER, "60000", "3").trade(FUTURE, DESK_B, MAKER, "60000", "2");
        p.trade(FUTURE, DESK_B, OTHER, "60000", "1");
        final List<String> fills = new ArrayList<>();
        p.f.watcher = report -> {
            if (report.execType == ExecType.TRADE) {
                fills.add(report.accountId + ":" + VenueFixture.plain(report.lastQtyE8));
            }
        };
        passTo(EXPIRY_NS);
        assertEquals(List.of("1:3", "3:3", "2:2", "3:2", "2:1", "4:1"), fills);
    }

    /** A future at prices of at most 70,000 is settled: its line in the configuration need not be taken out at once. */
    @Test
    void shouldLetTheIndexPassWhatASettledFutureCouldCost() {
        p.reconfigure(200, p.instrumentsWithCheapFuture("70000"));
        p.publish(IDX, "69000").publish(IDX, "71000");
        assertEquals("69000", p.index());
        passTo(EXPIRY_NS + PricedVenue.SECOND_NS);
        p.publish(IDX, "71000");
        assertEquals("71000", p.index());
        p.saveAndLoad();
    }

    @Test
    void shouldTakeNoOrderAfterTheExpiry() {
        passTo(EXPIRY_NS - 1);
        p.place(DESK_A, FUTURE, Side.BUY, "60000", "1");
        passTo(EXPIRY_NS + 1);
        p.f.said();
        p.place(DESK_A, FUTURE, Side.BUY, "60000", "1");
        assertTrue(p.f.said().get(0).endsWith(" INSTRUMENT_EXPIRED"));
        assertNotNull(p.venue.operator().bustTrade(1, p.f.nowNs++));
        p.publish(IDX, "60100");
        assertEquals("60000", p.mark(FUTURE)); // as it was settled, for ever
    }

    @Test
    void shouldSettleWithTheSamplesThereAreWhenItWasDown() {
        p.trade(FUTURE, DESK_A, MAKER, "60000", "1");
        passTo(EXPIRY_NS - 1_800 * PricedVenue.SECOND_NS);
        p.publish(IDX, "61000");
        passTo(EXPIRY_NS - 1_000 * PricedVenue.SECOND_NS);
        p.f.said();
        p.f.nowNs = EXPIRY_NS + 7_200 * PricedVenue.SECOND_NS;
        p.venue.clock().onStart(p.f.nowNs);
        p.passSilently(5 * PricedVenue.SECOND_NS);
        assertTrue(p.f.said().contains("f SETTLED 1 5 61000"));
    }

    @Test
    void shouldWaitForAPriceThatTheFrozenIndexDoesNotGive() {
        final PricedVenue frozen =
                new PricedVenue(new OracleRules(1, 10 * PricedVenue.SECOND_NS, 10_000), 200_000, List.of());
        frozen.publish(31, "60000", null, null);
        frozen.trade(FUTURE, DESK_A, MAKER, "60000", "1");
        frozen.pass(11).f.said();
        frozen.passSilently(EXPIRY_NS - frozen.f.nowNs);
        assertTrue(frozen.f.said().contains("f EXPIRED 1 5 60000"));
        frozen.publish(30, "61000", null, null);
        assertEquals(List.of(), frozen.f.said());
        frozen.publish(2, "61000", null, null);
        assertTrue(frozen.f.said().contains("f SETTLED 1 5 61000"));
        frozen.venue.stateHash();
    }

    @Test
    void shouldPayNoFundingOfAFuture() {
        p.trade(FUTURE, DESK_A, MAKER, "60000", "1").passToTheHour();
        p.f.said();
        p.pass(1);
        assertEquals(List.of(), p.f.said());
        assertEquals(0, p.venue.prices().fundingHistory(FUTURE).size());
        assertEquals(1, p.venue.prices().fundingHistory(BTC).size());
    }

    private long cash() {
        return p.venue.holdings().cashUnits(Currency.USDC) - p.venue.holdings().costUnits(Currency.USDC);
    }

    private void passTo(final long ns) {
        p.passSilently(ns - p.f.nowNs);
    }
}
