package io.bascule.engine.service;

import static io.bascule.engine.order.OrderRequest.ABSENT;
import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static io.bascule.engine.service.VenueFixture.MICROS;
import static io.bascule.engine.service.VenueFixture.MM;
import static io.bascule.engine.service.VenueFixture.SOL;
import static io.bascule.engine.service.VenueFixture.e8;
import static io.bascule.engine.service.VenueFixture.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.Report;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trades that the operator busts or corrects: orders, reports, positions, money. Fees: maker 1 bp, taker 4 bp. */
final class TradeAmendmentTest {
    private static final int SMALL = 4;

    private final VenueFixture f = new VenueFixture();

    @Test
    void shouldGiveBackPositionsCashAndFeesOfABustedTrade() {
        final long deskBefore = equity(DESK, DESK_A);
        final long makerBefore = equity(MM, MAKER);
        tradeTwo();
        assertEquals(-48 * MICROS, equity(DESK, DESK_A) - deskBefore, "2 at 60000 cost 4 bp");
        assertNull(f.venue.operator().bustTrade(1, f.nowNs++));
        assertEquals(deskBefore, equity(DESK, DESK_A));
        assertEquals(makerBefore, equity(MM, MAKER));
        assertEquals(0, f.preview(DESK, DESK_A, BatchMode.SEPARATE, 0).positionCount);
        f.venue.stateHash(); // takes the full sums
    }

    @Test
    void shouldReportBothSidesWithTheReportThatIsUndone() {
        tradeTwo();
        final long lastEvent = f.venue.lastEventNumber();
        f.sequences.clear();
        assertNull(f.venue.operator().bustTrade(1, f.nowNs++));
        assertEquals(
                List.of(
                        "8 1 11=a 150=H 39=4 14=0 151=0 32=2 31=60000",
                        "8 2 11=q0 150=H 39=0 14=0 151=1 32=2 31=60000"),
                f.said());
        final Report maker = f.lastReport;
        assertEquals(lastEvent + 2, maker.eventNumber);
        assertEquals(lastEvent, maker.execRefEventNumber, "the maker's fill was the last event");
        assertEquals(1, maker.tradeId);
        assertEquals(-12 * MICROS, maker.feeUnits, "given back");
        assertEquals(0, maker.avgPxE8);
        assertEquals("1", plain(maker.orderQtyE8), "38 = 14 + 151 while it is open");
        assertEquals(2, f.sequences.size());
        assertTrue(f.sequences.get(0).matches("1:\\d+ 4:\\d+"), "the drop copy follows: " + f.sequences);
    }

    @Test
    void shouldKeepTheRestOfAnOpenOrderInItsPlace() {
        tradeTwo();
        f.venue.operator().bustTrade(1, f.nowNs++);
        f.said();
        f.place("b", DESK, DESK_A, BTC, Side.BUY, "60000", "3", TimeInForce.IOC);
        assertEquals(
                List.of(
                        "8 1 11=b 150=0 39=0 14=0 151=3",
                        "8 1 11=b 150=F 39=1 14=1 151=2 32=1 31=60000",
                        "8 2 11=q0 150=F 39=2 14=1 151=0 32=1 31=60000",
                        "8 1 11=b 150=4 39=4 14=1 151=0"),
                f.said(),
                "what was busted does not trade again");
    }

    @Test
    void shouldReplaceAnOrderThatABustMadeSmaller() {
        tradeTwo();
        f.venue.operator().bustTrade(1, f.nowNs++);
        f.said();
        f.replace(MM, "q9", "q0", BTC, Side.SELL, "60000", "5");
        f.replace(MM, "q10", "q9", BTC, Side.SELL, "60000", "4");
        assertEquals(
                List.of("8 2 11=q9 41=q0 150=5 39=0 14=0 151=5", "8 2 11=q10 41=q9 150=5 39=0 14=0 151=4"), f.said());
        f.venue.stateHash();
    }

