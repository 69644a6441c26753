package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.DESK_B;
import static io.bascule.engine.service.VenueFixture.ETH;
import static io.bascule.engine.service.VenueFixture.OTHER;
import static io.bascule.engine.service.VenueFixture.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Combinations: all legs at once within the net price, or none. */
class CombinationTest {
    private final CombinationRequest combination = new CombinationRequest();
    private VenueFixture f = new VenueFixture();

    @BeforeEach
    void quote() {
        f.quote(BTC, Side.SELL, "60000", "1")
                .quote(BTC, Side.SELL, "60010", "10")
                .quote(ETH, Side.BUY, "3000", "100")
                .said();
    }

    @Test
    void shouldFillEveryLegAndReportByLeg() {
        leg(BTC, Side.BUY, "1", null);
        leg(ETH, Side.SELL, "20", null);

        send("c", Side.BUY, OrdType.MARKET, null, "2");

        final List<String> said = ofDesk();
        assertEquals(
                List.of(
                        "8 1 11=c 150=0 39=0 14=0 151=2 442=3",
                        "8 1 11=c 150=F 39=1 14=1 151=1 32=1 31=60000 442=2 654=L0",
                        "8 1 11=c 150=F 39=2 14=2 151=0 32=1 31=60010 442=2 654=L0",
                        "8 1 11=c 150=F 39=2 14=40 151=0 32=40 31=3000 442=2 654=L1"),
                said);
        f.status(DESK, "c");
        assertEquals(List.of("8 1 11=c 150=I 39=2 14=2 151=0 442=3"), f.said());
        // (60,000 + 60,010 - 40 × 3,000) / 2
        assertEquals(e8("5"), f.lastReport.avgPxE8);
    }

    @Test
    void shouldSellACombinationByTurningItsLegs() {
        f.quote(ETH, Side.SELL, "3001", "100")
                .quote(BTC, Side.BUY, "59990", "3")
                .said();
        leg(BTC, Side.BUY, "1", null);
        leg(ETH, Side.SELL, "20", null);

        // brings 59,990 - 20 × 3,001 = -30
        send("c", Side.SELL, OrdType.LIMIT, "-29.9", "1");
        assertEquals("8 1 11=c 150=4 39=4 14=0 151=0 442=3", ofDesk().get(1));
        leg(BTC, Side.BUY, "1", null);
        leg(ETH, Side.SELL, "20", null);
        send("d", Side.SELL, OrdType.LIMIT, "-30", "1");

        assertTrue(ofDesk().contains("8 1 11=d 150=F 39=2 14=20 151=0 32=20 31=3001 442=2 654=L1"));
        f.status(DESK, "d");
        assertEquals(e8("-30"), f.lastReport.avgPxE8);
    }

    @Test
    void shouldTradeNoLegWhenOneCannotBeFilledWhole() {
        leg(BTC, Side.BUY, "1", "60005");
        leg(ETH, Side.SELL, "20", null);
        final long before = f.standing(DESK, DESK_A).after.equityMicros;

        send("c", Side.BUY, OrdType.LIMIT, "100000", "2");

        assertEquals(List.of("8 1 11=c 150=0 39=0 14=0 151=2 442=3", "8 1 11=c 150=4 39=4 14=0 151=0 442=3"), f.said());
        assertEquals(before, f.standing(DESK, DESK_A).after.equityMicros);
    }

    @Test
    void shouldKeepTheNetPriceToTheUnit() {
        leg(BTC, Side.BUY, "1", null);
        leg(ETH, Side.SELL, "20", null);
        send("c", Side.BUY, OrdType.LIMIT, "4.99999999", "2");
        assertEquals("8 1 11=c 150=4 39=4 14=0 151=0 442=3", f.said().get(1));

        leg(BTC, Side.BUY, "1", null);
        leg(ETH, Side.SELL, "20", null);
        send("d", Side.BUY, OrdType.LIMIT, "5", "2");
        assertTrue(ofDesk().contains("8 1 11=d 150=F 39=2 14=40 151=0 32=40 31=3000 442=2 654=L1"));
    }

