package io.bascule.gateway.mapping;

import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.CancelRejectedEncoder;
import io.bascule.engine.wire.sbe.ExecCause;
import io.bascule.engine.wire.sbe.ExecType;
import io.bascule.engine.wire.sbe.ExecutionReportedEncoder;
import io.bascule.engine.wire.sbe.Liquidity;
import io.bascule.engine.wire.sbe.MarginEncoder;
import io.bascule.engine.wire.sbe.MassCancelAnsweredEncoder;
import io.bascule.engine.wire.sbe.OrdStatus;
import io.bascule.engine.wire.sbe.OrdType;
import io.bascule.engine.wire.sbe.OrderConditionsEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.ResponseTo;
import io.bascule.engine.wire.sbe.SelfMatchInstruction;
import io.bascule.engine.wire.sbe.Side;
import io.bascule.engine.wire.sbe.StopTrigger;
import io.bascule.engine.wire.sbe.TimeInForce;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.ExpandableArrayBuffer;

/** Events of one order: buy 2 BTC-PERP at 60000.5, by DESK1 for DESK1-A. */
final class TestEvents {
    private static final long NOW_NS = 1_795_176_000_123_456_789L;
    private static final long ONE = 100_000_000L;
    private static final long ABSENT = Long.MIN_VALUE;

    private TestEvents() {}

    /** Strings behind an ExecutionReported. */
    private record Names(
            String clOrdId,
            String origClOrdId,
            String symbol,
            String account,
            String ordStatusReqId,
            String massStatusReqId) {
        static final Names PLAIN = new Names("a", "");

        Names(String clOrdId, String origClOrdId) {
            this(clOrdId, origClOrdId, "", "", "", "");
        }
    }

    /** Every kind of ExecutionReport, by name. */
    static Map<String, ExpandableArrayBuffer> reports() {
        Map<String, ExpandableArrayBuffer> reports = new LinkedHashMap<>();
        reports.put("new", report(Names.PLAIN, e -> {}));
        reports.put("trade as maker, partly filled", report(Names.PLAIN, e -> trade(e, Liquidity.MAKER, 600_005_000)));
        reports.put("trade as taker, filled, a rebate", report(Names.PLAIN, e -> {
            trade(e, Liquidity.TAKER, -1_500_000);
            e.ordStatus(OrdStatus.FILLED).cumQtyE8(2 * ONE).leavesQtyE8(0);
        }));
        addAmendments(reports);
        reports.put("replaced", report(new Names("b", "a"), e -> e.execType(ExecType.REPLACED)
                .ordStatus(OrdStatus.PARTIALLY_FILLED)
                .cumQtyE8(ONE / 2)
                .leavesQtyE8(3 * ONE / 2)
                .avgPxE8(6_000_050_000_000L)));
        reports.put("canceled on request", report(new Names("c", "a"), e -> e.execType(ExecType.CANCELED)
                .ordStatus(OrdStatus.CANCELED)
                .leavesQtyE8(0)));
        reports.put("canceled on connection loss", report(Names.PLAIN, e -> e.execType(ExecType.CANCELED)
                .ordStatus(OrdStatus.CANCELED)
                .leavesQtyE8(0)
                .restatementReason((short) 12)));
        putExpired(reports);
        reports.put("rejected for margin", report(Names.PLAIN, e -> rejected(e, RejectReason.INSUFFICIENT_MARGIN)
                .shortfallMicros(1_234_560_000L)));
        reports.put("rejected off tick", report(Names.PLAIN, e -> rejected(e, RejectReason.PRICE_OFF_TICK)
                .priceE8(6_000_030_000_000L)));
        reports.put(
                "rejected outside the band", report(Names.PLAIN, e -> rejected(e, RejectReason.PRICE_OUTSIDE_BAND)));
        reports.put(
                "rejected, names unknown, nothing representable",
                report(new Names("a", "", "DOGE", "MM1-A", "", ""), e -> rejected(e, RejectReason.UNKNOWN_SYMBOL)
                        .accountId(0)
                        .instrumentId(0)
                        .side(Side.NULL_VAL)
                        .ordType(OrdType.NULL_VAL)
                        .timeInForce(TimeInForce.NULL_VAL)
                        .priceE8(ABSENT)
                        .orderQtyE8(ABSENT)));
        reports.put("status", report(new Names("a", "", "", "", "q1", ""), TestEvents::status));
        addMassStatus(reports);
        reports.put("status of an unknown order", report(new Names("x", "", "BTC-PERP", "", "q1", ""), e -> noStatus(
                        e, RejectReason.UNKNOWN_ORDER)
                .lastRptRequested(BooleanType.FALSE)
                .side(Side.BUY)));
        return reports;
    }