    @Test
    void shouldLeaveAPartlyBustedOrderPartlyFilled() {
        f.quote(BTC, Side.SELL, "60000", "1").quote(BTC, Side.SELL, "60002", "1");
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "60002", "3", TimeInForce.GTC).said();
        assertNull(f.venue.operator().bustTrade(2, f.nowNs++));
        assertEquals(
                List.of(
                        "8 1 11=a 150=H 39=1 14=1 151=1 32=1 31=60002",
                        "8 2 11=q1 150=H 39=4 14=0 151=0 32=1 31=60002"),
                f.said());
        f.status(DESK, "a");
        assertEquals(e8("60000"), f.lastReport.avgPxE8);
        assertEquals(e8("2"), f.lastReport.orderQtyE8);
    }

    @Test
    void shouldKeepTheStateOfACancelledOrder() {
        tradeTwo();
        f.cancel(MM, "x", "q0").said();
        assertNull(f.venue.operator().bustTrade(1, f.nowNs++));
        assertEquals("8 2 11=x 150=H 39=4 14=0 151=0 32=2 31=60000", f.said().get(1));
    }

    @Test
    void shouldCorrectAPrice() {
        final long deskBefore = equity(DESK, DESK_A);
        final long makerBefore = equity(MM, MAKER);
        tradeTwo();
        assertNull(f.venue.operator().correctTrade(1, e8("59000"), ABSENT, f.nowNs++));
        assertEquals(
                List.of(
                        "8 1 11=a 150=G 39=2 14=2 151=0 32=2 31=59000",
                        "8 2 11=q0 150=G 39=1 14=2 151=1 32=2 31=59000"),
                f.said());
        assertEquals(e8("59000"), f.lastReport.avgPxE8);
        assertEquals(11_800_000, f.lastReport.feeUnits, "1 bp of 118000");
        // Bought 2 at 59000, worth 60000 each; 4 bp of 118000 and 1 bp of it.
        assertEquals(2_000_000_000L - 47_200_000, equity(DESK, DESK_A) - deskBefore);
        assertEquals(-2_000_000_000L - 11_800_000, equity(MM, MAKER) - makerBefore);
        f.venue.stateHash();
    }

    @Test
    void shouldCorrectAQuantityDownwards() {
        tradeTwo();
        assertNull(f.venue.operator().correctTrade(1, ABSENT, e8("0.5"), f.nowNs++));
        assertEquals(
                List.of(
                        "8 1 11=a 150=G 39=4 14=0.5 151=0 32=0.5 31=60000",
                        "8 2 11=q0 150=G 39=1 14=0.5 151=1 32=0.5 31=60000"),
                f.said());
        final PreviewReport standing = f.preview(DESK, DESK_A, BatchMode.SEPARATE, 0);
        assertEquals("0.5", plain(standing.positions[0].beforeE8));
    }

    @Test
    void shouldBustWhatWasCorrectedAndReferToTheCorrection() {
        final long before = equity(DESK, DESK_A);
        tradeTwo();
        f.venue.operator().correctTrade(1, e8("59000"), e8("1"), f.nowNs++);
        final long corrected = f.venue.lastEventNumber();
        f.said();
        assertNull(f.venue.operator().bustTrade(1, f.nowNs++));
        assertEquals(
                List.of(
                        "8 1 11=a 150=H 39=4 14=0 151=0 32=1 31=59000",
                        "8 2 11=q0 150=H 39=0 14=0 151=1 32=1 31=59000"),
                f.said());
        assertEquals(corrected, f.lastReport.execRefEventNumber);
        assertEquals(before, equity(DESK, DESK_A));
    }

    @Test
    void shouldRefuseASecondBustAndTheSameCorrection() {
        tradeTwo();
        assertEquals(
                "trade 1 has this price and quantity already",
                f.venue.operator().correctTrade(1, e8("60000"), ABSENT, f.nowNs++));
        assertNull(f.venue.operator().bustTrade(1, f.nowNs++));
        f.said();
        final long hash = f.venue.stateHash();
        assertEquals("trade 1 was busted before", f.venue.operator().bustTrade(1, f.nowNs++));
        assertEquals("trade 1 was busted before", f.venue.operator().correctTrade(1, e8("59000"), ABSENT, f.nowNs++));
        assertEquals(List.of(), f.said());
        assertEquals(hash, f.venue.stateHash());
    }

    @Test
    void shouldRefuseUnknownTradesAndWrongTerms() {
        tradeTwo();
        final long hash = f.venue.stateHash();
        assertEquals("there is no trade 2", f.venue.operator().bustTrade(2, f.nowNs++));
        assertEquals("there is no trade 0", f.venue.operator().bustTrade(0, f.nowNs++));
        assertEquals("there is no trade -1", f.venue.operator().bustTrade(-1, f.nowNs++));
        for (final String price : List.of("0", "-60000", "60000.25", "1000000.5")) {
            assertTrue(f.venue
                    .operator()
                    .correctTrade(1, e8(price), ABSENT, f.nowNs++)
                    .startsWith("the price must be"));
        }
        for (final String quantity : List.of("0", "-1", "0.0005", "2.001")) {
            assertTrue(f.venue
                    .operator()
                    .correctTrade(1, ABSENT, e8(quantity), f.nowNs++)
                    .startsWith("the quantity must be"));
        }
        f.hasRoom = false;
        assertTrue(f.venue.operator().bustTrade(1, f.nowNs++).startsWith("the venue is busy"));
        assertEquals(List.of(), f.said());
        assertEquals(hash, f.venue.stateHash());
    }

    @Test
    void shouldRefuseATradeWhoseOrderIsForgotten() {
        tradeTwo();
        for (int n = 0; n < 1_001; n++) {
            f.place("z" + n, DESK, DESK_A, SOL, Side.BUY, "150", "0.1", TimeInForce.IOC);
        }
        f.said();
        assertEquals(
                "trade 1 is too old: an order of it is no longer remembered",
                f.venue.operator().bustTrade(1, f.nowNs++));
    }

    @Test
    void shouldRefuseABustThatWouldPassThePositionLimit() {
        f.venue.beginConfiguration(8, 100);
        f.defineAll(0);
        f.venue.define(VenueFixture.instrument("SOL-SMALL", "SOL", "0.01", "0.1", "10000", "10", "10"));
        f.venue.endConfiguration();
        f.quote(SMALL, Side.BUY, "150", "5");
        f.place("a", DESK, DESK_A, SMALL, Side.SELL, "150", "5", TimeInForce.IOC);
        f.quote(SMALL, Side.SELL, "150", "10");
        f.place("b", DESK, DESK_A, SMALL, Side.BUY, "150", "10", TimeInForce.IOC);
        f.quote(SMALL, Side.SELL, "150", "3");
        f.place("c", DESK, DESK_A, SMALL, Side.BUY, "150", "3", TimeInForce.IOC).said();
        // The desk is long 8 of at most 10; without its sale of 5 it would be long 13.
        final long hash = f.venue.stateHash();
        assertEquals(
                "a position would pass the position limit of SOL-SMALL",
                f.venue.operator().bustTrade(1, f.nowNs++));
        assertEquals(
                "a position would pass the position limit of SOL-SMALL",
                f.venue.operator().correctTrade(1, ABSENT, e8("2.9"), f.nowNs++));
        assertEquals(hash, f.venue.stateHash());
        assertNull(f.venue.operator().correctTrade(1, ABSENT, e8("3"), f.nowNs++), "long 10");
    }

    /** It is worked out by a division by the price, which a bust has none of. */
    @Test
    void shouldBustATradeThatSettlesInCoins() {
        final PricedVenue p = new PricedVenue();
        final VenueHoldings holdings = p.venue.holdings();
        final long coins = holdings.cashUnits(DESK_A, Currency.BTC);
        p.place(MAKER, PricedVenue.INVERSE, Side.SELL, "60000", "600");
        p.place(DESK_A, PricedVenue.INVERSE, Side.BUY, "60000", "600");
        assertEquals(600, holdings.positionLots(DESK_A, PricedVenue.INVERSE));

        assertNull(p.venue.operator().bustTrade(1, p.f.nowNs++));

        assertEquals(0, holdings.positionLots(DESK_A, PricedVenue.INVERSE));
        assertEquals(coins, holdings.cashUnits(DESK_A, Currency.BTC));
        p.venue.stateHash();
    }

    @Test
    void shouldAmendATradeOfAnAccountWithItself() {
        final long before = equity(DESK, DESK_A);
        f.place("s", DESK, DESK_A, BTC, Side.SELL, "60000", "1", TimeInForce.GTC);
        f.place("b", DESK, DESK_A, BTC, Side.BUY, "60000", "1", TimeInForce.IOC);
        assertNull(f.venue.operator().correctTrade(1, e8("60001"), ABSENT, f.nowNs++));
        assertNull(f.venue.operator().bustTrade(1, f.nowNs++));
        assertEquals(before, equity(DESK, DESK_A));
        f.venue.stateHash();
    }

    @Test
    void shouldRememberOnlyTheLastTrades() {
        final TradeLog log = new TradeLog();
        final Trade trade = new Trade();
        for (long id = 1; id <= TradeLog.MAX_TRADES + 5L; id++) {
            trade.tradeId = id;
            trade.lots = id * 10;
            log.add(trade);
        }
        assertEquals(TradeLog.MAX_TRADES, log.size());
        assertTrue(!log.holds(5) && log.holds(6) && log.holds(TradeLog.MAX_TRADES + 5L));
        assertTrue(!log.holds(TradeLog.MAX_TRADES + 6L));
        log.get(6, trade);
        assertEquals(60, trade.lots);
        log.get(TradeLog.MAX_TRADES + 5L, trade);
        assertEquals((TradeLog.MAX_TRADES + 5L) * 10, trade.lots);
    }

    /** MAKER sells 3 at 60000, DESK-A buys 2 of them: trade 1. */
    private void tradeTwo() {
        f.quote(BTC, Side.SELL, "60000", "3");
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "60000", "2", TimeInForce.GTC).said();
    }

    private long equity(final int session, final int account) {
        return f.standing(session, account).before.equityMicros;
    }
}
