package io.bascule.gateway.app;

import io.bascule.gateway.store.StoredMessage;
import java.nio.charset.StandardCharsets;
import quickfix.MessageUtils;
import quickfix.field.RefSeqNum;

/** Finds BusinessMessageRejects among stored messages. */
final class Refusals {
    private static final byte SOH = 1;

    private Refusals() {}

    /** RefSeqNum(45) of a BusinessMessageReject; 0 of anything else. */
    static int refusedSeqNum(StoredMessage message) {
        if (!isBusinessReject(message)) {
            return 0;
        }
        String text = new String(message.bytes(), 0, message.length(), StandardCharsets.ISO_8859_1);
        String number = MessageUtils.getStringField(text, RefSeqNum.FIELD);
        return number == null ? 0 : Integer.parseInt(number);
    }

    /** MsgType(35) is the third field of every message. */
    private static boolean isBusinessReject(StoredMessage message) {
        byte[] bytes = message.bytes();
        int at = 0;
        for (int field = 1; field < 3; field++) {
            while (at < message.length() && bytes[at] != SOH) {
                at++;
            }
            at++;
        }
        return at + 4 < message.length()
                && bytes[at] == '3'
                && bytes[at + 1] == '5'
                && bytes[at + 3] == 'j'
                && bytes[at + 4] == SOH;
    }
}