    /** A liquidation order's trade: no session has entered it. */
    static ExpandableArrayBuffer liquidation() {
        return report(new Names("", ""), e -> {
            trade(e, Liquidity.TAKER, 600_005_000);
            e.sessionId(0).applSeqNum(0).execCause(ExecCause.LIQUIDATION);
        });
    }

    private static void addMassStatus(Map<String, ExpandableArrayBuffer> reports) {
        reports.put("mass status, last of three", report(new Names("a", "", "", "", "", "m1"), e -> status(e)
                .totNumReports(3)
                .lastRptRequested(BooleanType.TRUE)));
        reports.put("mass status, first of three", report(new Names("a", "", "", "", "", "m1"), e -> status(e)
                .totNumReports(3)));
        reports.put(
                "mass status, none",
                report(new Names("", "", "", "", "", "m1"), e -> noStatus(e, RejectReason.UNKNOWN_ORDER)));
        reports.put("mass status, too many", report(new Names("", "", "", "", "", "m1"), e -> noStatus(
                        e, RejectReason.TOO_MANY_REPORTS)
                .totNumReports(5_001)));
        reports.put(
                "mass status, account unknown",
                report(new Names("", "", "", "MM1-A", "", "m1"), e -> noStatus(e, RejectReason.UNKNOWN_ACCOUNT)));
    }

    private static void addAmendments(Map<String, ExpandableArrayBuffer> reports) {
        reports.put("trade corrected", report(Names.PLAIN, e -> {
            trade(e, Liquidity.MAKER, 6_000_000);
            e.execType(ExecType.TRADE_CORRECT).lastPxE8(6_000_000_000_000L).execRefEventNumber(1200);
        }));
        reports.put("trade taken back, of a filled order", report(Names.PLAIN, e -> {
            trade(e, Liquidity.TAKER, -24_000_000);
            e.execType(ExecType.TRADE_CANCEL)
                    .ordStatus(OrdStatus.CANCELED)
                    .cumQtyE8(ONE)
                    .leavesQtyE8(0)
                    .execRefEventNumber(1200);
        }));
    }

    /** Of an order that expires, and those of orders with conditions. */
    private static void putExpired(Map<String, ExpandableArrayBuffer> reports) {
        reports.put("expired", report(Names.PLAIN, e -> e.execType(ExecType.EXPIRED)
                .ordStatus(OrdStatus.EXPIRED)
                .leavesQtyE8(0)));
        reports.put("new with every condition", report(Names.PLAIN, TestEvents::stop, TestEvents::conditions));
        reports.put(
                "triggered", report(Names.PLAIN, e -> stop(e).execType(ExecType.TRIGGERED), TestEvents::conditions));
        reports.put(
                "triggered and cancelled for margin",
                report(
                        Names.PLAIN,
                        e -> stop(e).execType(ExecType.CANCELED)
                                .ordStatus(OrdStatus.CANCELED)
                                .leavesQtyE8(0)
                                .restatementReason((short) 8)
                                .rejectReason(RejectReason.INSUFFICIENT_MARGIN)
                                .shortfallMicros(1_500_000),
                        TestEvents::conditions));
        reports.put("market to limit", report(Names.PLAIN, e -> e.ordType(OrdType.MARKET_TO_LIMIT)
                .priceE8(ABSENT)));
        reports.put("restated", report(Names.PLAIN, e -> e.execType(ExecType.RESTATED)
                .orderQtyE8(ONE)
                .leavesQtyE8(ONE)
                .restatementReason((short) 5)));
        reports.put("canceled by self-match prevention", report(Names.PLAIN, e -> e.execType(ExecType.CANCELED)
                .ordStatus(OrdStatus.CANCELED)
                .leavesQtyE8(0)
                .restatementReason((short) 19)));
    }

    private static ExecutionReportedEncoder stop(ExecutionReportedEncoder event) {
        return event.ordType(OrdType.STOP_LIMIT).timeInForce(TimeInForce.GTD);
    }

