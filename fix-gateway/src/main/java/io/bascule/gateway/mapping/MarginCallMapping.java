package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.MarginCalledDecoder;
import io.bascule.gateway.encoding.Decimal;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import org.agrona.DirectBuffer;
import quickfix.field.Account;
import quickfix.field.Text;
import quickfix.field.UnsolicitedIndicator;

/**
 * MarginCalled to an unsolicited MarginRequirementReport (CJ): a margin call, to the account's desks and drop copies
 * that understand one.
 */
final class MarginCallMapping extends PushMapping {
    private static final int MARGIN_REQMT_RPT_TYPE = 1638;
    private static final byte SUMMARY = '0';
    private static final byte YES = 'Y';

    private final Directory directory;
    private final Timestamps timestamps;
    private final MarginCalledDecoder event = new MarginCalledDecoder();
    private final Copies copies = new Copies();

    MarginCallMapping(Directory directory, Timestamps timestamps) {
        this.directory = directory;
        this.timestamps = timestamps;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
        copies.clear();
        for (MarginCalledDecoder.CopiesDecoder copy : event.copies()) {
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

    /** Nobody who has QuickFIX/J's own dictionary knows the message. */
    @Override
    public boolean isWanted(SessionProfile recipient) {
        return recipient.vocabulary().hasUserTags();
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        body.begin(MarginRequirementReportMapping.MARGIN_REQUIREMENT_REPORT)
                .open(InquiryFields.MARGIN_REQMT_RPT_ID)
                .append(directory.venueEpoch())
                .append("-")
                .append(event.eventNumber())
                .close()
                .put(MARGIN_REQMT_RPT_TYPE, SUMMARY)
                .put(UnsolicitedIndicator.FIELD, YES)
                .put(Account.FIELD, ExecutionReportMapping.orNotAvailable(directory.account(event.accountId())))
                .put(
                        Text.FIELD,
                        "margin call: equity is below " + Decimal.format(event.thresholdE6(), Decimal.MICROS)
                                + " times the maintenance margin");
        InquiryFields.putTime(body, timestamps, event.timestampNs(), recipient);
        CopyFields.putIndicator(body, copySeqNum);
        ApplicationSequence.put(body, recipient, copySeqNum);
        MarginAmounts.putCall(
                body, event.shortfallMicros(), event.initialMicros(), event.maintenanceMicros(), event.equityMicros());
        body.putDecimal(BasculeTags.MARGIN_LEVEL, event.levelE6(), Decimal.MICROS);
    }
}
