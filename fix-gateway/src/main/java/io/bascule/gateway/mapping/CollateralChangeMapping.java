package io.bascule.gateway.mapping;

import io.bascule.engine.wire.sbe.CollateralChangedDecoder;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import org.agrona.DirectBuffer;
import quickfix.field.Account;
import quickfix.field.CollRptID;
import quickfix.field.CollStatus;
import quickfix.field.CopyMsgIndicator;
import quickfix.field.MsgType;
import quickfix.field.TransactTime;

/**
 * CollateralChanged to a CollateralReport (BA) that nobody has asked for: collateral was paid in or out. To the desks
 * of the account and its drop copies.
 */
final class CollateralChangeMapping extends PushMapping {
    private final Directory directory;
    private final Timestamps timestamps;
    private final CollateralChangedDecoder event = new CollateralChangedDecoder();
    private final Copies copies = new Copies();

    CollateralChangeMapping(Directory directory, Timestamps timestamps) {
        this.directory = directory;
        this.timestamps = timestamps;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
        for (CollateralChangedDecoder.AmountsDecoder amount : event.amounts()) {
            amount.currency(); // the copies are behind them
        }
        copies.clear();
        for (CollateralChangedDecoder.CopiesDecoder copy : event.copies()) {
            copies.add(copy.sessionId(), copy.applSeqNum());
        }
    }

    @Override
    public long eventNumber() {
        return event.eventNumber();
    }

    @Override
    public Copies copies() {
        return copies;
    }

    @Override
    public boolean isPushedTo(SessionProfile recipient) {
        return recipient.isDeskOf(directory.account(event.accountId()));
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        body.begin(MsgType.COLLATERAL_REPORT)
                .open(CollRptID.FIELD)
                .append(directory.venueEpoch())
                .append("-")
                .append(event.eventNumber())
                .close()
                .put(CollStatus.FIELD, CollateralFields.ACCEPTED)
                .put(Account.FIELD, ExecutionReportMapping.orNotAvailable(directory.account(event.accountId())));
        CollateralFields.putValue(body, event.margin());
        Vocabulary vocabulary = recipient.vocabulary();
        if (vocabulary.hasTag(MsgType.COLLATERAL_REPORT, TransactTime.FIELD)) {
            InquiryFields.putTime(body, timestamps, event.timestampNs(), recipient);
        }
        if (vocabulary.hasTag(MsgType.COLLATERAL_REPORT, CopyMsgIndicator.FIELD)) {
            CopyFields.putIndicator(body, copySeqNum);
            ApplicationSequence.put(body, recipient, copySeqNum);
        }
        if (vocabulary.hasTag(MsgType.COLLATERAL_REPORT, CollateralFields.NO_COLLATERAL_AMOUNTS)) {
            putAmounts(body);
        }
    }

    private void putAmounts(MessageBody body) {
        int count = 0;
        event.sbeRewind();
        for (CollateralChangedDecoder.AmountsDecoder amount : event.amounts()) {
            count += CollateralFields.isSaid(amount.currency(), amount.units()) ? 1 : 0;
        }
        body.put(CollateralFields.NO_COLLATERAL_AMOUNTS, count);
        event.sbeRewind();
        for (CollateralChangedDecoder.AmountsDecoder amount : event.amounts()) {
            CollateralFields.putAmount(body, amount.currency(), amount.units(), amount.haircutE6());
        }
    }
}