    private static void conditions(OrderConditionsEncoder conditions) {
        conditions
                .stopPxE8(6_000_000_000_000L)
                .expireTimeNs(NOW_NS)
                .displayQtyE8(ONE / 2)
                .minQtyE8(ABSENT)
                .maxInitialMarginMicros(5_000_000_000L)
                .selfMatchIdHigh(0x4142434445464748L)
                .selfMatchIdLow(0x4900000000000000L)
                .selfMatchInstruction(SelfMatchInstruction.CANCEL_PASSIVE)
                .stopTrigger(StopTrigger.LAST);
        conditions.execInst().clear().postOnly(true).reduceOnly(true).cancelOnDisconnect(true);
    }

    private static ExecutionReportedEncoder status(ExecutionReportedEncoder event) {
        return event.execType(ExecType.ORDER_STATUS).eventNumber(0).applSeqNum(0);
    }

    private static ExecutionReportedEncoder noStatus(ExecutionReportedEncoder event, RejectReason reason) {
        return status(rejected(event, reason))
                .lastRptRequested(BooleanType.TRUE)
                .orderId(0)
                .accountId(0)
                .instrumentId(0)
                .side(Side.NULL_VAL)
                .ordType(OrdType.NULL_VAL)
                .timeInForce(TimeInForce.NULL_VAL)
                .priceE8(ABSENT)
                .orderQtyE8(ABSENT);
    }

    /** Every kind of OrderCancelReject, by name. */
    static Map<String, ExpandableArrayBuffer> cancelRejects() {
        Map<String, ExpandableArrayBuffer> rejects = new LinkedHashMap<>();
        rejects.put("too late to cancel", cancelReject("a", e -> {}));
        rejects.put("unknown order", cancelReject("x", e -> e.rejectReason(RejectReason.UNKNOWN_ORDER)
                .ordStatus(OrdStatus.REJECTED)
                .orderId(0)
                .accountId(0)
                .instrumentId(0)));
        rejects.put(
                "replace refused for margin", cancelReject("a", e -> e.rejectReason(RejectReason.INSUFFICIENT_MARGIN)
                        .responseTo(ResponseTo.REPLACE)
                        .ordStatus(OrdStatus.NEW)
                        .shortfallMicros(12_500_000)));
        rejects.put("replace refused off tick", cancelReject("a", e -> e.rejectReason(RejectReason.PRICE_OFF_TICK)
                .responseTo(ResponseTo.REPLACE)
                .ordStatus(OrdStatus.PARTIALLY_FILLED)));
        rejects.put("addressed by OrderID alone", cancelReject("", e -> {}));
        return rejects;
    }

    /** Every kind of OrderMassCancelReport, by name. */
    static Map<String, ExpandableArrayBuffer> massCancels() {
        Map<String, ExpandableArrayBuffer> reports = new LinkedHashMap<>();
        reports.put("mass cancel of everything", massCancel("", "", e -> e.requestType((byte) '7')
                .accountId(0)
                .instrumentId(0)
                .side(Side.NULL_VAL)
                .totalAffected(12)));
        reports.put("mass cancel of a security, an account and a side", massCancel("", "", e -> {}));
        reports.put("mass cancel, symbol unknown", massCancel("DOGE", "", e -> e.instrumentId(0)
                .rejectReason(RejectReason.UNKNOWN_SYMBOL)));
        reports.put("mass cancel, account unknown", massCancel("", "MM1-A", e -> e.accountId(0)
                .rejectReason(RejectReason.UNKNOWN_ACCOUNT)));
        reports.put("mass cancel, not supported", massCancel("", "", e -> e.requestType((byte) '2')
                .rejectReason(RejectReason.UNSUPPORTED_VALUE)));
        reports.put("mass cancel, repeated", massCancel("", "", e -> e.rejectReason(RejectReason.DUPLICATE_CL_ORD_ID)));
        return reports;
    }

