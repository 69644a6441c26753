package io.bascule.gateway.mapping;

import quickfix.Group;
import quickfix.Message;
import quickfix.field.CopyMsgIndicator;
import quickfix.field.NoPartyIDs;
import quickfix.field.PartyID;
import quickfix.field.PartyIDSource;
import quickfix.field.PartyRole;

/** What makes a report a drop copy: 797=Y, and the session that the original went to. */
final class CopyFields {
    private static final String PROPRIETARY = "D";
    private static final int[] PARTY_ORDER = {PartyID.FIELD, PartyIDSource.FIELD, PartyRole.FIELD};

    private CopyFields() {}

    static void add(Message report, SessionProfile recipient, String origin) {
        report.setString(CopyMsgIndicator.FIELD, "Y");
        if (!origin.isEmpty()) {
            Group party = new Group(NoPartyIDs.FIELD, PartyID.FIELD, PARTY_ORDER);
            party.setString(PartyID.FIELD, origin);
            party.setString(PartyIDSource.FIELD, PROPRIETARY);
            party.setString(PartyRole.FIELD, recipient.vocabulary().originRole());
            report.addGroupRef(party);
        }
    }
}