    /** Short 2,200 ETH alone is refused; with 110 BTC bought at the same time it is not. */
    @Test
    void shouldJudgeTheMarginOfTheNetEffect() {
        f.quote(BTC, Side.SELL, "60000", "200")
                .quote(ETH, Side.BUY, "3000", "4000")
                .said();
        f.place("alone", DESK, DESK_A, ETH, Side.SELL, "3000", "3000", TimeInForce.IOC);
        assertTrue(f.said().get(0).contains("INSUFFICIENT_MARGIN"));
        leg(ETH, Side.SELL, "20", null);
        leg(BTC, Side.BUY, "1", null);

        send("c", Side.BUY, OrdType.MARKET, null, "150");

        final List<String> said = ofDesk();
        assertTrue(said.contains("8 1 11=c 150=F 39=2 14=3000 151=0 32=2900 31=3000 442=2 654=L0"), said::toString);
        leg(ETH, Side.BUY, "1", null);
        leg(BTC, Side.BUY, "1", null);
        f.quote(ETH, Side.SELL, "3000", "4000")
                .quote(BTC, Side.SELL, "60000", "200")
                .said();
        combination.order.timeInForce = TimeInForce.FOK;
        sendAs("d", Side.BUY, OrdType.MARKET, null, "150", DESK_B);
        assertEquals("8 1 11=d 150=8 39=8 14=0 151=0 INSUFFICIENT_MARGIN 442=3", ofDesk().get(0));
        assertTrue(f.lastReport.shortfallMicros > 0);
    }

    @Test
    void shouldRefuseWhatIsNoCombination() {
        final List<String> reasons = new ArrayList<>();
        leg(BTC, Side.BUY, "1", null);
        reasons.add(refusal("TOO_FEW_LEGS", "1"));
        leg(BTC, Side.BUY, "1", null);
        leg(BTC, Side.SELL, "1", null);
        reasons.add(refusal("DUPLICATE_ENTRY", "1"));
        leg(BTC, Side.BUY, "1", null);
        leg(ETH, null, "1", null);
        reasons.add(refusal("UNSUPPORTED_VALUE", "1"));
        leg(BTC, Side.BUY, "0", null);
        leg(ETH, Side.SELL, "1", null);
        reasons.add(refusal("QUANTITY_NOT_POSITIVE", "1"));
        leg(BTC, Side.BUY, "1", null);
        leg(ETH, Side.SELL, "0.001", null);
        reasons.add(refusal("QUANTITY_OFF_LOT", "1"));
        leg(BTC, Side.BUY, "90000000000", null);
        leg(ETH, Side.SELL, "1", null);
        reasons.add(refusal("QUANTITY_OUT_OF_RANGE", "90000000000"));
        leg(0, Side.BUY, "1", null);
        leg(ETH, Side.SELL, "1", null);
        reasons.add(refusal("UNKNOWN_SYMBOL", "1"));
        leg(BTC, Side.BUY, "1", "60000");
        leg(ETH, Side.SELL, "1", null);
        reasons.add(refusal("PRICE_NOT_ALLOWED", "1"));
        leg(BTC, Side.BUY, "1", null);
        leg(ETH, Side.SELL, "1", null);
        reasons.add(refusal("QUANTITY_MISSING", null));
        assertEquals(List.of(), reasons.stream().filter(text -> !text.isEmpty()).toList());
    }

    @Test
    void shouldRefuseWhatRestsAndWhatHasNoPrice() {
        leg(BTC, Side.BUY, "1", null);
        leg(ETH, Side.SELL, "1", null);
        send("p", Side.BUY, OrdType.LIMIT, null, "1");
        leg(BTC, Side.BUY, "1", null);
        leg(ETH, Side.SELL, "1", null);
        combination.order.timeInForce = TimeInForce.GTC;
        sendAs("t", Side.BUY, OrdType.MARKET, null, "1", DESK_A);
        leg(BTC, Side.BUY, "1", null);
        leg(ETH, Side.SELL, "1", null);
        combination.order.timeInForce = TimeInForce.FOK;
        sendAs("a", Side.BUY, OrdType.MARKET, null, "1", OTHER);
        assertEquals(
                List.of(
                        "8 1 11=p 150=8 39=8 14=0 151=0 PRICE_MISSING 442=3",
                        "8 1 11=t 150=8 39=8 14=0 151=0 UNSUPPORTED_VALUE 442=3",
                        "8 1 11=a 150=8 39=8 14=0 151=0 UNKNOWN_ACCOUNT 442=3"),
                f.said());
    }

