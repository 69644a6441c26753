package io.bascule.engine.cluster;

import io.bascule.engine.wire.sbe.CancelRejectedDecoder;
import io.bascule.engine.wire.sbe.CollateralChangedDecoder;
import io.bascule.engine.wire.sbe.ExecType;
import io.bascule.engine.wire.sbe.ExecutionReportedDecoder;
import io.bascule.engine.wire.sbe.FundingMissedDecoder;
import io.bascule.engine.wire.sbe.FundingPaidDecoder;
import io.bascule.engine.wire.sbe.MarginParametersChangedDecoder;
import io.bascule.engine.wire.sbe.MarketStatusChangedDecoder;
import io.bascule.engine.wire.sbe.MassCancelAnsweredDecoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.OrdStatus;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.ReportContext;
import io.bascule.engine.wire.sbe.Side;
import io.bascule.engine.wire.sbe.TimeInForce;
import org.agrona.concurrent.UnsafeBuffer;

/** An event as a gateway reads it: where it goes, and what it says of an order. */
final class ReportedEvent {
    final byte[] bytes;
    final long eventNumber;
    final long timestampNs;
    final int accountId;
    /** Who gets it: the session that it is about first, if there is one, then its copies. */
    final int[] sessionIds;

    final long[] applSeqNums;
    /** Null: no report of an order that changed. */
    final ExecType execType;

    final OrdStatus ordStatus;
    final RejectReason rejectReason;
    final long orderId;
    Side side;
    TimeInForce timeInForce;
    int instrumentId;
    int originSessionId;
    long orderQtyE8;
    long cumQtyE8;
    long leavesQtyE8;
    long lastQtyE8;
    long lastPxE8;
    long tradeId;
    String clOrdId = "";
    /** What its order is part of. */
    ReportContext context = ReportContext.NONE;

    private ReportedEvent(final byte[] bytes, final ExecutionReportedDecoder event) {
        this.bytes = bytes;
        eventNumber = event.eventNumber();
        timestampNs = event.timestampNs();
        accountId = event.accountId();
        execType = event.execType();
        ordStatus = event.ordStatus();
        rejectReason = event.rejectReason();
        orderId = event.orderId();
        side = event.side();
        timeInForce = event.timeInForce();
        instrumentId = event.instrumentId();
        originSessionId = event.sessionId();
        orderQtyE8 = event.orderQtyE8();
        cumQtyE8 = event.cumQtyE8();
        leavesQtyE8 = event.leavesQtyE8();
        lastQtyE8 = event.lastQtyE8();
        lastPxE8 = event.lastPxE8();
        tradeId = event.tradeId();
        event.conditions().forEach(ExecutionReportedDecoder.ConditionsDecoder::terms);
        final ExecutionReportedDecoder.CopiesDecoder copies = event.copies();
        final int first = originSessionId == 0 ? 0 : 1;
        sessionIds = new int[first + copies.count()];
        applSeqNums = new long[first + copies.count()];
        if (first == 1) {
            sessionIds[0] = originSessionId;
            applSeqNums[0] = event.applSeqNum();
        }
        for (int i = first; copies.hasNext(); i++) {
            copies.next();
            sessionIds[i] = copies.sessionId();
            applSeqNums[i] = copies.applSeqNum();
        }
        for (final ExecutionReportedDecoder.ContextDecoder part : event.context()) {
            context = part.kind();
            part.sbeSkip();
        }
        clOrdId = event.clOrdId();
    }

    private ReportedEvent(final byte[] bytes, final CancelRejectedDecoder event) {
        this.bytes = bytes;
        eventNumber = event.eventNumber();
        timestampNs = event.timestampNs();
        accountId = event.accountId();
        execType = null;
        ordStatus = event.ordStatus();
        rejectReason = event.rejectReason();
        orderId = event.orderId();
        originSessionId = event.sessionId();
        final CancelRejectedDecoder.CopiesDecoder copies = event.copies();
        sessionIds = new int[1 + copies.count()];
        applSeqNums = new long[1 + copies.count()];
        sessionIds[0] = originSessionId;
        applSeqNums[0] = event.applSeqNum();
        for (int i = 1; copies.hasNext(); i++) {
            copies.next();
            sessionIds[i] = copies.sessionId();
            applSeqNums[i] = copies.applSeqNum();
        }
        event.context().forEach(CancelRejectedDecoder.ContextDecoder::sbeSkip);
        clOrdId = event.clOrdId();
    }

    /** It has no place in an application sequence, and no copies. */
    private ReportedEvent(final byte[] bytes, final MassCancelAnsweredDecoder event) {
        this.bytes = bytes;
        eventNumber = event.eventNumber();
        timestampNs = event.timestampNs();
        accountId = event.accountId();
        execType = null;
        ordStatus = null;
        rejectReason = event.rejectReason();
        orderId = 0;
        originSessionId = event.sessionId();
        sessionIds = new int[] {originSessionId};
        applSeqNums = new long[] {SimulatedStore.NOT_NUMBERED};
        clOrdId = event.clOrdId();
    }

