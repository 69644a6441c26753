package io.bascule.gateway.mapping;

import io.bascule.dictionaries.Dictionaries;
import java.nio.charset.StandardCharsets;
import quickfix.DataDictionary;
import quickfix.Message;
import quickfix.field.ApplID;
import quickfix.field.ApplResendFlag;
import quickfix.field.ApplSeqNum;
import quickfix.field.CheckSum;
import quickfix.field.MsgType;
import quickfix.field.PossResend;

/**
 * A stored message that answers an ApplicationMessageRequest: sent as a new one of the session, with its own MsgSeqNum
 * and SendingTime, 97=Y, and 1352=Y unless the session's dictionary has no such field. The rest of its body is the
 * original's, byte by byte. Where the original had no place in the application sequence, the copy has, on the same
 * condition.
 */
final class ResentMessage extends Message {
    private static final long serialVersionUID = 1L;
    private static final char SOH = '\001';
    private static final int ADDED_LENGTH = 160;

    private final String body;

    /**
     * Takes a message apart.
     *
     * @param stored the whole message as it was sent
     * @param session that gets it
     * @param applSeqNum of the message
     */
    ResentMessage(byte[] stored, SessionProfile session, long applSeqNum) {
        String text = new String(stored, StandardCharsets.ISO_8859_1);
        String msgType = msgType(text);
        getHeader().setString(MsgType.FIELD, msgType);
        getHeader().setString(PossResend.FIELD, "Y");
        StringBuilder fields = body(text);
        if (session.vocabulary().resentSaysItsPlace(msgType)) {
            appendPlace(fields, text, session.counterparty(), applSeqNum);
        }
        body = fields.toString();
    }

    private static String msgType(String text) {
        int from = text.indexOf("\00135=") + 4;
        return text.substring(from, text.indexOf(SOH, from));
    }

    /** All between the header and the trailer. */
    private static StringBuilder body(String text) {
        DataDictionary dictionary = Dictionaries.fixt11();
        int from = 0;
        while (dictionary.isHeaderField(tag(text, from))) {
            from = text.indexOf(SOH, from) + 1;
        }
        int to = text.lastIndexOf(SOH + "" + CheckSum.FIELD + "=") + 1;
        return new StringBuilder(to - from + ADDED_LENGTH).append(text, from, to);
    }

    private static void appendPlace(StringBuilder body, String text, String applId, long applSeqNum) {
        if (text.indexOf(SOH + "" + ApplSeqNum.FIELD + "=") < 0) {
            FieldTable.append(body, ApplID.FIELD, applId);
            FieldTable.append(body, ApplSeqNum.FIELD, Long.toString(applSeqNum));
        }
        FieldTable.append(body, ApplResendFlag.FIELD, "Y");
    }

    private static int tag(String text, int from) {
        return Integer.parseInt(text, from, text.indexOf('=', from), 10);
    }

    @Override
    protected Header newHeader() {
        return new TableHeader();
    }

    @Override
    public String toString() {
        TableHeader header = (TableHeader) getHeader();
        StringBuilder text = new StringBuilder(body.length() + ADDED_LENGTH);
        header.appendTo(text);
        return header.frame(text.append(body));
    }
}
