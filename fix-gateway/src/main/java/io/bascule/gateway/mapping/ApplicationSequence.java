package io.bascule.gateway.mapping;

import io.bascule.gateway.encoding.MessageBody;
import quickfix.field.ApplID;
import quickfix.field.ApplSeqNum;

/** A report's place in the application sequence of the session that it goes to: ApplID(1180) and ApplSeqNum(1181). */
final class ApplicationSequence {
    private static final long NONE = 0;

    private ApplicationSequence() {}

    /** Puts the place, if the report has one. */
    static void put(MessageBody report, SessionProfile recipient, long applSeqNum) {
        if (applSeqNum != NONE) {
            report.put(ApplID.FIELD, recipient.counterparty()).put(ApplSeqNum.FIELD, applSeqNum);
        }
    }
}