    private static ExpandableArrayBuffer massCancel(
            String symbol, String account, Consumer<MassCancelAnsweredEncoder> change) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        MassCancelAnsweredEncoder event = new MassCancelAnsweredEncoder().wrap(buffer, 0);
        event.eventNumber(1236)
                .timestampNs(NOW_NS)
                .sessionId(TestVenue.DESK1)
                .accountId(TestVenue.DESK1_A)
                .instrumentId(TestVenue.BTC_PERP)
                .side(Side.BUY)
                .requestType((byte) '1')
                .rejectReason(RejectReason.NONE)
                .totalAffected(1);
        change.accept(event);
        event.clOrdId("m").symbol(symbol).accountName(account);
        return buffer;
    }

    /** A refused order with the given reason, all else known. */
    static ExpandableArrayBuffer rejected(RejectReason reason) {
        return report(Names.PLAIN, e -> rejected(e, reason));
    }

    private static void trade(ExecutionReportedEncoder event, Liquidity liquidity, long feeUnits) {
        event.execType(ExecType.TRADE)
                .ordStatus(OrdStatus.PARTIALLY_FILLED)
                .lastLiquidity(liquidity)
                .cumQtyE8(ONE)
                .leavesQtyE8(ONE)
                .avgPxE8(6_000_025_000_000L)
                .lastQtyE8(ONE)
                .lastPxE8(6_000_050_000_000L)
                .tradeId(99)
                .feeUnits(feeUnits);
    }

    private static ExecutionReportedEncoder rejected(ExecutionReportedEncoder event, RejectReason reason) {
        return event.execType(ExecType.REJECTED)
                .ordStatus(OrdStatus.REJECTED)
                .rejectReason(reason)
                .leavesQtyE8(0);
    }

    private static ExpandableArrayBuffer report(Names names, Consumer<ExecutionReportedEncoder> change) {
        return report(names, change, null);
    }

    private static ExpandableArrayBuffer report(
            Names names, Consumer<ExecutionReportedEncoder> change, Consumer<OrderConditionsEncoder> conditions) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        ExecutionReportedEncoder event = new ExecutionReportedEncoder().wrap(buffer, 0);
        event.eventNumber(1234)
                .timestampNs(NOW_NS)
                .sessionId(TestVenue.DESK1)
                .accountId(TestVenue.DESK1_A)
                .instrumentId(TestVenue.BTC_PERP)
                .execType(ExecType.NEW)
                .ordStatus(OrdStatus.NEW)
                .side(Side.BUY)
                .ordType(OrdType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .rejectReason(RejectReason.NONE)
                .lastLiquidity(Liquidity.NONE)
                .restatementReason((short) 0)
                .orderId(4711)
                .priceE8(6_000_050_000_000L)
                .orderQtyE8(2 * ONE)
                .cumQtyE8(0)
                .leavesQtyE8(2 * ONE)
                .avgPxE8(0)
                .lastQtyE8(0)
                .lastPxE8(0)
                .tradeId(0)
                .feeUnits(0)
                .shortfallMicros(0)
                .applSeqNum(77)
                .totNumReports(0)
                .lastRptRequested(BooleanType.FALSE)
                .execRefEventNumber(0);
        margin(event.margin());
        change.accept(event);
        ExecutionReportedEncoder.ConditionsEncoder group = event.conditionsCount(conditions == null ? 0 : 1);
        if (conditions != null) {
            conditions.accept(group.next().terms());
        }
        event.copiesCount(1).next().sessionId(TestVenue.PB1).applSeqNum(55);
        event.contextCount(0);
        event.clOrdId(names.clOrdId())
                .origClOrdId(names.origClOrdId())
                .symbol(names.symbol())
                .accountName(names.account())
                .ordStatusReqId(names.ordStatusReqId())
                .massStatusReqId(names.massStatusReqId());
        return buffer;
    }

    private static ExpandableArrayBuffer cancelReject(String origClOrdId, Consumer<CancelRejectedEncoder> change) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        CancelRejectedEncoder event = new CancelRejectedEncoder().wrap(buffer, 0);
        event.eventNumber(1235)
                .timestampNs(NOW_NS)
                .sessionId(TestVenue.DESK1)
                .accountId(TestVenue.DESK1_A)
                .instrumentId(TestVenue.BTC_PERP)
                .ordStatus(OrdStatus.FILLED)
                .rejectReason(RejectReason.TOO_LATE)
                .responseTo(ResponseTo.CANCEL)
                .orderId(4711)
                .shortfallMicros(0)
                .applSeqNum(78);
        margin(event.margin());
        change.accept(event);
        event.copiesCount(1).next().sessionId(TestVenue.PB1).applSeqNum(56);
        event.contextCount(0);
        event.clOrdId("b").origClOrdId(origClOrdId);
        return buffer;
    }

    static void margin(MarginEncoder margin) {
        margin.initialMarginMicros(7_200_060_000L)
                .maintenanceMarginMicros(3_000_000_000L)
                .equityMicros(1_000_000_000_000L)
                .excessMicros(992_799_940_000L);
    }
}
