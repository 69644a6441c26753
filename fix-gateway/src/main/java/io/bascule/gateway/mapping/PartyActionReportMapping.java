package io.bascule.gateway.mapping;

import io.bascule.config.Role;
import io.bascule.engine.wire.sbe.PartyActionAnsweredDecoder;
import io.bascule.engine.wire.sbe.PartyScope;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.TradingLevel;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import org.agrona.DirectBuffer;
import quickfix.field.MsgType;
import quickfix.field.NoPartyIDs;
import quickfix.field.PartyID;
import quickfix.field.PartyIDSource;
import quickfix.field.PartyRole;
import quickfix.field.Symbol;
import quickfix.field.Text;
import quickfix.field.UnsolicitedIndicator;

/**
 * PartyActionAnswered to PartyActionReport (DI) for the risk desk that asked; to all others SecurityStatus (f), if it
 * was about an instrument or the venue.
 */
final class PartyActionReportMapping implements EventMapping {
    private static final String PARTY_ACTION_REPORT = "DI";
    private static final int PARTY_ACTION_REPORT_ID = 2331;
    private static final int PARTY_ACTION_RESPONSE = 2332;
    private static final int PARTY_ACTION_REJECT_REASON = 2333;
    private static final int REJECT_TEXT = 1328;
    private static final String COMPLETED = "1";
    private static final String REJECTED = "2";
    private static final byte PROPRIETARY_ID = 'D';
    private static final byte YES = 'Y';

    private final Directory directory;
    private final Timestamps timestamps;
    private final PartyActionAnsweredDecoder event = new PartyActionAnsweredDecoder();
    private final Copies none = new Copies();
    private String party = "";
    private String requestId = "";

    PartyActionReportMapping(Directory directory, Timestamps timestamps) {
        this.directory = directory;
        this.timestamps = timestamps;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
        party = event.firm();
        requestId = event.requestId();
        if (event.accountId() != 0) {
            party = directory.account(event.accountId());
        }
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
        return 0;
    }

    @Override
    public Copies copies() {
        return none;
    }

    @Override
    public String operatorAction() {
        return isDone() ? "party action " + event.level() + " of " + event.scope() + " " + party : null;
    }

    @Override
    public boolean isPushed() {
        return isDone() && (event.scope() == PartyScope.INSTRUMENT || event.scope() == PartyScope.VENUE);
    }

    @Override
    public boolean isPushedTo(SessionProfile recipient) {
        return recipient.role() != Role.INDEX_SOURCE;
    }

    private boolean isDone() {
        return event.rejectReason() == RejectReason.NONE;
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        if (recipient.sessionId() == event.sessionId()) {
            writeReport(body);
        } else {
            writeStatus(recipient, body);
        }
        InquiryFields.putTime(body, timestamps, event.timestampNs(), recipient);
    }

    private void writeReport(MessageBody body) {
        body.begin(PARTY_ACTION_REPORT)
                .put(PartyActionMapping.PARTY_ACTION_REQUEST_ID, requestId)
                .open(PARTY_ACTION_REPORT_ID)
                .append(directory.venueEpoch())
                .append("-")
                .append(event.eventNumber())
                .close()
                .put(
                        PartyActionMapping.PARTY_ACTION_TYPE,
                        switch (event.level()) {
                            case REDUCE_ONLY -> "0";
                            case HALTED -> "1";
                            case ACTIVE, NULL_VAL -> "2";
                        })
                .put(PARTY_ACTION_RESPONSE, isDone() ? COMPLETED : REJECTED)
                .putIfKnown(PartyActionMapping.INSTRUMENT_SCOPE_SYMBOL, directory.symbol(event.instrumentId()));
        if (!party.isEmpty()) {
            body.put(NoPartyIDs.FIELD, (byte) '1')
                    .put(PartyID.FIELD, party)
                    .put(PartyIDSource.FIELD, PROPRIETARY_ID)
                    .put(
                            PartyRole.FIELD,
                            event.scope() == PartyScope.FIRM
                                    ? PartyActionMapping.FIRM
                                    : InquiryFields.POSITION_ACCOUNT);
        }
        if (isDone()) {
            body.put(Text.FIELD, "orders cancelled: " + event.cancelledOrders());
        } else {
            body.put(PARTY_ACTION_REJECT_REASON, rejectReason()).put(REJECT_TEXT, text());
        }
    }

    private String rejectReason() {
        return switch (event.rejectReason()) {
            case UNKNOWN_ACCOUNT, UNKNOWN_PARTY -> "0";
            default -> "99";
        };
    }

    private String text() {
        return new RejectText(null, "", party).say(event.rejectReason(), RequestReader.ABSENT, RequestReader.ABSENT, 0);
    }

    private void writeStatus(SessionProfile recipient, MessageBody body) {
        body.begin(MsgType.SECURITY_STATUS)
                .put(Symbol.FIELD, ExecutionReportMapping.orNotAvailable(directory.symbol(event.instrumentId())))
                .put(UnsolicitedIndicator.FIELD, YES);
        status(event.level()).put(body, recipient.vocabulary());
        body.put(
                Text.FIELD,
                (event.scope() == PartyScope.VENUE ? "the venue is " : "the instrument is ")
                        + switch (event.level()) {
                            case ACTIVE -> "open again";
                            case REDUCE_ONLY -> "suspended: only what reduces a position is taken";
                            case HALTED -> "halted";
                            case NULL_VAL -> throw new IllegalStateException("done, but not known what");
                        });
    }

    private static TradingStatus status(TradingLevel level) {
        return switch (level) {
            case ACTIVE -> TradingStatus.RESUMED;
            case REDUCE_ONLY -> TradingStatus.REDUCE_ONLY;
            case HALTED -> TradingStatus.HALTED;
            case NULL_VAL -> throw new IllegalStateException("done, but not known what");
        };
    }
}
