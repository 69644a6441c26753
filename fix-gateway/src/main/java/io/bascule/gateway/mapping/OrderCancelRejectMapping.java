package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.CancelRejectedDecoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.ResponseTo;
import io.bascule.gateway.encoding.Decimal;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import quickfix.field.Account;
import quickfix.field.ClOrdID;
import quickfix.field.CxlRejReason;
import quickfix.field.CxlRejResponseTo;
import quickfix.field.MsgType;
import quickfix.field.OrdStatus;
import quickfix.field.OrigClOrdID;
import quickfix.field.Symbol;
import quickfix.field.Text;
import quickfix.field.TransactTime;

/** CancelRejected to OrderCancelReject (9). */
final class OrderCancelRejectMapping implements EventMapping {
    private final Directory directory;
    private final Timestamps timestamps;
    private final CancelRejectedDecoder event = new CancelRejectedDecoder();
    private final Copies copies = new Copies();
    private final ReportContextFields context = new ReportContextFields();
    private final UnsafeBuffer clOrdId = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer origClOrdId = new UnsafeBuffer(0, 0);

    OrderCancelRejectMapping(Directory directory, Timestamps timestamps) {
        this.directory = directory;
        this.timestamps = timestamps;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
        copies.clear();
        for (CancelRejectedDecoder.CopiesDecoder copy : event.copies()) {
            copies.add(copy.sessionId(), copy.applSeqNum());
        }
        context.clear();
        for (CancelRejectedDecoder.ContextDecoder part : event.context()) {
            context.set(part.kind(), part.requestId(), part.entryId());
        }
        event.wrapClOrdId(clOrdId);
        event.wrapOrigClOrdId(origClOrdId);
    }

    @Override
    public long eventNumber() {
        return event.eventNumber();
    }

    @Override
    public int sessionId() {
        return event.sessionId();
    }

    @Override
    public long applSeqNum() {
        return event.applSeqNum();
    }

    @Override
    public Copies copies() {
        return copies;
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        Vocabulary vocabulary = recipient.vocabulary();
        RejectReason reason = event.rejectReason();
        boolean isMarked = vocabulary.cancelRejectIsMarked();
        body.begin(MsgType.ORDER_CANCEL_REJECT)
                .putIfKnown(Account.FIELD, directory.account(event.accountId()))
                .putIfKnown(ClOrdID.FIELD, clOrdId);
        ExecutionReportMapping.putOrderId(body, event.orderId());
        body.put(OrdStatus.FIELD, event.ordStatus().value());
        // Required by the contract; a request that named its order by OrderID(37) alone has none to echo.
        if (origClOrdId.capacity() == 0) {
            body.put(OrigClOrdID.FIELD, "NONE");
        }
        body.putIfKnown(OrigClOrdID.FIELD, origClOrdId);
        if (vocabulary.hasUserTags()) {
            body.putIfKnown(Symbol.FIELD, directory.symbol(event.instrumentId()));
        }
        body.put(Text.FIELD, RejectText.say(reason, event.shortfallMicros()))
                .open(TransactTime.FIELD)
                .append(timestamps, event.timestampNs(), recipient.fractionDigits())
                .close()
                .put(CxlRejReason.FIELD, vocabulary.cxlRejReason(reason))
                .put(CxlRejResponseTo.FIELD, (byte) (event.responseTo() == ResponseTo.CANCEL ? '1' : '2'));
        if (isMarked) {
            CopyFields.putIndicator(body, copySeqNum);
            ApplicationSequence.put(body, recipient, copySeqNum == ORIGINAL ? event.applSeqNum() : copySeqNum);
        }
        context.put(body, vocabulary, "");
        if (vocabulary.hasUserTags() && event.shortfallMicros() > 0) {
            body.putDecimal(BasculeTags.MARGIN_SHORTFALL, event.shortfallMicros(), Decimal.MICROS);
        }
        if (recipient.wantsMargin()) {
            MarginFields.put(body, event.margin());
        }
        if (isMarked) {
            CopyFields.putOrigin(body, recipient, copySeqNum, directory.counterparty(event.sessionId()));
        }
    }
}
