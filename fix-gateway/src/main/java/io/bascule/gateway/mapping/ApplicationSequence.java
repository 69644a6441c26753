package io.bascule.gateway.mapping;

import quickfix.Message;
import quickfix.field.ApplID;
import quickfix.field.ApplSeqNum;

/** A report's place in the application sequence of the session that it goes to: ApplID(1180) and ApplSeqNum(1181). */
final class ApplicationSequence {
    private static final long NONE = 0;

    private ApplicationSequence() {}

    /** Adds the place, if the report has one. */
    static void add(Message report, SessionProfile recipient, long applSeqNum) {
        if (applSeqNum != NONE) {
            report.setString(ApplID.FIELD, recipient.counterparty());
            report.setString(ApplSeqNum.FIELD, Long.toString(applSeqNum));
        }
    }
}