    /** 600 contracts of 100 USD are paid for in coins: the whole has no net price, each leg its own. */
    @Test
    void shouldTradeALegThatSettlesInCoins() {
        final PricedVenue p = new PricedVenue();
        p.place(VenueFixture.MAKER, PricedVenue.INVERSE, Side.SELL, "60000", "1000")
                .place(VenueFixture.MAKER, BTC, Side.BUY, "60000", "10");
        f = p.f;
        f.said();
        leg(PricedVenue.INVERSE, Side.BUY, "600", null);
        leg(BTC, Side.SELL, "1", null);
        send("n", Side.BUY, OrdType.LIMIT, "1", "1");
        assertEquals(List.of("8 1 11=n 150=8 39=8 14=0 151=0 UNSUPPORTED_VALUE 442=3"), ofDesk());
        leg(PricedVenue.INVERSE, Side.BUY, "600", "60000");
        leg(BTC, Side.SELL, "1", "60000");
        send("c", Side.BUY, OrdType.LIMIT, null, "1");

        assertEquals(
                List.of(
                        "8 1 11=c 150=0 39=0 14=0 151=1 442=3",
                        "8 1 11=c 150=F 39=2 14=600 151=0 32=600 31=60000 442=2 654=L0",
                        "8 1 11=c 150=F 39=2 14=1 151=0 32=1 31=60000 442=2 654=L1"),
                ofDesk());
        f.status(DESK, "c");
        assertEquals(0, f.lastReport.avgPxE8);
        final VenueHoldings holdings = p.venue.holdings();
        assertEquals(600, holdings.positionLots(DESK_A, PricedVenue.INVERSE));
        assertEquals(-1_000, holdings.positionLots(DESK_A, BTC));
        // each fee in its own currency: 4 bp of 1 BTC, 4 bp of 60,000 USDC
        assertEquals(100 * 100_000_000L - 40_000, holdings.cashUnits(DESK_A, Currency.BTC));
        assertEquals(51_000_000 * VenueFixture.MICROS - 24_000_000, holdings.cashUnits(DESK_A, Currency.USDC));
    }

    @Test
    void shouldNeverDoOneTwice() {
        for (final boolean again : new boolean[] {false, true, false}) {
            leg(BTC, Side.BUY, "1", null);
            leg(ETH, Side.SELL, "20", null);
            combination.order.possResend = again;
            send("c", Side.BUY, OrdType.MARKET, null, "1");
        }
        final List<String> said = ofDesk();
        assertEquals("8 1 11=c 150=I 39=2 14=1 151=0 442=3", said.get(3));
        assertEquals("8 1 11=c 150=8 39=2 14=1 151=0 DUPLICATE_CL_ORD_ID 442=3", said.get(4));
        f.hasRoom = false;
        leg(BTC, Side.BUY, "1", null);
        leg(ETH, Side.SELL, "20", null);
        send("d", Side.BUY, OrdType.MARKET, null, "1");
        assertEquals(List.of("j 1 PLACE_COMBINATION VENUE_BUSY"), f.said());
    }

    private String refusal(final String reason, final String qty) {
        send("r" + f.nextSeqNum(), Side.BUY, OrdType.MARKET, null, qty);
        final String said = f.said().get(0);
        return said.contains("150=8 39=8 14=0 151=0 " + reason + " 442=3") ? "" : reason + ": " + said;
    }

    private List<String> ofDesk() {
        return f.said().stream().filter(text -> text.startsWith("8 1 ")).toList();
    }

    private void leg(final int instrumentId, final Side side, final String ratio, final String price) {
        final CombinationRequest.Leg leg = combination.legs[combination.legCount];
        leg.request.clear();
        leg.request.instrumentId = instrumentId;
        leg.request.side = side;
        leg.request.priceE8 = price == null ? OrderRequest.ABSENT : e8(price);
        leg.ratioE8 = e8(ratio);
        leg.legRefId.set("L" + combination.legCount++);
    }

    private void send(final String id, final Side side, final OrdType type, final String price, final String qty) {
        combination.order.timeInForce = TimeInForce.FOK;
        sendAs(id, side, type, price, qty, DESK_A);
    }

    private void sendAs(
            final String id,
            final Side side,
            final OrdType type,
            final String price,
            final String qty,
            final int account) {
        final OrderRequest order = combination.order;
        order.sessionId = DESK;
        order.accountId = account;
        order.msgSeqNum = f.nextSeqNum();
        order.clOrdId.set(id);
        order.side = side;
        order.ordType = type;
        order.priceE8 = price == null ? OrderRequest.ABSENT : e8(price);
        order.orderQtyE8 = qty == null ? OrderRequest.ABSENT : e8(qty);
        for (int n = 0; n < combination.legCount; n++) {
            combination.legs[n].request.sessionId = DESK;
            combination.legs[n].request.accountId = account;
        }
        f.venue.placeCombination(combination, f.nowNs++);
        combination.legCount = 0;
    }
}
