package io.bascule.engine.service;

import static io.bascule.engine.order.OrderRequest.ABSENT;
import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.ETH;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static io.bascule.engine.service.VenueFixture.MICROS;
import static io.bascule.engine.service.VenueFixture.MM;
import static io.bascule.engine.service.VenueFixture.SOL;
import static io.bascule.engine.service.VenueFixture.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderConditions;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.ReportContext;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trades of combinations that the operator busts, all legs or none, or whose prices are corrected. */
final class CombinationAmendmentTest {
    private static final int SMALL = 4;

    private final CombinationRequest combination = new CombinationRequest();
    private VenueFixture f = new VenueFixture();

    @Test
    void shouldBustEveryLegByAnyTradeOfIt() {
        for (final long tradeId : new long[] {1, 2, 3}) {
            final CombinationAmendmentTest test = new CombinationAmendmentTest();
            test.shouldBustEveryLeg(tradeId);
        }
    }

    private void shouldBustEveryLeg(final long tradeId) {
        final long deskBefore = equity(DESK, DESK_A);
        final long makerBefore = equity(MM, MAKER);
        tradeThree();
        assertTrue(equity(DESK, DESK_A) < deskBefore);
        final long fills = f.venue.lastEventNumber();
        f.sequences.clear();

        assertNull(f.venue.operator().bustTrade(tradeId, f.nowNs++));

        assertEquals(
                List.of(
                        "8 1 11=c 150=H 39=4 14=1 151=0 32=1 31=60000 442=2 654=",
                        "8 2 11=q0 150=H 39=4 14=0 151=0 32=1 31=60000",
                        "8 1 11=c 150=H 39=4 14=0 151=0 32=1 31=60010 442=2 654=",
                        "8 2 11=q1 150=H 39=0 14=0 151=9 32=1 31=60010",
                        "8 1 11=c 150=H 39=4 14=0 151=0 32=40 31=3000 442=2 654=",
                        "8 2 11=q2 150=H 39=0 14=0 151=60 32=40 31=3000"),
                f.said());
        assertEquals(fills, f.lastReport.execRefEventNumber, "the maker's fill was the last event");
        assertEquals(3, f.lastReport.tradeId);
        assertEquals(6, f.sequences.size());
        assertTrue(f.sequences.get(4).matches("1:\\d+ 4:\\d+"), "the drop copy follows: " + f.sequences);
        assertEquals(deskBefore, equity(DESK, DESK_A));
        assertEquals(makerBefore, equity(MM, MAKER));
        assertEquals(0, f.preview(DESK, DESK_A, BatchMode.SEPARATE, 0).positionCount);
        f.said();
        f.status(DESK, "c");
        assertEquals(List.of("8 1 11=c 150=I 39=4 14=0 151=0 442=3"), f.said());
        assertEquals(0, f.lastReport.avgPxE8);
        f.venue.stateHash(); // takes the full sums
        for (long again = 1; again <= 3; again++) {
            assertEquals(
                    "trade " + again + " was busted before", f.venue.operator().bustTrade(again, f.nowNs++));
        }
    }

    /** The maker of the second leg is forgotten behind 1,000 others, that of the first still rests. */
    @Test
    void shouldRefuseToBustWhatIsNotRememberedWhole() {
        f.quote(BTC, Side.SELL, "60000", "10").quote(ETH, Side.BUY, "3000", "20");
        leg(BTC, Side.BUY, "1");
        leg(ETH, Side.SELL, "20");
        send("c", Side.BUY, "1");
        for (int n = 0; n < 1_000; n++) {
            f.place("gone" + n, MM, MAKER, BTC, Side.BUY, "59000", "1", TimeInForce.IOC);
        }
        f.said();
        final long hash = f.venue.stateHash();
        for (final long tradeId : new long[] {1, 2}) {
            assertEquals(
                    "trade 2 is too old: an order of it is no longer remembered",
                    f.venue.operator().bustTrade(tradeId, f.nowNs++));
        }
        assertEquals(List.of(), f.said());
        assertEquals(hash, f.venue.stateHash());
    }

