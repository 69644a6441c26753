package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.BatchConcludedDecoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import org.agrona.DirectBuffer;
import quickfix.field.Account;
import quickfix.field.Text;
import quickfix.field.TransactTime;

/** BatchConcluded to MassOrderAck (DK): the outcome only, sent whole in both dialects. It answers, and is no event. */
final class MassOrderAckMapping extends AnswerMapping {
    private static final String MASS_ORDER_ACK = "DK";
    private static final int MASS_ORDER_REQUEST_STATUS = 2425;
    private static final int MASS_ORDER_REQUEST_RESULT = 2426;
    private static final int TOT_NO_ORDER_ENTRIES = 2432;
    private static final String SUCCESSFUL = "0";
    private static final String RESPONSE_LEVEL_NOT_SUPPORTED = "1";
    private static final String OTHER = "99";

    private final Directory directory;
    private final Timestamps timestamps;
    private final BatchConcludedDecoder event = new BatchConcludedDecoder();
    private String requestId = "";
    private String accountName = "";

    MassOrderAckMapping(Directory directory, Timestamps timestamps) {
        this.directory = directory;
        this.timestamps = timestamps;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
        requestId = event.requestId();
        accountName = event.accountName();
    }

    @Override
    public int sessionId() {
        return event.sessionId();
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        RejectReason reason = event.rejectReason();
        String account = event.accountId() == 0 ? accountName : directory.account(event.accountId());
        body.begin(MASS_ORDER_ACK)
                .putIfKnown(Account.FIELD, account)
                .open(TransactTime.FIELD)
                .append(timestamps, event.timestampNs(), recipient.fractionDigits())
                .close()
                .putIfKnown(MassOrderMapping.MASS_ORDER_REQUEST_ID, requestId)
                .put(MASS_ORDER_REQUEST_STATUS, event.outcome().value())
                .put(MASS_ORDER_REQUEST_RESULT, result(reason))
                .put(BasculeTags.BATCH_MODE, event.batchMode().value())
                .put(TOT_NO_ORDER_ENTRIES, event.entryCount());
        if (reason != RejectReason.NONE) {
            RejectText text = new RejectText(null, "", account);
            body.put(Text.FIELD, text.say(reason, RequestReader.ABSENT, RequestReader.ABSENT, 0));
        }
    }

    /** Of the batch as a whole; that an entry was refused its report says. */
    private static String result(RejectReason reason) {
        return switch (reason) {
            case NONE -> SUCCESSFUL;
            case RESPONSE_LEVEL -> RESPONSE_LEVEL_NOT_SUPPORTED;
            default -> OTHER;
        };
    }
}
