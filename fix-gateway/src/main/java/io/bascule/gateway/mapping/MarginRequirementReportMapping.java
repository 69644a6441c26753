package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.InquiryMode;
import io.bascule.engine.wire.sbe.MarginDecoder;
import io.bascule.engine.wire.sbe.MarginReportedDecoder;
import io.bascule.gateway.encoding.Decimal;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import org.agrona.DirectBuffer;
import quickfix.field.Account;
import quickfix.field.TotNumReports;
import quickfix.field.UnsolicitedIndicator;

/** MarginReported to MarginRequirementReport (CJ), sent whole in both dialects. */
final class MarginRequirementReportMapping extends AnswerMapping {
    static final String MARGIN_REQUIREMENT_REPORT = "CJ";
    private static final int MARGIN_REQMT_RPT_TYPE = 1638;
    private static final byte SUMMARY = '0';
    private static final byte YES = 'Y';

    private final Directory directory;
    private final Timestamps timestamps;
    private final MarginReportedDecoder event = new MarginReportedDecoder();
    private String requestId = "";

    MarginRequirementReportMapping(Directory directory, Timestamps timestamps) {
        this.directory = directory;
        this.timestamps = timestamps;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
        requestId = event.requestId();
    }

    @Override
    public int sessionId() {
        return event.sessionId();
    }

    /** A repetition is sent only if something has changed. */
    @Override
    public boolean isWanted(SessionProfile recipient) {
        if (event.mode() == InquiryMode.ONCE) {
            return true;
        }
        MarginDecoder margin = event.margin();
        boolean isNews = recipient
                .marginSubscriptions()
                .isNews(
                        requestId,
                        event.accountId(),
                        margin.initialMarginMicros(),
                        margin.maintenanceMarginMicros(),
                        margin.equityMicros(),
                        margin.excessMicros());
        return isNews || event.mode() == InquiryMode.SUBSCRIBE;
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        MarginDecoder margin = event.margin();
        body.begin(MARGIN_REQUIREMENT_REPORT);
        InquiryFields.putReportId(
                body,
                InquiryFields.MARGIN_REQMT_RPT_ID,
                recipient,
                event.msgSeqNum(),
                event.timestampNs(),
                event.reportIndex());
        body.put(InquiryFields.MARGIN_REQMT_INQ_ID, requestId)
                .put(MARGIN_REQMT_RPT_TYPE, SUMMARY)
                .put(Account.FIELD, ExecutionReportMapping.orNotAvailable(directory.account(event.accountId())));
        if (event.mode() == InquiryMode.REPEAT) {
            body.put(UnsolicitedIndicator.FIELD, YES);
        } else {
            body.put(TotNumReports.FIELD, event.reportCount());
            InquiryFields.putLast(body, event.reportIndex(), event.reportCount());
        }
        InquiryFields.putTime(body, timestamps, event.timestampNs(), recipient);
        MarginAmounts.put(body, margin);
        if (margin.maintenanceMarginMicros() > 0) {
            body.put(
                    BasculeTags.MARGIN_LEVEL,
                    Decimal.quotient(
                            margin.equityMicros(), margin.maintenanceMarginMicros(), MarginFields.LEVEL_DECIMALS));
        }
    }
}