    @Test
    void shouldCorrectThePriceOfOneTradeAndTheNetPriceWithIt() {
        final long deskBefore = equity(DESK, DESK_A);
        tradeThree();

        assertNull(f.venue.operator().correctTrade(2, e8("59000"), ABSENT, f.nowNs++));

        assertEquals(
                List.of(
                        "8 1 11=c 150=G 39=2 14=2 151=0 32=1 31=59000 442=2 654=",
                        "8 2 11=q1 150=G 39=1 14=1 151=9 32=1 31=59000"),
                f.said());
        f.status(DESK, "c");
        // (60,000 + 59,000 - 40 × 3,000) / 2
        assertEquals(e8("-500"), f.lastReport.avgPxE8);
        // Marks are 60,000 and 3,000; 4 bp of 60,000 + 59,000 + 120,000
        assertEquals(1_000 * MICROS - 95_600_000, equity(DESK, DESK_A) - deskBefore);
        f.venue.stateHash();

        assertNull(f.venue.operator().bustTrade(3, f.nowNs++));
        assertTrue(f.said().contains("8 1 11=c 150=H 39=4 14=0 151=0 32=1 31=59000 442=2 654="));
        assertEquals(deskBefore, equity(DESK, DESK_A));
        f.venue.stateHash();
    }

    @Test
    void shouldSellBackACombinationThatWasSold() {
        f.quote(BTC, Side.BUY, "59990", "3").quote(ETH, Side.SELL, "3001", "100");
        f.said();
        leg(BTC, Side.BUY, "1");
        leg(ETH, Side.SELL, "20");
        send("c", Side.SELL, "1");
        f.said();

        assertNull(f.venue.operator().correctTrade(1, e8("60000"), ABSENT, f.nowNs++));

        f.said();
        f.status(DESK, "c");
        assertEquals(e8("-20"), f.lastReport.avgPxE8, "60,000 - 20 × 3,001");
        assertEquals(ReportContext.COMBINATION, f.lastReport.context);
        f.venue.stateHash();
    }

    /** 600 contracts of 100 USD are paid for in coins: the whole has no net price, before and after. */
    @Test
    void shouldAmendALegThatSettlesInCoins() {
        final PricedVenue p = new PricedVenue();
        p.place(MAKER, PricedVenue.INVERSE, Side.SELL, "60000", "1000").place(MAKER, BTC, Side.BUY, "60000", "10");
        f = p.f;
        f.said();
        final VenueHoldings holdings = p.venue.holdings();
        final long coins = holdings.cashUnits(DESK_A, Currency.BTC);
        final long dollars = holdings.cashUnits(DESK_A, Currency.USDC);
        leg(PricedVenue.INVERSE, Side.BUY, "600");
        leg(BTC, Side.SELL, "1");
        send("c", Side.BUY, "1");
        f.said();

        assertNull(f.venue.operator().correctTrade(1, e8("50000"), ABSENT, f.nowNs++));
        assertTrue(f.said().contains("8 1 11=c 150=G 39=2 14=600 151=0 32=600 31=50000 442=2 654="));
        f.status(DESK, "c");
        assertEquals(0, f.lastReport.avgPxE8);
        // 4 bp of 1.2 BTC, which 600 contracts are worth at 50,000
        assertEquals(coins - 48_000, holdings.cashUnits(DESK_A, Currency.BTC));
        f.venue.stateHash();

        assertNull(f.venue.operator().bustTrade(2, f.nowNs++));
        assertEquals(0, holdings.positionLots(DESK_A, PricedVenue.INVERSE));
        assertEquals(0, holdings.positionLots(DESK_A, BTC));
        assertEquals(coins, holdings.cashUnits(DESK_A, Currency.BTC));
        assertEquals(dollars, holdings.cashUnits(DESK_A, Currency.USDC));
        f.venue.stateHash();
    }

    /** The maker's session remembers 1,000 orders; those that the bust ends push the makers of its trades out. */
    @Test
    void shouldShrinkReduceOnlyOrdersOfEveryMakerThoughTheirOrdersAreForgottenMeanwhile() {
        f.quote(BTC, Side.SELL, "60000", "1").quote(ETH, Side.BUY, "3000", "20");
        leg(BTC, Side.BUY, "1");
        leg(ETH, Side.SELL, "20");
        send("c", Side.BUY, "1");
        reduceOnly("r1", BTC, Side.BUY, "50000", "0.5");
        reduceOnly("r2", BTC, Side.BUY, "50000", "0.5");
        reduceOnly("r3", ETH, Side.SELL, "3300", "20");
        for (int n = 0; n < 998; n++) {
            f.place("z" + n, MM, MAKER, SOL, Side.BUY, "150", "0.1", TimeInForce.IOC);
        }
        f.said();

        assertNull(f.venue.operator().bustTrade(1, f.nowNs++));

        final List<String> said = f.said();
        for (final String id : List.of("r1", "r2", "r3")) {
            assertTrue(
                    said.stream().anyMatch(line -> line.startsWith("8 2 11=" + id + " 150=4 39=4")), id + ": " + said);
        }
        f.venue.stateHash();
    }

