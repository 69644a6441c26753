package io.bascule.gateway.session;

import io.bascule.gateway.encoding.Checksum;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import quickfix.SessionID;
import quickfix.SystemTime;
import quickfix.field.BeginString;
import quickfix.field.BodyLength;
import quickfix.field.CheckSum;
import quickfix.field.LastMsgSeqNumProcessed;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.PossResend;
import quickfix.field.SenderCompID;
import quickfix.field.SendingTime;
import quickfix.field.TargetCompID;

/** What a session puts around the body of a message that it sends, as QuickFIX/J's does. Reused. */
final class OutgoingFrame {
    private static final int MILLIS_DIGITS = 3;

    private final SessionID sessionId;
    private final int fractionDigits;
    private final Timestamps timestamps = new Timestamps();
    private final MessageBody header = new MessageBody();
    private final MessageBody whole = new MessageBody();

    /**
     * A frame for the messages of one session.
     *
     * @param fractionDigits behind the second in SendingTime(52)
     */
    OutgoingFrame(SessionID sessionId, int fractionDigits) {
        this.sessionId = sessionId;
        this.fractionDigits = fractionDigits;
    }

    /**
     * The whole message, until the next call.
     *
     * @param lastProcessed LastMsgSeqNumProcessed(369); negative: the field is not used
     */
    MessageBody around(MessageBody body, int msgSeqNum, int lastProcessed) {
        header.begin(body.msgType())
                .put(MsgType.FIELD, body.msgType())
                .put(MsgSeqNum.FIELD, msgSeqNum)
                .put(SenderCompID.FIELD, sessionId.getSenderCompID())
                .open(SendingTime.FIELD)
                .append(timestamps, nowNs(), fractionDigits)
                .close()
                .put(TargetCompID.FIELD, sessionId.getTargetCompID());
        if (body.isPossResend()) {
            header.put(PossResend.FIELD, "Y");
        }
        if (lastProcessed >= 0) {
            header.put(LastMsgSeqNumProcessed.FIELD, lastProcessed);
        }
        whole.begin(body.msgType())
                .put(BeginString.FIELD, sessionId.getBeginString())
                .put(BodyLength.FIELD, header.length() + body.length());
        whole.putFields(header.bytes(), 0, header.length());
        whole.putFields(body.bytes(), 0, body.length());
        int sum = Checksum.of(whole.bytes(), 0, whole.length());
        return whole.open(CheckSum.FIELD)
                .append(sum / 100)
                .append(sum / 10 % 10)
                .append(sum % 10)
                .close();
    }

    private long nowNs() {
        if (fractionDigits <= MILLIS_DIGITS) {
            return TimeUnit.MILLISECONDS.toNanos(SystemTime.currentTimeMillis());
        }
        Instant now = SystemTime.getLocalDateTime().toInstant(ZoneOffset.UTC);
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