    private ReportedEvent(final byte[] bytes, final CollateralChangedDecoder event) {
        this.bytes = bytes;
        eventNumber = event.eventNumber();
        timestampNs = event.timestampNs();
        accountId = event.accountId();
        execType = null;
        ordStatus = null;
        rejectReason = RejectReason.NONE;
        orderId = 0;
        event.amounts().forEach(CollateralChangedDecoder.AmountsDecoder::sbeSkip);
        final CollateralChangedDecoder.CopiesDecoder copies = event.copies();
        sessionIds = new int[copies.count()];
        applSeqNums = new long[copies.count()];
        for (int i = 0; copies.hasNext(); i++) {
            copies.next();
            sessionIds[i] = copies.sessionId();
            applSeqNums[i] = copies.applSeqNum();
        }
    }

    private ReportedEvent(final byte[] bytes, final FundingPaidDecoder event) {
        this.bytes = bytes;
        eventNumber = event.eventNumber();
        timestampNs = event.timestampNs();
        accountId = event.accountId();
        execType = null;
        ordStatus = null;
        rejectReason = RejectReason.NONE;
        orderId = 0;
        final FundingPaidDecoder.CopiesDecoder copies = event.copies();
        sessionIds = new int[copies.count()];
        applSeqNums = new long[copies.count()];
        for (int i = 0; copies.hasNext(); i++) {
            copies.next();
            sessionIds[i] = copies.sessionId();
            applSeqNums[i] = copies.applSeqNum();
        }
    }

    /** It is of no account, and goes to nobody in particular. */
    private ReportedEvent(final byte[] bytes, final long eventNumber, final long timestampNs) {
        this.bytes = bytes;
        this.eventNumber = eventNumber;
        this.timestampNs = timestampNs;
        accountId = 0;
        execType = null;
        ordStatus = null;
        rejectReason = RejectReason.NONE;
        orderId = 0;
        sessionIds = new int[0];
        applSeqNums = new long[0];
    }

    /** Whether it is an answer that only who asked gets. */
    boolean isOfOneSession() {
        return applSeqNums.length > 0 && applSeqNums[0] == SimulatedStore.NOT_NUMBERED;
    }

    /** Null if the message is no event but an answer. */
    static ReportedEvent of(final byte[] bytes) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
        final int body = MessageHeaderDecoder.ENCODED_LENGTH;
        if (header.templateId() == CancelRejectedDecoder.TEMPLATE_ID) {
            final CancelRejectedDecoder event =
                    new CancelRejectedDecoder().wrap(buffer, body, header.blockLength(), header.version());
            return new ReportedEvent(bytes, event);
        }
        if (header.templateId() == MassCancelAnsweredDecoder.TEMPLATE_ID) {
            final MassCancelAnsweredDecoder event =
                    new MassCancelAnsweredDecoder().wrap(buffer, body, header.blockLength(), header.version());
            return new ReportedEvent(bytes, event);
        }
        if (header.templateId() == CollateralChangedDecoder.TEMPLATE_ID) {
            final CollateralChangedDecoder event =
                    new CollateralChangedDecoder().wrap(buffer, body, header.blockLength(), header.version());
            return new ReportedEvent(bytes, event);
        }
        if (header.templateId() == FundingPaidDecoder.TEMPLATE_ID) {
            final FundingPaidDecoder event =
                    new FundingPaidDecoder().wrap(buffer, body, header.blockLength(), header.version());
            return new ReportedEvent(bytes, event);
        }
        if (header.templateId() == FundingMissedDecoder.TEMPLATE_ID) {
            final FundingMissedDecoder event =
                    new FundingMissedDecoder().wrap(buffer, body, header.blockLength(), header.version());
            return new ReportedEvent(bytes, event.eventNumber(), event.timestampNs());
        }
        if (header.templateId() == MarketStatusChangedDecoder.TEMPLATE_ID) {
            final MarketStatusChangedDecoder event =
                    new MarketStatusChangedDecoder().wrap(buffer, body, header.blockLength(), header.version());
            return new ReportedEvent(bytes, event.eventNumber(), event.timestampNs());
        }
        if (header.templateId() == MarginParametersChangedDecoder.TEMPLATE_ID) {
            final MarginParametersChangedDecoder event =
                    new MarginParametersChangedDecoder().wrap(buffer, body, header.blockLength(), header.version());
            return new ReportedEvent(bytes, event.eventNumber(), event.timestampNs());
        }
        if (header.templateId() == ExecutionReportedDecoder.TEMPLATE_ID) {
            final ExecutionReportedDecoder event =
                    new ExecutionReportedDecoder().wrap(buffer, body, header.blockLength(), header.version());
            return event.eventNumber() == 0 ? null : new ReportedEvent(bytes, event);
        }
        return null;
    }
}
