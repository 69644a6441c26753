package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static io.bascule.engine.service.VenueFixture.MM;
import static io.bascule.engine.service.VenueFixture.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderConditions;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.SelfMatchInstruction;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.StopTrigger;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Stops, expiries, hidden parts, instructions and limits of an order, one rule each. */
class ConditionalOrderTest {
    private final VenueFixture f = new VenueFixture();

    @Test
    void shouldElectAStopByATradeBehindTheOrderThatMadeIt() {
        f.quote(BTC, Side.BUY, "59990", "1").quote(BTC, Side.BUY, "59980", "1");
        trade("60000");
        stop("s", Side.SELL, "59990", null, "1", StopTrigger.LAST);
        f.said();
        f.place("t", DESK, DESK_A, BTC, Side.SELL, "59990", "1", TimeInForce.IOC);
        assertEquals(
                List.of(
                        "8 1 11=t 150=0 39=0 14=0 151=1",
                        "8 1 11=t 150=F 39=2 14=1 151=0 32=1 31=59990",
                        "8 2 11=q0 150=F 39=2 14=1 151=0 32=1 31=59990",
                        "8 1 11=s 150=L 39=0 14=0 151=1",
                        "8 1 11=s 150=F 39=2 14=1 151=0 32=1 31=59980",
                        "8 2 11=q1 150=F 39=2 14=1 151=0 32=1 31=59980"),
                f.said());
    }

    @Test
    void shouldElectStopsOneAfterTheOther() {
        f.quote(BTC, Side.BUY, "59990", "1").quote(BTC, Side.BUY, "59980", "1").quote(BTC, Side.BUY, "59970", "1");
        trade("60000");
        stop("later", Side.SELL, "59980", null, "1", StopTrigger.LAST);
        stop("first", Side.SELL, "59990", null, "1", StopTrigger.LAST);
        f.said();
        f.place("t", DESK, DESK_A, BTC, Side.SELL, "59990", "1", TimeInForce.IOC);
        assertEquals(List.of("first", "later"), elected());
    }

    @Test
    void shouldElectByStopPriceThenByTime() {
        stop("far", Side.BUY, "60200", "60200", "0.001", StopTrigger.MARK);
        stop("near", Side.BUY, "60100", "60100", "0.001", StopTrigger.INDEX);
        stop("near later", Side.BUY, "60100", "60100", "0.001", StopTrigger.INDEX);
        f.said();
        f.index(1, "60150");
        assertEquals(List.of("near", "near later"), elected());
        f.index(1, "60200");
        assertEquals(List.of("far"), elected());
    }

    @Test
    void shouldElectByThePriceInBetweenOfOneOrdersTrades() {
        f.quote(BTC, Side.SELL, "60010", "1").quote(BTC, Side.SELL, "60030", "1");
        trade("60000");
        stop("s", Side.BUY, "60020", "60020", "1", StopTrigger.LAST);
        f.said();
        f.place("t", DESK, DESK_A, BTC, Side.BUY, "60030", "2", TimeInForce.IOC);
        assertEquals(List.of("s"), elected());
    }

    @Test
    void shouldCancelAnElectedStopThatDoesNotPass() {
        f.quote(BTC, Side.SELL, "60100", "100");
        stop("s", Side.BUY, "60100", null, "100", StopTrigger.MARK);
        assertTrue(f.said().get(1).contains("150=0"));
        f.place("b", DESK, DESK_A, BTC, Side.BUY, "60000", "120", TimeInForce.GTC);
        f.said();
        f.index(1, "60100");
        assertEquals(
                List.of("8 1 11=s 150=L 39=0 14=0 151=100", "8 1 11=s 150=4 39=4 14=0 151=0 378=8 INSUFFICIENT_MARGIN"),
                f.said());
        assertTrue(f.lastReport.shortfallMicros > 0);
    }

    @Test
    void shouldSayWhyAnElectedStopThatMeetsNobodyEnds() {
        stop("s", Side.BUY, "60100", null, "1", StopTrigger.MARK);
        f.said();
        f.index(1, "60100");
        assertEquals(
                List.of("8 1 11=s 150=L 39=0 14=0 151=1", "8 1 11=s 150=4 39=4 14=0 151=0 NO_LIQUIDITY"), f.said());
    }

