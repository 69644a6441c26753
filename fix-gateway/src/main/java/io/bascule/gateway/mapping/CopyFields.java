package io.bascule.gateway.mapping;

import io.bascule.gateway.encoding.MessageBody;
import quickfix.field.CopyMsgIndicator;
import quickfix.field.NoPartyIDs;
import quickfix.field.PartyID;
import quickfix.field.PartyIDSource;
import quickfix.field.PartyRole;

/** What makes a report a drop copy: 797=Y, and the session that the original went to. */
final class CopyFields {
    private static final String PROPRIETARY = "D";

    private CopyFields() {}

    static void putIndicator(MessageBody report, long copySeqNum) {
        if (copySeqNum != EventMapping.ORIGINAL) {
            report.put(CopyMsgIndicator.FIELD, (byte) 'Y');
        }
    }

    /** Puts the group of parties; nothing if the report is no copy or the venue itself is the origin. */
    static void putOrigin(MessageBody report, SessionProfile recipient, long copySeqNum, String origin) {
        if (copySeqNum != EventMapping.ORIGINAL && !origin.isEmpty()) {
            report.put(NoPartyIDs.FIELD, (byte) '1')
                    .put(PartyID.FIELD, origin)
                    .put(PartyIDSource.FIELD, PROPRIETARY)
                    .put(PartyRole.FIELD, recipient.vocabulary().originRole());
        }
    }
}
