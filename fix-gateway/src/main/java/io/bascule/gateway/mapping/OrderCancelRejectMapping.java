package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.CancelRejectedDecoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.ResponseTo;
import org.agrona.DirectBuffer;
import quickfix.Message;
import quickfix.field.Account;
import quickfix.field.ClOrdID;
import quickfix.field.CxlRejReason;
import quickfix.field.CxlRejResponseTo;
import quickfix.field.MsgType;
import quickfix.field.OrdStatus;
import quickfix.field.OrderID;
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
    private String clOrdId;
    private String origClOrdId;

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
        clOrdId = event.clOrdId();
        origClOrdId = event.origClOrdId();
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
    public Message render(SessionProfile recipient, long copySeqNum) {
        Vocabulary vocabulary = recipient.vocabulary();
        RejectReason reason = event.rejectReason();
        Message reject = new ReportMessage(MsgType.ORDER_CANCEL_REJECT);
        reject.setString(OrderID.FIELD, ExecutionReportMapping.orderIdText(event.orderId()));
        reject.setString(ClOrdID.FIELD, clOrdId);
        // Required by the contract; a request that named its order by OrderID(37) alone has none to echo.
        reject.setString(OrigClOrdID.FIELD, origClOrdId.isEmpty() ? "NONE" : origClOrdId);
        reject.setString(
                OrdStatus.FIELD,
                ExecutionReportMapping.codeText(event.ordStatus().value()));
        ExecutionReportMapping.addIfKnown(reject, Account.FIELD, directory.account(event.accountId()));
        reject.setString(TransactTime.FIELD, timestamps.format(event.timestampNs(), recipient.fractionDigits()));
        reject.setString(CxlRejResponseTo.FIELD, event.responseTo() == ResponseTo.CANCEL ? "1" : "2");
        reject.setString(CxlRejReason.FIELD, vocabulary.cxlRejReason(reason));
        reject.setString(Text.FIELD, RejectText.say(reason, event.shortfallMicros()));
        if (vocabulary.hasUserTags()) {
            ExecutionReportMapping.addIfKnown(reject, Symbol.FIELD, directory.symbol(event.instrumentId()));
            if (event.shortfallMicros() > 0) {
                reject.setString(BasculeTags.MARGIN_SHORTFALL, Decimal.format(event.shortfallMicros(), Decimal.MICROS));
            }
        }
        if (recipient.wantsMargin()) {
            MarginFields.add(reject, event.margin());
        }
        if (vocabulary.cancelRejectIsMarked()) {
            if (copySeqNum != ORIGINAL) {
                CopyFields.add(reject, recipient, directory.counterparty(event.sessionId()));
            }
            ApplicationSequence.add(reject, recipient, copySeqNum == ORIGINAL ? event.applSeqNum() : copySeqNum);
        }
        return reject;
    }
}