    @Test
    void shouldRefuseAStopThatWouldNotPassNow() {
        stop("s", Side.BUY, "60100", null, "200", StopTrigger.MARK);
        assertEquals(List.of("8 1 11=s 150=8 39=8 14=0 151=0 INSUFFICIENT_MARGIN"), f.said());
    }

    @Test
    void shouldCancelAnElectedStopLimitOutsideTheBand() {
        stop("s", Side.BUY, "60100", "80000", "0.001", StopTrigger.MARK);
        f.said();
        f.index(1, "60100");
        assertEquals(
                "8 1 11=s 150=4 39=4 14=0 151=0 378=8 PRICE_OUTSIDE_BAND",
                f.said().get(1));
    }

    @Test
    void shouldNotMarginWhatWaits() {
        final long before = f.standing(DESK, DESK_A).after.initialMarginMicros;
        stop("s", Side.BUY, "60100", "60100", "10", StopTrigger.MARK);
        assertEquals(before, f.standing(DESK, DESK_A).after.initialMarginMicros);
        f.index(1, "60100");
        assertTrue(f.standing(DESK, DESK_A).after.initialMarginMicros > before);
    }

    @Test
    void shouldReplaceAWaitingStopAndNoElectedOnesStopPrice() {
        stop("s", Side.BUY, "60100", "60100", "1", StopTrigger.MARK);
        describe("t", Side.BUY, "60200", "2", r -> {
            r.ordType = OrdType.STOP_LIMIT;
            r.conditions.stopPxE8 = e8("60200");
        });
        f.said();
        f.sendReplace("s");
        f.index(1, "60150");
        f.index(1, "60200");
        assertEquals(List.of("8 1 11=t 41=s 150=5 39=0 14=0 151=2", "8 1 11=t 150=L 39=0 14=0 151=2"), f.said());
        describe("u", Side.BUY, "60200", "2", r -> {
            r.ordType = OrdType.STOP_LIMIT;
            r.conditions.stopPxE8 = e8("60300");
        });
        f.sendReplace("t");
        assertTrue(f.said().get(0).endsWith("STOP_PX_NOT_ALLOWED"));
    }

    @Test
    void shouldLetOrdersExpireAtTheirTimeTheEarliestFirst() {
        expiring("late", 3_000);
        expiring("early", 1_000);
        expiring("gone", 2_000);
        f.cancel(DESK, "x", "gone");
        f.said();
        f.venue.expireOrders(f.nowNs);
        assertEquals(List.of(), f.said());
        f.venue.expireOrders(f.nowNs + 5_000);
        assertEquals(List.of("8 1 11=early 150=C 39=C 14=0 151=0", "8 1 11=late 150=C 39=C 14=0 151=0"), f.said());
        assertEquals(Long.MAX_VALUE, f.venue.nextExpiryNs());
    }

    @Test
    void shouldKeepThePlaceOfAnIcebergThatOnlyGetsSmaller() {
        describe("i", Side.SELL, "60000", "3", r -> r.conditions.displayQtyE8 = e8("1"));
        f.send();
        f.quote(BTC, Side.SELL, "60000", "1");
        describe("j", Side.SELL, "60000", "0.5", r -> r.timeInForce = TimeInForce.DAY);
        f.sendReplace("i");
        f.said();
        f.place("t", VenueFixture.DESK2, VenueFixture.OTHER, BTC, Side.BUY, "60000", "0.6", TimeInForce.IOC);
        assertEquals(
                "8 1 11=j 150=F 39=2 14=0.5 151=0 32=0.5 31=60000", f.said().get(2));
    }

    @Test
    void shouldNeverTurnAPositionByReduceOnlyOrdersOfOneSweep() {
        f.quote(BTC, Side.SELL, "60000", "2");
        f.place("l", DESK, DESK_A, BTC, Side.BUY, "60000", "2", TimeInForce.IOC);
        reduceOnly("r1", Side.SELL, "60020", "2");
        f.place("p", DESK, DESK_A, BTC, Side.SELL, "60010", "1.5", TimeInForce.GTC);
        f.said();
        f.place("t", MM, MAKER, BTC, Side.BUY, "60020", "5", TimeInForce.IOC);
        final List<String> said = f.said();
        assertTrue(said.contains("8 1 11=r1 150=F 39=1 14=0.5 151=1.5 32=0.5 31=60020"), said::toString);
        assertTrue(said.contains("8 1 11=r1 150=4 39=4 14=0.5 151=0 378=8"), said::toString);
        assertEquals(0, f.standing(DESK, DESK_A).positionCount);
    }

