package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK2;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.DESK_B;
import static io.bascule.engine.service.VenueFixture.MM;
import static io.bascule.engine.service.VenueFixture.OTHER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.bascule.engine.order.OrderConditions;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of an order, as fix.md's rules 1 to 9 have it. */
class OrderLifeTest {
    private final VenueFixture f = new VenueFixture();

    @Test
    void shouldFillAgainstBestPriceThenTimeAndRestTheRemainder() {
        f.quote(BTC, Side.SELL, "60002", "1").quote(BTC, Side.SELL, "60001", "1");
        f.quote(BTC, Side.SELL, "60001", "2").said();

        f.place("a", DESK, DESK_A, BTC, Side.BUY, "60001.5", "4", TimeInForce.DAY);

        assertEquals(
                List.of(
                        "8 1 11=a 150=0 39=0 14=0 151=4",
                        "8 1 11=a 150=F 39=1 14=1 151=3 32=1 31=60001",
                        "8 2 11=q1 150=F 39=2 14=1 151=0 32=1 31=60001",
                        "8 1 11=a 150=F 39=1 14=3 151=1 32=2 31=60001",
                        "8 2 11=q2 150=F 39=2 14=2 151=0 32=2 31=60001"),
                f.said());
    }

    @Test
    void shouldCancelTheRemainderOfAnImmediateOrder() {
        f.quote(BTC, Side.SELL, "60001", "1").said();

        f.place("a", DESK, DESK_A, BTC, Side.BUY, "60001", "3", TimeInForce.IOC);

        assertEquals(
                List.of(
                        "8 1 11=a 150=0 39=0 14=0 151=3",
                        "8 1 11=a 150=F 39=1 14=1 151=2 32=1 31=60001",
                        "8 2 11=q0 150=F 39=2 14=1 151=0 32=1 31=60001",
                        "8 1 11=a 150=4 39=4 14=1 151=0"),
                f.said());
    }

    @Test
    void shouldTradeFillOrKillWholeOrNotAtAll() {
        f.quote(BTC, Side.SELL, "60001", "1")
                .quote(BTC, Side.SELL, "60002", "1")
                .said();

        f.place("a", DESK, DESK_A, BTC, Side.BUY, "60001", "2", TimeInForce.FOK);
        f.place("b", DESK, DESK_A, BTC, Side.BUY, "60002", "2", TimeInForce.FOK);

        assertEquals(
                List.of(
                        "8 1 11=a 150=0 39=0 14=0 151=2",
                        "8 1 11=a 150=4 39=4 14=0 151=0",
                        "8 1 11=b 150=0 39=0 14=0 151=2",
                        "8 1 11=b 150=F 39=1 14=1 151=1 32=1 31=60001",
                        "8 2 11=q0 150=F 39=2 14=1 151=0 32=1 31=60001",
                        "8 1 11=b 150=F 39=2 14=2 151=0 32=1 31=60002",
                        "8 2 11=q1 150=F 39=2 14=1 151=0 32=1 31=60002"),
                f.said());
    }

    @Test
    void shouldStopAMarketOrderAtItsProtectionPrice() {
        f.quote(BTC, Side.SELL, "63000", "1")
                .quote(BTC, Side.SELL, "63000.5", "1")
                .said();

        f.market("a", BTC, Side.BUY, "2");

        assertEquals(
                List.of(
                        "8 1 11=a 150=0 39=0 14=0 151=2",
                        "8 1 11=a 150=F 39=1 14=1 151=1 32=1 31=63000",
                        "8 2 11=q0 150=F 39=2 14=1 151=0 32=1 31=63000",
                        "8 1 11=a 150=4 39=4 14=1 151=0"),
                f.said());
    }

