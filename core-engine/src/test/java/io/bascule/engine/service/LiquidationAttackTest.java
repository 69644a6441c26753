package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.DESK_B;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static io.bascule.engine.service.VenueFixture.MICROS;
import static io.bascule.engine.service.VenueFixture.OTHER;
import static io.bascule.engine.service.VenueFixture.SOL;
import static io.bascule.engine.service.VenueFixture.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.OracleRules;
import io.bascule.engine.order.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Attacks that others have suffered, by name: what each would need is refused, or costs the attacker. DESK-A has
 * 1,000,000 USDC; three sources, quorum 2, stale after 10 s.
 */
final class LiquidationAttackTest {
    private static final OracleRules RULES = new OracleRules(2, 10 * PricedVenue.SECOND_NS, 10_000);

    private final PricedVenue p = new PricedVenue(RULES, 200_000, List.of());

    LiquidationAttackTest() {
        for (int second = 0; second < 100; second++) {
            publishSol();
            p.publish(1, "60000", "60000", "60000");
        }
        for (final String name : List.of("DESK-A", "DESK-B")) {
            assertEquals(null, p.venue.operator().transfer(name, Currency.USDC, -50_000_000 * MICROS, p.f.nowNs));
            final long coins = p.venue.holdings().cashUnits(name.equals("DESK-A") ? DESK_A : DESK_B, Currency.BTC);
            assertEquals(null, p.venue.operator().transfer(name, Currency.BTC, -coins, p.f.nowNs));
        }
        p.f.said();
        p.f.stepped();
    }

    private void publishSol() {
        publishSol("150");
    }

    private void publishSol(final String price) {
        for (int source = VenueFixture.IDX; source <= PricedVenue.IDX3; source++) {
            p.venue.publishIndex(source, p.f.nextSeqNum(), false, SOL, e8(price), p.f.nowNs++);
        }
    }

    /** Slowly enough for the sources to agree on the way. */
    private void slide(final int from, final int to) {
        for (int price = from; price >= to; price -= 200) {
            final String text = Integer.toString(price);
            p.publish(1, text, text, text);
        }
    }

    private PricedVenue longHundred() {
        p.trade(BTC, DESK_A, MAKER, "60000", "100");
        p.f.said();
        return p;
    }

    @Test
    void aSingleBadIndexSource() {
        longHundred().publish(120, "60000", "60000", "51000");
        assertEquals("60000", p.index());
        assertEquals(List.of(), p.f.stepped());
    }

    @Test
    void silencingTheIndexWhileAnAccountIsLiquidated() {
        longHundred();
        slide(60_000, 54_000);
        p.pass(1);
        assertTrue(p.f.stepped().contains("UNWIND 1"));
        p.pass(11); // all are stale
        p.place(OTHER, BTC, Side.BUY, "53990", "100");
        p.pass(30);
        assertEquals(List.of("UNFILLED 1", "R 1 legs 1", "HELD 1"), p.f.stepped()); // its clock stands from here on
        assertEquals(100_000, p.venue.holdings().positionLots(DESK_A, BTC));
        p.publish(85, "54000", "54000", "54000"); // thaws after 30 s, liquidates 60 s later
        assertEquals(List.of(), p.f.stepped());
        p.publish(10, "54000", "54000", "54000");
        assertEquals(List.of("RESUMED 1"), p.f.stepped());
    }

    @Test
    void silencingTheIndexOfTheCollateral() {
        assertEquals(null, p.venue.operator().transfer("DESK-A", Currency.BTC, 1_000_000, p.f.nowNs)); // 600 USD
        p.trade(SOL, DESK_A, MAKER, "150", "26000"); // MM is about 20 %
        for (int price = 1_490; price >= 1_370; price -= 10) {
            publishSol(price / 10 + "." + price % 10);
            p.publish(1, "60000", "60000", "60000");
        }
        assertTrue(p.f.stepped().contains("UNWIND 1"));
        for (int second = 0; second < 12; second++) { // nobody says what the coins are worth
            publishSol("137");
            p.pass(1);
        }
        assertTrue(p.f.stepped().contains("HELD 1"));
        assertNotNull(p.venue.operator().transfer("DESK-A", Currency.USDC, -1, p.f.nowNs));
        assertEquals(null, p.venue.operator().transfer("DESK-B", Currency.USDC, -1, p.f.nowNs)); // it has none
    }