    @Test
    void shouldLetTheNewestReduceOnlyOrderStand() {
        f.quote(BTC, Side.SELL, "60000", "2");
        f.place("l", DESK, DESK_A, BTC, Side.BUY, "60000", "2", TimeInForce.IOC);
        reduceOnly("old", Side.SELL, "61000", "2");
        f.said();
        reduceOnly("new", Side.SELL, "62000", "1.5");
        assertEquals(
                List.of("8 1 11=new 150=0 39=0 14=0 151=1.5", "8 1 11=old 150=D 39=0 14=0 151=0.5 38=0.5 378=5"),
                f.said());
    }

    @Test
    void shouldShrinkReduceOnlyOrdersToWhatABustLeaves() {
        f.quote(BTC, Side.SELL, "60000", "2").quote(BTC, Side.SELL, "60000", "1");
        f.place("l", DESK, DESK_A, BTC, Side.BUY, "60000", "3", TimeInForce.IOC);
        reduceOnly("old", Side.SELL, "61000", "2");
        reduceOnly("new", Side.SELL, "62000", "1");
        f.said();
        assertNull(f.venue.operator().bustTrade(1, f.nowNs++));
        final List<String> said = f.said();
        assertEquals("8 1 11=old 150=4 39=4 14=0 151=0 378=8", said.get(2));
        assertEquals(3, said.size(), said::toString);
        assertNull(f.venue.operator().bustTrade(2, f.nowNs++));
        assertEquals("8 1 11=new 150=4 39=4 14=0 151=0 378=8", f.said().get(2));
        f.venue.stateHash(); // takes the full sums
    }

    @Test
    void shouldNotMarginReduceOnlyOrders() {
        f.quote(BTC, Side.SELL, "60000", "2");
        f.place("l", DESK, DESK_A, BTC, Side.BUY, "60000", "2", TimeInForce.IOC);
        final long before = f.standing(DESK, DESK_A).after.initialMarginMicros;
        reduceOnly("r", Side.SELL, "61000", "2");
        assertEquals(before, f.standing(DESK, DESK_A).after.initialMarginMicros);
        f.cancel(DESK, "x", "r");
        assertEquals(before, f.standing(DESK, DESK_A).after.initialMarginMicros);
    }

    @Test
    void shouldBoundTheInitialMargin() {
        f.place("b", DESK, DESK_A, BTC, Side.BUY, "60000", "1", TimeInForce.GTC);
        final long initialMargin = f.standing(DESK, DESK_A).after.initialMarginMicros;
        f.cancel(DESK, "x", "b");
        f.said();
        limited("m", initialMargin - 1);
        assertTrue(f.said().get(0).endsWith("MAX_INITIAL_MARGIN"));
        limited("n", initialMargin);
        assertTrue(f.said().get(0).contains("150=0"));
    }

    @Test
    void shouldSaySoOfConditionsThatContradict() {
        refused(RejectReason.STOP_PX_MISSING, r -> r.ordType = OrdType.STOP_LIMIT);
        refused(RejectReason.STOP_PX_NOT_ALLOWED, r -> r.conditions.stopPxE8 = e8("60000"));
        refused(RejectReason.EXPIRE_TIME_MISSING, r -> r.timeInForce = TimeInForce.GTD);
        refused(RejectReason.EXPIRE_TIME_NOT_ALLOWED, r -> r.conditions.expireTimeNs = f.nowNs + 9);
        refused(RejectReason.EXPIRE_TIME_PASSED, r -> {
            r.timeInForce = TimeInForce.GTD;
            r.conditions.expireTimeNs = f.nowNs;
        });
        refused(RejectReason.DISPLAY_QTY_INVALID, r -> r.conditions.displayQtyE8 = e8("1.001"));
        refused(RejectReason.DISPLAY_QTY_INVALID, r -> r.conditions.displayQtyE8 = e8("0.009"));
        refused(RejectReason.MIN_QTY_INVALID, r -> r.conditions.minQtyE8 = e8("0.5"));
        refused(RejectReason.EXEC_INST_INVALID, r -> {
            r.timeInForce = TimeInForce.IOC;
            r.conditions.execInst = OrderConditions.POST_ONLY;
        });
        refused(
                RejectReason.SELF_MATCH_INVALID,
                r -> r.conditions.selfMatchInstruction = SelfMatchInstruction.DECREMENT);
        refused(RejectReason.WOULD_INCREASE_POSITION, r -> r.conditions.execInst = OrderConditions.REDUCE_ONLY);
    }

