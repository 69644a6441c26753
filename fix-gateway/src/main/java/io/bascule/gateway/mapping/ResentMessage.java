package io.bascule.gateway.mapping;

import io.bascule.dictionaries.Dictionaries;
import io.bascule.gateway.encoding.MessageBody;
import java.nio.charset.StandardCharsets;
import quickfix.DataDictionary;
import quickfix.field.ApplID;
import quickfix.field.ApplResendFlag;
import quickfix.field.ApplSeqNum;
import quickfix.field.MsgType;

/**
 * A stored message that answers an ApplicationMessageRequest: sent as a new one of the session, with its own MsgSeqNum
 * and SendingTime, 97=Y, and 1352=Y unless the session's dictionary has no such field. The rest of its body is the
 * original's, byte by byte. Where the original had no place in the application sequence, the copy has, on the same
 * condition.
 */
final class ResentMessage {
    private static final byte SOH = 1;

    /** {@code 10=nnn} and SOH. */
    private static final int TRAILER_LENGTH = 7;

    private final DataDictionary dictionary = Dictionaries.fixt11();
    private byte[] stored;
    private int at;

    /**
     * Writes the message.
     *
     * @param message the whole message as it was sent
     * @param session that gets it
     * @param applSeqNum of the message
     */
    void write(byte[] message, SessionProfile session, long applSeqNum, MessageBody body) {
        stored = message;
        at = 0;
        String msgType = skipHeader();
        int bodyFrom = at;
        int bodyTo = message.length - TRAILER_LENGTH;
        body.begin(msgType).possResend();
        body.putFields(message, bodyFrom, bodyTo);
        if (session.vocabulary().resentSaysItsPlace(msgType)) {
            if (!hasField(ApplSeqNum.FIELD, bodyTo)) {
                body.put(ApplID.FIELD, session.counterparty()).put(ApplSeqNum.FIELD, applSeqNum);
            }
            body.put(ApplResendFlag.FIELD, (byte) 'Y');
        }
    }

    /** Goes to the first field that is not of the header, and returns MsgType(35). */
    private String skipHeader() {
        String msgType = "";
        int fieldFrom = at;
        int tag = readTag();
        while (dictionary.isHeaderField(tag)) {
            int valueFrom = at;
            skipValue();
            if (tag == MsgType.FIELD) {
                msgType = new String(stored, valueFrom, at - 1 - valueFrom, StandardCharsets.ISO_8859_1);
            }
            fieldFrom = at;
            tag = readTag();
        }
        at = fieldFrom;
        return msgType;
    }

    /** Whether there is a field between here and {@code to}. */
    private boolean hasField(int tag, int to) {
        while (at < to) {
            if (readTag() == tag) {
                return true;
            }
            skipValue();
        }
        return false;
    }

    private int readTag() {
        int tag = 0;
        while (stored[at] != '=') {
            tag = tag * 10 + stored[at++] - '0';
        }
        at++;
        return tag;
    }

    private void skipValue() {
        while (stored[at] != SOH) {
            at++;
        }
        at++;
    }
}
