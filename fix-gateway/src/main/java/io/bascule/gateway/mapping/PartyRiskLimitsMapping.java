package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.RequestLimitsEncoder;
import java.util.List;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.MsgType;
import quickfix.field.NoPartyIDs;
import quickfix.field.PartyID;
import quickfix.field.PartyRole;
import quickfix.field.SubscriptionRequestType;

/**
 * PartyRiskLimitsRequest (CL) to RequestLimits: of one account, named by PartyRole(452) 38, or of all. What cannot be
 * asked for is answered at once.
 */
final class PartyRiskLimitsMapping {
    static final int RISK_LIMIT_REQUEST_ID = 1666;
    static final int RISK_LIMIT_REPORT_ID = 1667;
    static final int REQUEST_RESULT = 1511;
    static final String PARTY_RISK_LIMITS_REPORT = "CM";
    private static final int NO_REQUESTED_TYPES = 1668;
    private static final int REJECT_TEXT = 1328;
    private static final int INVALID = 1;
    private static final int NOT_AUTHORIZED = 3;
    private static final int NOT_SUPPORTED = 5;

    private final Directory directory;
    private final RequestReader reader = new RequestReader();

    PartyRiskLimitsMapping(Directory directory) {
        this.directory = directory;
    }

    void map(Message request, SessionProfile session, CommandBuffer commands) throws FieldNotFound, BusinessReject {
        RequestReader in = reader.wrap(request);
        String requestId = in.text(RISK_LIMIT_REQUEST_ID);
        String subscription = in.text(SubscriptionRequestType.FIELD);
        List<Group> parties = request.getGroups(NoPartyIDs.FIELD);
        if (request.getString(RISK_LIMIT_REQUEST_ID).length() > RequestReader.MAX_IDENTIFIER) {
            throw refusal(request, session, INVALID, "an identifier has more than 64 characters");
        }
        if (subscription.equals("1") || subscription.equals("2") || in.has(NO_REQUESTED_TYPES)) {
            throw refusal(request, session, NOT_SUPPORTED, "neither subscriptions nor a choice of limits are offered");
        }
        if (parties.size() > 1) {
            throw refusal(request, session, NOT_SUPPORTED, "one account, or none for all");
        }
        int accountId = 0;
        if (!parties.isEmpty()) {
            accountId = accountId(parties.get(0));
            if (accountId == 0) {
                throw refusal(request, session, NOT_AUTHORIZED, "the party is no account of the venue's");
            }
        }
        RequestLimitsEncoder out = commands.requestLimits()
                .sessionId(session.sessionId())
                .msgSeqNum(session.epochSeqNum(request))
                .accountId(accountId);
        RequestReader.flags(request, out.flags());
        out.requestId(requestId);
    }

    private int accountId(Group party) throws FieldNotFound {
        boolean isAccount = party.isSetField(PartyRole.FIELD)
                && party.getString(PartyRole.FIELD).equals(InquiryFields.POSITION_ACCOUNT)
                && party.isSetField(PartyID.FIELD);
        return isAccount ? directory.accountId(party.getString(PartyID.FIELD)) : 0;
    }

    private static DirectAnswer refusal(Message request, SessionProfile session, int result, String text)
            throws FieldNotFound {
        Message report = new Message();
        report.getHeader().setString(MsgType.FIELD, PARTY_RISK_LIMITS_REPORT);
        report.setString(RISK_LIMIT_REPORT_ID, session.counterparty() + "-" + session.epochSeqNum(request) + "-0");
        report.setString(RISK_LIMIT_REQUEST_ID, reportable(request.getString(RISK_LIMIT_REQUEST_ID)));
        report.setInt(REQUEST_RESULT, result);
        report.setString(REJECT_TEXT, text);
        return new DirectAnswer(report);
    }

    private static String reportable(String requestId) {
        return requestId.substring(0, Math.min(requestId.length(), RequestReader.MAX_IDENTIFIER));
    }
}
