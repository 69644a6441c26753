package io.bascule.gateway.mapping;

import io.bascule.engine.wire.sbe.CollateralReportedDecoder;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import org.agrona.DirectBuffer;
import quickfix.field.Account;
import quickfix.field.CollInquiryID;
import quickfix.field.CollRptID;
import quickfix.field.CollStatus;
import quickfix.field.MsgType;
import quickfix.field.TotNumReports;
import quickfix.field.TransactTime;

/**
 * CollateralReported to CollateralReport (BA): what the account's collateral comes to in USD and, where the dictionary
 * has it, each currency's amount and haircut.
 */
final class CollateralReportMapping extends AnswerMapping {
    private final Directory directory;
    private final Timestamps timestamps;
    private final CollateralReportedDecoder event = new CollateralReportedDecoder();

    CollateralReportMapping(Directory directory, Timestamps timestamps) {
        this.directory = directory;
        this.timestamps = timestamps;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
    }

    @Override
    public int sessionId() {
        return event.sessionId();
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        int amounts = 0;
        event.sbeRewind();
        for (CollateralReportedDecoder.AmountsDecoder amount : event.amounts()) {
            amounts += CollateralFields.isSaid(amount.currency(), amount.units()) ? 1 : 0;
        }
        String requestId = event.requestId();
        body.begin(MsgType.COLLATERAL_REPORT);
        InquiryFields.putReportId(
                body, CollRptID.FIELD, recipient, event.msgSeqNum(), event.timestampNs(), event.reportIndex());
        body.putIfKnown(CollInquiryID.FIELD, requestId)
                .put(CollStatus.FIELD, CollateralFields.ACCEPTED)
                .put(TotNumReports.FIELD, event.reportCount());
        InquiryFields.putLast(body, event.reportIndex(), event.reportCount());
        body.put(Account.FIELD, ExecutionReportMapping.orNotAvailable(directory.account(event.accountId())));
        CollateralFields.putValue(body, event.margin());
        if (recipient.vocabulary().hasTag(MsgType.COLLATERAL_REPORT, TransactTime.FIELD)) {
            InquiryFields.putTime(body, timestamps, event.timestampNs(), recipient);
        }
        if (recipient.vocabulary().hasTag(MsgType.COLLATERAL_REPORT, CollateralFields.NO_COLLATERAL_AMOUNTS)) {
            putAmounts(body, amounts);
        }
    }

    private void putAmounts(MessageBody body, int amounts) {
        body.put(CollateralFields.NO_COLLATERAL_AMOUNTS, amounts);
        event.sbeRewind();
        for (CollateralReportedDecoder.AmountsDecoder amount : event.amounts()) {
            CollateralFields.putAmount(body, amount.currency(), amount.units(), amount.haircutE6());
        }
    }
}
