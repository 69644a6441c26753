package io.bascule.engine.cluster;

import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.Report;
import io.bascule.engine.order.Text;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.CancelRejectedEncoder;
import io.bascule.engine.wire.sbe.ExecCause;
import io.bascule.engine.wire.sbe.ExecType;
import io.bascule.engine.wire.sbe.ExecutionReportedEncoder;
import io.bascule.engine.wire.sbe.Liquidity;
import io.bascule.engine.wire.sbe.MarginEncoder;
import io.bascule.engine.wire.sbe.MessageHeaderEncoder;
import io.bascule.engine.wire.sbe.OrdStatus;
import io.bascule.engine.wire.sbe.OrdType;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.ReportContext;
import io.bascule.engine.wire.sbe.ResponseTo;
import io.bascule.engine.wire.sbe.Side;
import io.bascule.engine.wire.sbe.TimeInForce;
import org.agrona.MutableDirectBuffer;

/** Reports into bytes, header first. */
final class ReportEncoder {
    private static final int MAX_TEXT_LENGTH = 1 + Text.MAX_LENGTH;
    private static final int MAX_LENGTH_WITHOUT_COPIES = MessageHeaderEncoder.ENCODED_LENGTH
            + ExecutionReportedEncoder.BLOCK_LENGTH
            + ExecutionReportedEncoder.ConditionsEncoder.HEADER_SIZE
            + ExecutionReportedEncoder.ConditionsEncoder.sbeBlockLength()
            + ExecutionReportedEncoder.CopiesEncoder.HEADER_SIZE
            + ExecutionReportedEncoder.ContextEncoder.HEADER_SIZE
            + ExecutionReportedEncoder.ContextEncoder.sbeBlockLength()
            + 8 * MAX_TEXT_LENGTH;

    /** More than any status report takes in the queue of its client. */
    static final int MAX_STATUS_LENGTH = MAX_LENGTH_WITHOUT_COPIES + Outlet.ANSWER_OVERHEAD;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExecutionReportedEncoder execution = new ExecutionReportedEncoder();
    private final CancelRejectedEncoder cancelReject = new CancelRejectedEncoder();

    /** More than any encoding of the report takes. */
    static int maxLength(final Report report) {
        return MAX_LENGTH_WITHOUT_COPIES + report.copyCount * ExecutionReportedEncoder.CopiesEncoder.sbeBlockLength();
    }

    /** Encodes an ExecutionReported; returns its length. */
    int encodeExecution(final Report report, final MutableDirectBuffer buffer, final int offset) {
        execution
                .wrapAndApplyHeader(buffer, offset, header)
                .eventNumber(report.eventNumber)
                .timestampNs(report.timestampNs)
                .sessionId(report.sessionId)
                .accountId(report.accountId)
                .instrumentId(report.instrumentId)
                .execType(ExecType.get(report.execType.code()))
                .ordStatus(OrdStatus.get(report.ordStatus.code()))
                .side(report.side == null ? Side.NULL_VAL : Side.get(report.side.code()))
                .ordType(report.ordType == null ? OrdType.NULL_VAL : OrdType.get(report.ordType.code()))
                .timeInForce(
                        report.timeInForce == null ? TimeInForce.NULL_VAL : TimeInForce.get(report.timeInForce.code()))
                .rejectReason(RejectReason.get(report.rejectReason.code()))
                .lastLiquidity(Liquidity.get(report.lastLiquidity.code()))
                .restatementReason((short) report.restatementReason)
                .orderId(report.orderId)
                .priceE8(report.priceE8)
                .orderQtyE8(report.orderQtyE8)
                .cumQtyE8(report.cumQtyE8)
                .leavesQtyE8(report.leavesQtyE8)
                .avgPxE8(report.avgPxE8)
                .lastQtyE8(report.lastQtyE8)
                .lastPxE8(report.lastPxE8)
                .tradeId(report.tradeId)
                .feeUnits(report.feeUnits)
                .shortfallMicros(report.shortfallMicros)
                .applSeqNum(report.applSeqNum)
                .totNumReports(report.totNumReports)
                .lastRptRequested(report.lastRptRequested ? BooleanType.TRUE : BooleanType.FALSE)
                .execRefEventNumber(report.execRefEventNumber)
                .execCause(ExecCause.get(report.execCause.code()));
        encodeMargin(report.margin, execution.margin());
        encodeConditions(report);
        final ExecutionReportedEncoder.CopiesEncoder copies = execution.copiesCount(report.copyCount);
        for (int i = 0; i < report.copyCount; i++) {
            copies.next().sessionId(report.copySessionIds[i]).applSeqNum(report.copyApplSeqNums[i]);
        }
        encodeContext(report);
        execution
                .putClOrdId(report.clOrdId.bytes(), 0, report.clOrdId.length())
                .putOrigClOrdId(report.origClOrdId.bytes(), 0, report.origClOrdId.length())
                .putSymbol(report.symbol.bytes(), 0, report.symbol.length())
                .putAccountName(report.accountName.bytes(), 0, report.accountName.length())
                .putOrdStatusReqId(report.ordStatusReqId.bytes(), 0, report.ordStatusReqId.length())
                .putMassStatusReqId(report.massStatusReqId.bytes(), 0, report.massStatusReqId.length());
        return MessageHeaderEncoder.ENCODED_LENGTH + execution.encodedLength();
    }