    @Test
    void shouldRefuseANewOrderBelowTheSmallestQuantity() {
        f.venue.beginConfiguration(8, 100);
        f.defineAll(0);
        f.venue.define(new InstrumentDefinition(
                "BIG-PERP",
                "BTC",
                e8("0.5"),
                e8("0.001"),
                e8("1000000"),
                e8("0.5"),
                e8("1000"),
                e8("5000"),
                200_000,
                50_000,
                0,
                0));
        assertNull(f.venue.endConfiguration());
        f.place("a", DESK, DESK_A, 4, Side.BUY, "59000", "0.499", TimeInForce.GTC);
        assertEquals(RejectReason.QUANTITY_TOO_SMALL, f.lastReport.rejectReason);
        f.place("b", DESK, DESK_A, 4, Side.BUY, "59000", "0.5", TimeInForce.GTC);
        f.replace(DESK, "c", "b", 4, Side.BUY, "59000", "0.1");
        assertEquals(ExecType.REPLACED, f.lastReport.execType);
    }

    @Test
    void shouldNotDelistWhatAStopWaitsFor() {
        VenueFixture.fill(f.request, "s", VenueFixture.SOL, Side.BUY, null, "1");
        f.request.sessionId = DESK;
        f.request.accountId = DESK_A;
        f.request.ordType = OrdType.STOP;
        f.request.conditions.stopPxE8 = e8("170");
        f.send();
        f.venue.beginConfiguration(8, 100);
        f.defineAll(0, false);
        assertTrue(f.venue.endConfiguration().contains("SOL-PERP"));
    }

    private void refused(final RejectReason reason, final Consumer<OrderRequest> conditions) {
        f.said();
        describe("r" + f.nowNs, Side.BUY, "60000", "1", conditions);
        f.send();
        assertEquals(reason, f.lastReport.rejectReason);
        assertEquals(1, f.said().size());
    }

    private void limited(final String id, final long maxInitialMarginMicros) {
        describe(id, Side.BUY, "60000", "1", r -> r.conditions.maxInitialMarginMicros = maxInitialMarginMicros);
        f.send();
    }

    private void reduceOnly(final String id, final Side side, final String price, final String qty) {
        describe(id, side, price, qty, r -> r.conditions.execInst = OrderConditions.REDUCE_ONLY);
        f.send();
    }

    private void expiring(final String id, final long inNs) {
        describe(id, Side.BUY, "50000", "1", r -> {
            r.timeInForce = TimeInForce.GTD;
            r.conditions.expireTimeNs = f.nowNs + inNs;
        });
        f.send();
    }

    private void stop(
            final String id,
            final Side side,
            final String stopPx,
            final String limit,
            final String qty,
            final StopTrigger trigger) {
        describe(id, side, limit, qty, r -> {
            r.ordType = limit == null ? OrdType.STOP : OrdType.STOP_LIMIT;
            r.conditions.stopPxE8 = e8(stopPx);
            r.conditions.stopTrigger = trigger;
        });
        f.send();
    }

    private void describe(
            final String id,
            final Side side,
            final String price,
            final String qty,
            final Consumer<OrderRequest> conditions) {
        VenueFixture.fill(f.request, id, BTC, side, price, qty);
        f.request.sessionId = DESK;
        f.request.accountId = DESK_A;
        conditions.accept(f.request);
    }

    /** A trade of two strangers at a price. */
    private void trade(final String price) {
        f.quote(BTC, Side.BUY, price, "0.001");
        f.place("tr" + price, VenueFixture.DESK2, VenueFixture.OTHER, BTC, Side.SELL, price, "0.001", TimeInForce.IOC);
    }

    private List<String> elected() {
        return f.said().stream()
                .filter(line -> line.contains("150=L"))
                .map(line -> line.substring(line.indexOf("11=") + 3, line.indexOf(" 150=")))
                .toList();
    }
}