    private void reduceOnly(
            final String id, final int instrumentId, final Side side, final String price, final String qty) {
        VenueFixture.fill(f.request, id, instrumentId, side, price, qty);
        f.request.sessionId = MM;
        f.request.accountId = MAKER;
        f.request.timeInForce = TimeInForce.GTC;
        f.request.conditions.execInst = OrderConditions.REDUCE_ONLY;
        f.send();
    }

    @Test
    void shouldRefuseAnotherQuantityWrongTermsAndWhatChangesNothing() {
        tradeThree();
        final long hash = f.venue.stateHash();
        assertEquals(
                "trade 3 is of a combination, whose legs are whole: its price can be corrected only",
                f.venue.operator().correctTrade(3, ABSENT, e8("10"), f.nowNs++));
        assertEquals(
                "trade 3 has this price and quantity already",
                f.venue.operator().correctTrade(3, e8("3000"), e8("40"), f.nowNs++));
        assertTrue(f.venue
                .operator()
                .correctTrade(3, e8("3000.01"), ABSENT, f.nowNs++)
                .startsWith("the price must be"));
        assertEquals(List.of(), f.said());
        assertEquals(hash, f.venue.stateHash());
    }

    @Test
    void shouldBustNoLegWhenOneWouldPassAPositionLimit() {
        f.venue.beginConfiguration(8, 100);
        f.defineAll(0);
        f.venue.define(VenueFixture.instrument("SOL-SMALL", "SOL", "0.01", "0.1", "10000", "10", "10"));
        f.venue.endConfiguration();
        f.quote(BTC, Side.SELL, "60000", "1")
                .quote(SMALL, Side.BUY, "150", "2")
                .quote(SMALL, Side.BUY, "149.9", "3")
                .said();
        leg(BTC, Side.BUY, "1");
        leg(SMALL, Side.SELL, "5");
        send("c", Side.BUY, "1");
        f.quote(SMALL, Side.SELL, "150", "10");
        f.place("b", DESK, DESK_A, SMALL, Side.BUY, "150", "10", TimeInForce.IOC);
        f.quote(SMALL, Side.SELL, "150", "3");
        f.place("d", DESK, DESK_A, SMALL, Side.BUY, "150", "3", TimeInForce.IOC).said();
        // Long 8 of at most 10; either of the two sales alone, of 2 and 3, might be missed, both together may not.
        final long hash = f.venue.stateHash();

        assertEquals(
                "a position would pass the position limit of SOL-SMALL",
                f.venue.operator().bustTrade(1, f.nowNs++));

        assertEquals(List.of(), f.said());
        assertEquals(hash, f.venue.stateHash());
    }

    @Test
    void shouldRefuseWhatIsPartlyForgotten() {
        tradeThree();
        for (int n = 0; n < 1_001; n++) {
            f.place("z" + n, DESK, DESK_A, SOL, Side.BUY, "150", "0.1", TimeInForce.IOC);
        }
        f.said();
        assertEquals(
                "trade 2 is too old: an order of it is no longer remembered",
                f.venue.operator().bustTrade(2, f.nowNs++));
    }

    /** 2 BTC at 60,000 and 60,010 for 40 ETH at 3,000: trades 1 to 3. */
    private void tradeThree() {
        f.quote(BTC, Side.SELL, "60000", "1")
                .quote(BTC, Side.SELL, "60010", "10")
                .quote(ETH, Side.BUY, "3000", "100")
                .said();
        leg(BTC, Side.BUY, "1");
        leg(ETH, Side.SELL, "20");
        send("c", Side.BUY, "2");
        f.said();
    }

    private void leg(final int instrumentId, final Side side, final String ratio) {
        final CombinationRequest.Leg leg = combination.legs[combination.legCount++];
        leg.request.clear();
        leg.request.instrumentId = instrumentId;
        leg.request.side = side;
        leg.request.priceE8 = ABSENT;
        leg.request.sessionId = DESK;
        leg.request.accountId = DESK_A;
        leg.ratioE8 = e8(ratio);
    }

    private void send(final String id, final Side side, final String qty) {
        final OrderRequest order = combination.order;
        order.sessionId = DESK;
        order.accountId = DESK_A;
        order.msgSeqNum = f.nextSeqNum();
        order.clOrdId.set(id);
        order.side = side;
        order.ordType = OrdType.MARKET;
        order.timeInForce = TimeInForce.FOK;
        order.priceE8 = ABSENT;
        order.orderQtyE8 = e8(qty);
        f.venue.placeCombination(combination, f.nowNs++);
        combination.legCount = 0;
    }

    private long equity(final int session, final int account) {
        return f.standing(session, account).before.equityMicros;
    }
}