    @Test
    void aMarkManipulatedOnAThinBook() {
        longHundred();
        slide(60_000, 55_400);
        p.publish(60, "55400", "55400", "55400"); // equity 537,600 over 531,840: 1.011
        p.f.stepped();
        // A few lots far below: the book is below the impact notional of 100,000, and the last trade is one of three.
        for (int second = 0; second < 60; second++) {
            p.place(OTHER, BTC, Side.BUY, "50000", "0.1");
            p.trade(BTC, MAKER, OTHER, "50000", "0.1");
            p.publish(1, "55400", "55400", "55400");
        }
        assertEquals("55400", p.mark(BTC));
        assertEquals(List.of(), p.f.stepped());
    }

    @Test
    void aMarkManipulatedOnABookThatTheAttackerFills() {
        longHundred();
        for (int second = 0; second < 300; second++) { // both sides, far below, five minutes
            if (second == 0) {
                p.place(OTHER, BTC, Side.BUY, "50000", "50");
                p.place(OTHER, BTC, Side.SELL, "50010", "50");
            }
            p.publish(1, "60000", "60000", "60000");
        }
        assertEquals("59400", p.mark(BTC)); // no further than 1 % from the index
        assertEquals(List.of(), p.f.stepped());
    }

    @Test
    void pumpingAnIlliquidInstrumentToBorrow() {
        p.trade(SOL, DESK_A, DESK_B, "150", "10000"); // the attacker on both sides
        final long cash = p.venue.holdings().cashUnits(DESK_A, Currency.USDC);
        for (int second = 0; second < 300; second++) {
            p.trade(SOL, DESK_A, DESK_B, "179", "1");
            publishSol();
            p.publish(1, "60000", "60000", "60000");
        }
        assertTrue(p.venue.prices().markE8(SOL) <= e8("151.5"), p.mark(SOL));
        // What it has gained by mark cannot leave, and what it paid for the pump is gone.
        assertNotNull(p.venue.operator().transfer("DESK-A", Currency.USDC, -cash, p.f.nowNs));
        assertTrue(p.venue.holdings().cashUnits(DESK_A, Currency.USDC) < cash);
    }

    @Test
    void withdrawingUnrealisedGains() {
        p.trade(BTC, DESK_A, MAKER, "60000", "100");
        for (int price = 60_000; price <= 66_000; price += 200) {
            final String text = Integer.toString(price);
            p.publish(1, text, text, text);
        }
        p.publish(60, "66000", "66000", "66000"); // 600,000 of gains; 10 % of 6.6 M, or IM of 794,640, stay
        final long free = 997_600 - 794_640;
        assertNotNull(p.venue.operator().transfer("DESK-A", Currency.USDC, -(free + 1) * MICROS, p.f.nowNs));
        assertEquals(null, p.venue.operator().transfer("DESK-A", Currency.USDC, -free * MICROS + MICROS, p.f.nowNs));
    }

    @Test
    void selfLiquidationOfAPositionLargerThanTheBook() {
        // The attacker's other account waits with bids 15 % below for the venue to dump its long on them.
        longHundred();
        p.place(DESK_B, BTC, Side.BUY, "48500", "50");
        slide(60_000, 54_000);
        for (int second = 0; second < 20; second++) {
            p.publish(1, "54000", "54000", "54000");
        }
        final List<String> steps = p.f.stepped();
        assertTrue(steps.contains("UNFILLED 1"), steps::toString); // no slice trades below its limit
        assertFalse(steps.stream().anyMatch(step -> step.startsWith("SLICE")), steps::toString);
        assertEquals(0, p.venue.holdings().positionLots(DESK_B, BTC));
        p.venue.stateHash(); // sums up all money and positions
    }
}