    @Test
    void shouldKeepPriorityOnlyWhenQuantityGoesDown() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "2", TimeInForce.GTC);
        f.place("b", DESK2, OTHER, BTC, Side.BUY, "59000", "1", TimeInForce.GTC);
        f.place("c", DESK, DESK_B, BTC, Side.BUY, "59000", "1", TimeInForce.GTC);
        f.replace(DESK, "a2", "a", BTC, Side.BUY, "59000", "1");
        f.replace(DESK2, "b2", "b", BTC, Side.BUY, "59000", "2").said();

        f.quote(BTC, Side.SELL, "59000", "3");

        assertEquals(
                List.of(
                        "8 2 11=q0 150=0 39=0 14=0 151=3",
                        "8 2 11=q0 150=F 39=1 14=1 151=2 32=1 31=59000",
                        "8 1 11=a2 150=F 39=2 14=1 151=0 32=1 31=59000",
                        "8 2 11=q0 150=F 39=1 14=2 151=1 32=1 31=59000",
                        "8 1 11=c 150=F 39=2 14=1 151=0 32=1 31=59000",
                        "8 2 11=q0 150=F 39=2 14=3 151=0 32=1 31=59000",
                        "8 3 11=b2 150=F 39=1 14=1 151=1 32=1 31=59000"),
                f.said());
    }

    @Test
    void shouldRunOneChainOverReplacesAndFills() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "60000", "3", TimeInForce.GTC);
        f.quote(BTC, Side.SELL, "60000", "1");
        f.replace(DESK, "b", "a", BTC, Side.BUY, "60000.5", "4").said();
        f.quote(BTC, Side.SELL, "60000.5", "1").said();

        f.replace(DESK, "c", "a", BTC, Side.BUY, "60001", "2"); // 41 names any of the chain; 2 is what is filled
        f.replace(DESK, "d", "c", BTC, Side.BUY, "60001", "9");
        f.cancel(DESK, "e", "c");

        assertEquals(
                List.of(
                        "8 1 11=c 41=b 150=5 39=2 14=2 151=0",
                        "9 1 11=d 41=c 37=id 39=2 434=2 TOO_LATE",
                        "9 1 11=e 41=c 37=id 39=2 434=1 TOO_LATE"),
                f.said());
    }

    @Test
    void shouldTradeAReplaceThatCrosses() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "2", TimeInForce.GTC);
        f.quote(BTC, Side.SELL, "60000", "1").said();

        f.replace(DESK, "b", "a", BTC, Side.BUY, "60000", "2");

        assertEquals(
                List.of(
                        "8 1 11=b 41=a 150=5 39=0 14=0 151=2",
                        "8 1 11=b 150=F 39=1 14=1 151=1 32=1 31=60000",
                        "8 2 11=q0 150=F 39=2 14=1 151=0 32=1 31=60000"),
                f.said());
    }

    @Test
    void shouldAnswerADuplicateWithTheOrderAsItStands() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "60000", "3", TimeInForce.GTC);
        final long orderId = f.lastReport.orderId;
        f.quote(BTC, Side.SELL, "60000", "1").said();

        f.place("a", DESK, DESK_A, BTC, Side.BUY, "60000", "3", TimeInForce.GTC);

        assertEquals(List.of("8 1 11=a 150=8 39=1 14=1 151=2 DUPLICATE_CL_ORD_ID"), f.said());
        assertEquals(orderId, f.lastReport.orderId);
        f.request.possResend = true;
        f.send();
        assertEquals(List.of("8 1 11=a 150=I 39=1 14=1 151=2"), f.said());
        assertEquals(0, f.lastReport.eventNumber);
    }

    @Test
    void shouldAnswerARefusedCancelThatComesAsPossResendWithTheState() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "60000", "3", TimeInForce.GTC).cancel(DESK, "x", "a");
        f.cancel(DESK, "y", "a").cancel(DESK, "z", "nothing").said();

        f.cancelAgain(DESK, "y", "a").cancelAgain(DESK, "z", "nothing");
        assertEquals(
                List.of("8 1 11=y 150=I 39=4 14=0 151=0", "8 1 11=z 150=I 39=8 14=0 151=0 UNKNOWN_ORDER"), f.said());
        assertEquals(0, f.lastReport.eventNumber);
    }

    @Test
    void shouldIgnoreAPossDupThatWasApplied() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "60000", "3", TimeInForce.GTC).said();
        final long before = f.venue.stateHash();

        f.request.possDup = true;
        f.venue.placeOrder(f.request, f.nowNs);

        assertEquals(List.of(), f.said());
        assertEquals(before, f.venue.stateHash());
    }

    @Test
    void shouldRefuseARepeatedCancel() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "3", TimeInForce.GTC);
        f.cancel(DESK, "x", "a").cancel(DESK, "x", "a").cancel(DESK, "y", "a").cancel(DESK, "z", "nothing");

        assertEquals(
                List.of(
                        "8 1 11=a 150=0 39=0 14=0 151=3",
                        "8 1 11=x 41=a 150=4 39=4 14=0 151=0",
                        "9 1 11=x 41=a 37=id 39=4 434=1 DUPLICATE_CL_ORD_ID",
                        "9 1 11=y 41=a 37=id 39=4 434=1 TOO_LATE",
                        "9 1 11=z 41=nothing 37=NONE 39=8 434=1 UNKNOWN_ORDER"),
                f.said());
    }

    @Test
    void shouldTellTheStatusOfWhatItKnows() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "3", TimeInForce.GTC).said();
        f.status(DESK, "a").status(DESK, "b").status(MM, "a");

        assertEquals(
                List.of(
                        "8 1 11=a 150=I 39=0 14=0 151=3",
                        "8 1 11=b 150=I 39=8 14=0 151=0 UNKNOWN_ORDER",
                        "8 2 11=a 150=I 39=8 14=0 151=0 UNKNOWN_ORDER"),
                f.said());
    }

    @Test
    void shouldExpireDayOrdersOnceAndKeepTheOthers() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "3", TimeInForce.DAY);
        f.place("b", DESK, DESK_A, BTC, Side.BUY, "59000", "3", TimeInForce.GTC).said();

        f.venue.rollDay(f.nowNs);
        f.venue.rollDay(f.nowNs + 1);

        assertEquals(List.of("8 1 11=a 150=C 39=C 14=0 151=0"), f.said());
    }

    @Test
    void shouldCancelASessionsOrdersUnsolicited() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "3", TimeInForce.GTC);
        f.place("b", DESK, DESK_B, BTC, Side.BUY, "59001", "1", TimeInForce.DAY);
        f.quote(BTC, Side.BUY, "59000", "1").said();

        f.venue.cancelSessionOrders(DESK, false, 12, f.nowNs);

        assertEquals(List.of("8 1 11=a 150=4 39=4 14=0 151=0", "8 1 11=b 150=4 39=4 14=0 151=0"), f.said());
        assertEquals(12, f.lastReport.restatementReason);
    }

    @Test
    void shouldCancelThoseOrdersOnlyThatAskForIt() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "3", TimeInForce.GTC);
        f.request.clOrdId.set("b");
        f.request.conditions.execInst = OrderConditions.CANCEL_ON_DISCONNECT;
        f.send();
        f.said();

        f.venue.cancelSessionOrders(DESK, true, 12, f.nowNs);

        assertEquals(List.of("8 1 11=b 150=4 39=4 14=0 151=0"), f.said());
        assertEquals(12, f.lastReport.restatementReason);
        f.venue.cancelSessionOrders(DESK, false, 13, f.nowNs);
        assertEquals(List.of("8 1 11=a 150=4 39=4 14=0 151=0"), f.said());
    }

    @Test
    void shouldCopyEveryEventOfADeskInOneSequence() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "3", TimeInForce.GTC);
        f.quote(BTC, Side.BUY, "59000", "1");
        assertEquals(0, f.lastReport.copyCount);
        f.cancel(DESK, "b", "unknown");
        assertEquals(1, f.lastReport.copyCount);
        assertEquals(VenueFixture.PB, f.lastReport.copySessionIds[0]);
        assertEquals(2, f.lastReport.copyApplSeqNums[0]);
        f.place("c", DESK, DESK_B, BTC, Side.BUY, "1", "3", TimeInForce.GTC);
        assertEquals(3, f.lastReport.copyApplSeqNums[0]);
    }

    @Test
    void shouldNotLetASessionOfOtherAccountsAddressAnOrderByItsId() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "3", TimeInForce.GTC);
        final long orderId = f.lastReport.orderId;
        f.request.clear();
        f.request.sessionId = MM;
        f.request.clOrdId.set("x");
        f.request.orderId = orderId;
        f.venue.cancelOrder(f.request, f.nowNs);

        assertEquals("9 2 11=x 37=NONE 39=8 434=1 UNKNOWN_ORDER", f.said().get(1));
    }

    @ParameterizedTest
    @CsvSource({
        "60000.3, 1, PRICE_OFF_TICK",
        "-1, 1, PRICE_NOT_POSITIVE",
        "0, 1, PRICE_NOT_POSITIVE",
        "47999.5, 1, PRICE_OUTSIDE_BAND",
        "72000.5, 1, PRICE_OUTSIDE_BAND",
        "90000000000, 1, PRICE_OUT_OF_RANGE",
        ", 1, PRICE_MISSING",
        "60000, 0, QUANTITY_NOT_POSITIVE",
        "60000, -1, QUANTITY_NOT_POSITIVE",
        "60000, 0.0005, QUANTITY_OFF_LOT",
        "60000, 1000.001, QUANTITY_OUT_OF_RANGE",
        "60000, , QUANTITY_MISSING",
        "60000, 1000, INSUFFICIENT_MARGIN"
    })
    void shouldRefuseWhatItCannotDoAndChangeNothing(final String price, final String qty, final RejectReason reason) {
        f.quote(BTC, Side.SELL, "60001", "1");
        final String before = book();

        f.said();
        f.place("a", DESK, DESK_A, BTC, Side.BUY, price, qty, TimeInForce.GTC);

        assertEquals(List.of("8 1 11=a 150=8 39=8 14=0 151=0 " + reason), f.said());
        assertEquals(before, book());
        assertEquals(1_000_000L * VenueFixture.MICROS, f.standing(DESK, DESK_A).before.equityMicros);
    }

    @Test
    void shouldRefuseAnUnknownSymbolAndAForeignAccount() {
        f.place("a", DESK, DESK_A, 0, Side.BUY, "60000", "1", TimeInForce.GTC);
        f.place("b", DESK, OTHER, BTC, Side.BUY, "60000", "1", TimeInForce.GTC);
        assertEquals(0, f.lastReport.accountId);
        f.place("c", DESK, DESK_A, 99, Side.BUY, "60000", "1", TimeInForce.GTC);

        assertEquals(
                List.of(
                        "8 1 11=a 150=8 39=8 14=0 151=0 UNKNOWN_SYMBOL",
                        "8 1 11=b 150=8 39=8 14=0 151=0 UNKNOWN_ACCOUNT",
                        "8 1 11=c 150=8 39=8 14=0 151=0 UNKNOWN_SYMBOL"),
                f.said());
    }

    @Test
    void shouldRefuseRiskButPassCancelsWhenEventsCannotBeKept() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "3", TimeInForce.GTC).said();
        f.hasRoom = false;
        f.place("b", DESK, DESK_A, BTC, Side.BUY, "59000", "3", TimeInForce.GTC);
        f.replace(DESK, "c", "a", BTC, Side.BUY, "59000", "4").cancel(DESK, "d", "a");

        assertEquals(
                List.of(
                        "j 1 PLACE_ORDER VENUE_BUSY",
                        "j 1 REPLACE_ORDER VENUE_BUSY",
                        "8 1 11=d 41=a 150=4 39=4 14=0 151=0"),
                f.said());
    }

    @Test
    void shouldRefuseOpenOrdersPastTheLimitButNotImmediateOnes() {
        for (int i = 0; i < 100; i++) {
            f.place("o" + i, DESK, DESK_A, BTC, Side.BUY, "50000", "0.001", TimeInForce.GTC);
        }
        f.said();
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "50000", "0.001", TimeInForce.GTC);
        f.place("b", DESK, DESK_A, BTC, Side.BUY, "50000", "0.001", TimeInForce.IOC);

        assertEquals(
                List.of(
                        "8 1 11=a 150=8 39=8 14=0 151=0 OPEN_ORDER_LIMIT",
                        "8 1 11=b 150=0 39=0 14=0 151=0.001",
                        "8 1 11=b 150=4 39=4 14=0 151=0"),
                f.said());
    }

    @Test
    void shouldKeepAForgottenClOrdIdTakenByItsFingerprintForADay() {
        for (int i = 0; i < 1_001; i++) {
            f.place("c" + i, DESK, DESK_A, BTC, Side.BUY, "50000", "0.001", TimeInForce.IOC);
        }
        f.said();
        f.place("c0", DESK, DESK_A, BTC, Side.BUY, "50000", "0.001", TimeInForce.IOC);
        assertEquals(List.of("8 1 11=c0 150=8 39=8 14=0 151=0 DUPLICATE_CL_ORD_ID"), f.said());
        assertEquals(0, f.lastReport.orderId);

        f.venue.rollDay(f.nowNs);
        f.venue.rollDay(f.nowNs);
        f.place("c0", DESK, DESK_A, BTC, Side.BUY, "50000", "0.001", TimeInForce.IOC);
        assertEquals(2, f.said().size());
    }

    @Test
    void shouldMoveTheIndexToTheMedianWithinTheGuard() {
        final long before = f.venue.stateHash();
        f.index(1, "72000.00000001");
        assertEquals(List.of("j 5 PUBLISH_INDEX PRICE_JUMP"), f.said());
        f.venue.publishIndex(VenueFixture.IDX, 0, false, 9, 1, 0);
        assertEquals(List.of("j 5 PUBLISH_INDEX UNKNOWN_SYMBOL"), f.said());
        f.venue.publishIndex(VenueFixture.IDX, 0, false, 1, -1, 0);
        assertEquals(List.of("j 5 PUBLISH_INDEX PRICE_NOT_POSITIVE"), f.said());

        f.index(1, "61000");
        assertNotEquals(before, f.venue.stateHash());
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "73200", "0.001", TimeInForce.GTC);
        assertEquals(List.of("8 1 11=a 150=0 39=0 14=0 151=0.001"), f.said());
    }

    private String book() {
        f.said();
        final OrderRequest all = new OrderRequest();
        all.sessionId = MM;
        all.clOrdId.set("q0");
        f.venue.requestOrderStatus(all, f.nowNs);
        return f.said().toString();
    }

    /** A G without TimeInForce(59) keeps the order's, and so its place. */
    @Test
    void shouldKeepTimeInForceWhereAReplaceDoesNotSay() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "2", TimeInForce.GTC);
        f.place("b", DESK2, OTHER, BTC, Side.BUY, "59000", "1", TimeInForce.GTC);
        VenueFixture.fill(f.request, "a2", BTC, Side.BUY, "59000", "1");
        f.request.sessionId = DESK;
        f.request.origClOrdId.set("a");
        f.request.timeInForce = null;
        f.venue.replaceOrder(f.request, f.nowNs);
        f.venue.rollDay(f.nowNs);
        f.said();

        f.quote(BTC, Side.SELL, "59000", "1");

        assertEquals("8 1 11=a2 150=F 39=2 14=1 151=0 32=1 31=59000", f.said().get(2));
    }

    /** Another session of the account: the owner hears of it unsolicited and under its own ClOrdID. */
    @Test
    void shouldTellTheOwnerUnderItsOwnClOrdIdWhatAnotherSessionDid() {
        f.venue.beginConfiguration(8, 100);
        f.defineAll(0);
        f.venue.define(new SessionDefinition("BASCULE", "TWIN", false, false, List.of("DESK-A"), List.of()));
        f.venue.endConfiguration();
        f.place("7", DESK, DESK_A, BTC, Side.BUY, "59000", "1", TimeInForce.GTC);
        f.place("5", DESK, DESK_A, BTC, Side.BUY, "58000", "1", TimeInForce.GTC);
        final long orderId = f.lastReport.orderId;
        f.said();
        f.request.clear();
        f.request.sessionId = 6;
        f.request.clOrdId.set("7");
        f.request.orderId = orderId;

        f.venue.cancelOrder(f.request, f.nowNs);

        assertEquals(List.of("8 1 11=5 150=4 39=4 14=0 151=0", "8 6 11=7 150=I 39=4 14=0 151=0"), f.said());
        f.place("7", 6, DESK_A, BTC, Side.BUY, "58000", "1", TimeInForce.GTC);
        assertEquals(
                "8 6 11=7 150=8 39=4 14=0 151=0 DUPLICATE_CL_ORD_ID", f.said().get(0));
    }

    @Test
    void shouldRefuseARepeatOfARefusedReplace() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "1", TimeInForce.GTC).said();
        f.replace(DESK, "b", "a", BTC, Side.BUY, "59000", "900");
        f.replace(DESK, "b", "a", BTC, Side.BUY, "59000", "2");

        assertEquals(
                List.of(
                        "9 1 11=b 41=a 37=id 39=0 434=2 INSUFFICIENT_MARGIN",
                        "9 1 11=b 41=a 37=id 39=0 434=2 DUPLICATE_CL_ORD_ID"),
                f.said());
    }

    @Test
    void shouldSayNothingThatItCannotKeep() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "1", TimeInForce.GTC).said();
        f.hasRoom = false;
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "59000", "1", TimeInForce.GTC);
        f.cancel(DESK, "x", "unknown");

        assertEquals(List.of("j 1 PLACE_ORDER VENUE_BUSY", "j 1 CANCEL_ORDER VENUE_BUSY"), f.said());
    }

    /** An order that the mark has left outside the band may still be made smaller. */
    @Test
    void shouldReduceAnOrderOutsideTheBand() {
        f.place("a", DESK, DESK_A, BTC, Side.BUY, "50000", "2", TimeInForce.GTC)
                .index(1, "70000")
                .said();
        f.replace(DESK, "b", "a", BTC, Side.BUY, "50000", "1");

        assertEquals(List.of("8 1 11=b 41=a 150=5 39=0 14=0 151=1"), f.said());
    }
}