    private void encodeConditions(final Report report) {
        if (report.conditions.isEmpty()) {
            execution.conditionsCount(0);
        } else {
            ConditionsCodec.encode(
                    report.conditions, execution.conditionsCount(1).next().terms());
        }
    }

    private void encodeContext(final Report report) {
        final boolean none = report.context == io.bascule.engine.order.ReportContext.NONE;
        final ExecutionReportedEncoder.ContextEncoder context = execution.contextCount(none ? 0 : 1);
        if (!none) {
            context.next()
                    .kind(ReportContext.get(report.context.code()))
                    .putRequestId(report.requestId.bytes(), 0, report.requestId.length())
                    .putEntryId(report.entryId.bytes(), 0, report.entryId.length());
        }
    }

    /** Encodes a CancelRejected; returns its length. */
    int encodeCancelReject(final Report report, final MutableDirectBuffer buffer, final int offset) {
        cancelReject
                .wrapAndApplyHeader(buffer, offset, header)
                .eventNumber(report.eventNumber)
                .timestampNs(report.timestampNs)
                .sessionId(report.sessionId)
                .accountId(report.accountId)
                .instrumentId(report.instrumentId)
                .ordStatus(OrdStatus.get(report.ordStatus.code()))
                .rejectReason(RejectReason.get(report.rejectReason.code()))
                .responseTo(report.responseToReplace ? ResponseTo.REPLACE : ResponseTo.CANCEL)
                .orderId(report.orderId)
                .shortfallMicros(report.shortfallMicros)
                .applSeqNum(report.applSeqNum);
        encodeMargin(report.margin, cancelReject.margin());
        final CancelRejectedEncoder.CopiesEncoder copies = cancelReject.copiesCount(report.copyCount);
        for (int i = 0; i < report.copyCount; i++) {
            copies.next().sessionId(report.copySessionIds[i]).applSeqNum(report.copyApplSeqNums[i]);
        }
        final CancelRejectedEncoder.ContextEncoder context =
                cancelReject.contextCount(report.context == io.bascule.engine.order.ReportContext.NONE ? 0 : 1);
        if (report.context != io.bascule.engine.order.ReportContext.NONE) {
            context.next()
                    .kind(ReportContext.get(report.context.code()))
                    .putRequestId(report.requestId.bytes(), 0, report.requestId.length())
                    .putEntryId(report.entryId.bytes(), 0, report.entryId.length());
        }
        cancelReject
                .putClOrdId(report.clOrdId.bytes(), 0, report.clOrdId.length())
                .putOrigClOrdId(report.origClOrdId.bytes(), 0, report.origClOrdId.length());
        return MessageHeaderEncoder.ENCODED_LENGTH + cancelReject.encodedLength();
    }

    static void encodeMargin(final MarginFigures margin, final MarginEncoder encoder) {
        if (margin.present) {
            encoder.initialMarginMicros(margin.initialMarginMicros)
                    .maintenanceMarginMicros(margin.maintenanceMarginMicros)
                    .equityMicros(margin.equityMicros)
                    .excessMicros(margin.excessMicros);
        } else {
            encoder.initialMarginMicros(MarginEncoder.initialMarginMicrosNullValue())
                    .maintenanceMarginMicros(MarginEncoder.maintenanceMarginMicrosNullValue())
                    .equityMicros(MarginEncoder.equityMicrosNullValue())
                    .excessMicros(MarginEncoder.excessMicrosNullValue());
        }
    }
}
