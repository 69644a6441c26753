package io.bascule.gateway.mapping;

import io.bascule.engine.wire.sbe.AccountInquiredDecoder;
import io.bascule.engine.wire.sbe.InquiryMode;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import org.agrona.DirectBuffer;
import quickfix.field.Account;
import quickfix.field.ClearingBusinessDate;
import quickfix.field.CollInquiryID;
import quickfix.field.CollInquiryResult;
import quickfix.field.CollInquiryStatus;
import quickfix.field.MsgType;
import quickfix.field.PosMaintRptID;
import quickfix.field.PosReqID;
import quickfix.field.PosReqResult;
import quickfix.field.PosReqStatus;
import quickfix.field.SubscriptionRequestType;
import quickfix.field.Symbol;
import quickfix.field.Text;
import quickfix.field.TotNumReports;
import quickfix.field.TotalNumPosReports;

/**
 * AccountInquired to MarginRequirementInquiryAck (CI), CollateralInquiryAck (BG) or RequestForPositionsAck (AO): how
 * many reports follow, or why none does.
 */
final class AccountInquiryAckMapping extends AnswerMapping {
    private static final String MARGIN_REQUIREMENT_INQUIRY_ACK = "CI";
    private static final int MARGIN_REQMT_INQ_STATUS = 1640;
    private static final int MARGIN_REQMT_INQ_RESULT = 1641;
    private static final String ACCEPTED = "0";
    private static final String COMPLETED = "2";
    private static final String REJECTED = "4";
    private static final String SUCCESSFUL = "0";
    private static final String OTHER = "99";

    private final Directory directory;
    private final Timestamps timestamps;
    private final AccountInquiredDecoder event = new AccountInquiredDecoder();
    private String requestId = "";
    private String symbol = "";
    private String account = "";

    AccountInquiryAckMapping(Directory directory, Timestamps timestamps) {
        this.directory = directory;
        this.timestamps = timestamps;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
        requestId = event.requestId();
        symbol = event.symbol();
        account = event.accountName();
        if (event.instrumentId() != 0) {
            symbol = directory.symbol(event.instrumentId());
        }
        if (event.accountId() != 0) {
            account = directory.account(event.accountId());
        }
    }

    @Override
    public int sessionId() {
        return event.sessionId();
    }

    /** A repetition is acknowledged only if it is the last: the account is no longer the session's. */
    @Override
    public boolean isWanted(SessionProfile recipient) {
        boolean isEnd = event.mode() == InquiryMode.SUBSCRIBE || event.mode() == InquiryMode.REPEAT;
        boolean isForeign = event.rejectReason() == RejectReason.UNKNOWN_ACCOUNT;
        if (event.mode() == InquiryMode.REPEAT && !isForeign) {
            return false;
        }
        if (isEnd && (isForeign || event.rejectReason() == RejectReason.VENUE_BUSY)) {
            boolean wasThere = recipient.marginSubscriptions().end(requestId);
            return wasThere || event.mode() == InquiryMode.SUBSCRIBE;
        }
        return true;
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        switch (event.kind()) {
            case MARGIN -> writeMargin(recipient, body);
            case COLLATERAL -> writeCollateral(body);
            case POSITIONS -> writePositions(recipient, body);
            case NULL_VAL -> throw new IllegalStateException("an inquiry of no kind was answered");
        }
        if (isRefused()) {
            body.put(Text.FIELD, text());
        }
    }

    private boolean isRefused() {
        return event.rejectReason() != RejectReason.NONE;
    }

    private void writeMargin(SessionProfile recipient, MessageBody body) {
        boolean isDone = event.mode() == InquiryMode.UNSUBSCRIBE;
        body.begin(MARGIN_REQUIREMENT_INQUIRY_ACK)
                .put(InquiryFields.MARGIN_REQMT_INQ_ID, requestId)
                .put(MARGIN_REQMT_INQ_STATUS, isRefused() ? REJECTED : isDone ? COMPLETED : ACCEPTED)
                .put(
                        MARGIN_REQMT_INQ_RESULT,
                        switch (event.rejectReason()) {
                            case NONE -> SUCCESSFUL;
                            case UNSUPPORTED_VALUE -> "7";
                            case UNKNOWN_ACCOUNT -> "8";
                            case ACCOUNT_MISMATCH -> "3";
                            default -> OTHER;
                        })
                .put(TotNumReports.FIELD, event.reportCount())
                .putIfKnown(Account.FIELD, account);
        if (event.mode() == InquiryMode.SUBSCRIBE || event.mode() == InquiryMode.UNSUBSCRIBE) {
            body.put(SubscriptionRequestType.FIELD, event.mode().value());
        }
        InquiryFields.putTime(body, timestamps, event.timestampNs(), recipient);
    }

    private void writeCollateral(MessageBody body) {
        body.begin(MsgType.COLLATERAL_INQUIRY_ACK)
                .put(CollInquiryID.FIELD, requestId)
                .put(CollInquiryStatus.FIELD, isRefused() ? REJECTED : ACCEPTED)
                .put(
                        CollInquiryResult.FIELD,
                        switch (event.rejectReason()) {
                            case NONE -> SUCCESSFUL;
                            case UNSUPPORTED_VALUE -> "8";
                            case UNKNOWN_ACCOUNT -> "9";
                            case ACCOUNT_MISMATCH -> "3";
                            default -> OTHER;
                        })
                .put(TotNumReports.FIELD, event.reportCount())
                .putIfKnown(Account.FIELD, account);
    }

    private void writePositions(SessionProfile recipient, MessageBody body) {
        String named = ExecutionReportMapping.orNotAvailable(account);
        body.begin(MsgType.REQUEST_FOR_POSITIONS_ACK);
        InquiryFields.putReportId(body, PosMaintRptID.FIELD, recipient, event.msgSeqNum(), event.timestampNs(), 0);
        body.put(PosReqID.FIELD, requestId)
                .put(TotalNumPosReports.FIELD, event.reportCount())
                .put(
                        PosReqResult.FIELD,
                        switch (event.rejectReason()) {
                            case NONE -> event.reportCount() == 0 ? "2" : "0";
                            case UNSUPPORTED_VALUE -> "4";
                            case UNKNOWN_ACCOUNT -> "3";
                            case UNKNOWN_SYMBOL, ACCOUNT_MISMATCH -> "1";
                            default -> OTHER;
                        })
                .put(PosReqStatus.FIELD, isRefused() ? "2" : "0")
                .put(Account.FIELD, named)
                .putIfKnown(Symbol.FIELD, symbol);
        InquiryFields.putPositionAccount(body, named);
        if (recipient.version() == FixVersion.FIX50SP2) {
            InquiryFields.putDate(body, ClearingBusinessDate.FIELD, event.timestampNs());
        }
    }

    private String text() {
        return switch (event.rejectReason()) {
            case DUPLICATE_ENTRY -> "MarginReqmtInqID(1635) is subscribed already";
            case NO_ENTRIES -> "there is no such subscription";
            case TOO_MANY_LEGS ->
                "a session may have " + MarginSubscriptions.MAX_SUBSCRIPTIONS + " subscriptions at once";
            case ACCOUNT_MISMATCH -> "Account(1) and the position account in Parties(453) are not the same";
            case VENUE_BUSY -> "the reports do not fit behind the answers that are waiting: ask again";
            default ->
                new RejectText(null, symbol, account)
                        .say(event.rejectReason(), RequestReader.ABSENT, RequestReader.ABSENT, 0);
        };
    }
}
