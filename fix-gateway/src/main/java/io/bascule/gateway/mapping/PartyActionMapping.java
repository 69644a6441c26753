package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.PartyActionEncoder;
import io.bascule.engine.wire.sbe.PartyScope;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.TradingLevel;
import java.util.List;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.NoPartyIDs;
import quickfix.field.PartyID;
import quickfix.field.PartyRole;

/**
 * PartyActionRequest (DH) to PartyAction: suspend, halt or reinstate the one party that is named (an account by
 * PartyRole(452) 38, a firm by 1), the instrument, or with neither the venue.
 */
final class PartyActionMapping {
    static final int PARTY_ACTION_REQUEST_ID = 2328;
    static final int PARTY_ACTION_TYPE = 2329;
    static final int INSTRUMENT_SCOPE_SYMBOL = 1536;
    static final String FIRM = "1";

    private final Directory directory;
    private final RequestReader reader = new RequestReader();

    PartyActionMapping(Directory directory) {
        this.directory = directory;
    }

    void map(Message request, SessionProfile session, CommandBuffer commands) throws FieldNotFound {
        RequestReader in = reader.wrap(request);
        String requestId = in.identifier(PARTY_ACTION_REQUEST_ID);
        String symbol = in.text(INSTRUMENT_SCOPE_SYMBOL);
        List<Group> parties = request.getGroups(NoPartyIDs.FIELD);
        PartyScope scope = symbol.isEmpty() ? PartyScope.VENUE : PartyScope.INSTRUMENT;
        String party = "";
        if (!parties.isEmpty()) {
            if (parties.size() > 1 || !symbol.isEmpty()) {
                in.refuse(RejectReason.UNSUPPORTED_VALUE);
            }
            scope = scope(parties.get(0));
            party = parties.get(0).isSetField(PartyID.FIELD) ? parties.get(0).getString(PartyID.FIELD) : "";
        }
        if (party.length() > RequestReader.MAX_IDENTIFIER) {
            in.refuse(RejectReason.CL_ORD_ID_TOO_LONG);
            party = party.substring(0, RequestReader.MAX_IDENTIFIER);
        }
        PartyActionEncoder out = commands.partyAction()
                .sessionId(session.sessionId())
                .msgSeqNum(session.epochSeqNum(request))
                .fault(in.fault())
                .level(level(in))
                .scope(scope)
                .accountId(scope == PartyScope.ACCOUNT ? directory.accountId(party) : 0)
                .instrumentId(scope == PartyScope.INSTRUMENT ? directory.instrumentId(symbol) : 0);
        RequestReader.flags(request, out.flags());
        out.firm(party).requestId(requestId);
    }

    private static PartyScope scope(Group party) throws FieldNotFound {
        return switch (party.isSetField(PartyRole.FIELD) ? party.getString(PartyRole.FIELD) : "") {
            case InquiryFields.POSITION_ACCOUNT -> PartyScope.ACCOUNT;
            case FIRM -> PartyScope.FIRM;
            default -> PartyScope.NULL_VAL;
        };
    }

    private static TradingLevel level(RequestReader in) {
        return switch (in.text(PARTY_ACTION_TYPE)) {
            case "0" -> TradingLevel.REDUCE_ONLY;
            case "1" -> TradingLevel.HALTED;
            case "2" -> TradingLevel.ACTIVE;
            default -> TradingLevel.NULL_VAL;
        };
    }
}
