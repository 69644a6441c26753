package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.InquireAccountEncoder;
import io.bascule.engine.wire.sbe.InquiryKind;
import io.bascule.engine.wire.sbe.InquiryMode;
import io.bascule.engine.wire.sbe.RejectReason;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.Account;
import quickfix.field.CollInquiryID;
import quickfix.field.NoPartyIDs;
import quickfix.field.PartyID;
import quickfix.field.PartyRole;
import quickfix.field.PosReqID;
import quickfix.field.PosReqType;
import quickfix.field.SubscriptionRequestType;
import quickfix.field.Symbol;

/**
 * MarginRequirementInquiry (CH), CollateralInquiry (BB) and RequestForPositions (AN) to InquireAccount. Without an
 * Account(1), by itself or in Parties(453), the first two ask of all accounts that the session is entitled to.
 */
final class AccountInquiryMapping {
    private static final int NO_QUALIFIERS = 1636;
    private static final int QUALIFIER = 1637;
    /** BB: what would narrow it to orders, trades, instruments or kinds of collateral. */
    private static final int[] COLLATERAL_NOT_OFFERED = {11, 37, 198, 526, 124, 897, 938, 55, 555, 711, 53, 54, 336};
    /** AN: legs, underlyings, trading sessions, matching. */
    private static final int[] POSITIONS_NOT_OFFERED = {555, 711, 386, 573};

    private static final String POSITIONS = "0";

    private final Directory directory;
    private final RequestReader reader = new RequestReader();

    AccountInquiryMapping(Directory directory) {
        this.directory = directory;
    }

    void mapMargin(Message request, SessionProfile session, CommandBuffer commands) throws FieldNotFound {
        RequestReader in = reader.wrap(request);
        String requestId = in.identifier(InquiryFields.MARGIN_REQMT_INQ_ID);
        refuseQualifiers(request, in);
        String account = account(in, request, "");
        InquiryMode mode = mode(in);
        RejectReason objection = session.marginSubscriptions().objection(mode, requestId);
        if (objection != RejectReason.NONE) {
            in.refuse(objection);
        }
        if (in.fault() == RejectReason.NONE) {
            session.marginSubscriptions().take(mode, requestId, directory.accountId(account));
        }
        begin(request, session, commands, InquiryKind.MARGIN, account)
                .mode(mode)
                .instrumentId(0)
                .fault(in.fault())
                .requestId(requestId)
                .symbol("")
                .accountName(nameOf(account));
    }

    /** The summary, and what is in excess or short, are in every report; there is nothing else. */
    private static void refuseQualifiers(Message request, RequestReader in) throws FieldNotFound {
        for (Group entry : request.getGroups(NO_QUALIFIERS)) {
            String qualifier = entry.isSetField(QUALIFIER) ? entry.getString(QUALIFIER) : "0";
            if (!qualifier.equals("0") && !qualifier.equals("2")) {
                in.refuse(RejectReason.UNSUPPORTED_VALUE);
            }
        }
    }

    void mapCollateral(Message request, SessionProfile session, CommandBuffer commands) throws FieldNotFound {
        RequestReader in = reader.wrap(request);
        String requestId = in.identifier(CollInquiryID.FIELD);
        String account = account(in, request, "");
        refuse(in, COLLATERAL_NOT_OFFERED);
        refuseSubscription(in);
        begin(request, session, commands, InquiryKind.COLLATERAL, account)
                .mode(InquiryMode.ONCE)
                .instrumentId(0)
                .fault(in.fault())
                .requestId(requestId)
                .symbol("")
                .accountName(nameOf(account));
    }

    void mapPositions(Message request, SessionProfile session, CommandBuffer commands) throws FieldNotFound {
        RequestReader in = reader.wrap(request);
        String requestId = in.identifier(PosReqID.FIELD);
        String account = account(in, request, session.onlyAccount());
        if (account.isEmpty()) {
            in.refuse(RejectReason.UNKNOWN_ACCOUNT);
        }
        String symbol = in.text(Symbol.FIELD);
        int instrumentId = directory.instrumentId(symbol);
        if (!in.text(PosReqType.FIELD).equals(POSITIONS)) {
            in.refuse(RejectReason.UNSUPPORTED_VALUE);
        }
        refuse(in, POSITIONS_NOT_OFFERED);
        refuseSubscription(in);
        begin(request, session, commands, InquiryKind.POSITIONS, account)
                .mode(InquiryMode.ONCE)
                .instrumentId(instrumentId)
                .fault(in.fault())
                .requestId(requestId)
                .symbol(instrumentId == 0 ? symbol : "")
                .accountName(nameOf(account));
    }

    /** For a subscription, by the gateway itself. */
    static void repeat(CommandBuffer commands, int sessionId, String requestId, int accountId) {
        InquireAccountEncoder out = commands.inquireAccount();
        out.flags().clear();
        out.sessionId(sessionId)
                .msgSeqNum(0)
                .fault(RejectReason.NONE)
                .kind(InquiryKind.MARGIN)
                .mode(InquiryMode.REPEAT)
                .accountId(accountId)
                .instrumentId(0)
                .requestId(requestId)
                .symbol("")
                .accountName("");
    }

    private InquireAccountEncoder begin(
            Message request, SessionProfile session, CommandBuffer commands, InquiryKind kind, String account)
            throws FieldNotFound {
        InquireAccountEncoder out = commands.inquireAccount()
                .sessionId(session.sessionId())
                .msgSeqNum(session.epochSeqNum(request))
                .kind(kind)
                .accountId(directory.accountId(account));
        RequestReader.flags(request, out.flags());
        return out;
    }

    /** What the engine echoes of an account that it does not know. */
    private String nameOf(String account) {
        return directory.accountId(account) == 0 ? account : "";
    }

    /** The account that is asked of; both places may name it, not two. */
    private static String account(RequestReader in, Message request, String otherwise) throws FieldNotFound {
        String named = in.text(Account.FIELD);
        for (Group party : request.getGroups(NoPartyIDs.FIELD)) {
            boolean isAccount = party.isSetField(PartyRole.FIELD)
                    && party.getString(PartyRole.FIELD).equals(InquiryFields.POSITION_ACCOUNT);
            String partyId = isAccount && party.isSetField(PartyID.FIELD) ? party.getString(PartyID.FIELD) : named;
            if (!named.isEmpty() && !partyId.equals(named)) {
                in.refuse(RejectReason.ACCOUNT_MISMATCH);
            }
            named = partyId.length() <= RequestReader.MAX_IDENTIFIER
                    ? partyId
                    : partyId.substring(0, RequestReader.MAX_IDENTIFIER);
        }
        return named.isEmpty() ? otherwise : named;
    }

    private static InquiryMode mode(RequestReader in) {
        return switch (in.text(SubscriptionRequestType.FIELD)) {
            case "1" -> InquiryMode.SUBSCRIBE;
            case "2" -> InquiryMode.UNSUBSCRIBE;
            default -> InquiryMode.ONCE;
        };
    }

    /** Collateral and positions are pushed when they change, whoever asked. */
    private static void refuseSubscription(RequestReader in) {
        if (mode(in) != InquiryMode.ONCE) {
            in.refuse(RejectReason.UNSUPPORTED_VALUE);
        }
    }

    private static void refuse(RequestReader in, int[] tags) {
        for (int tag : tags) {
            if (in.has(tag)) {
                in.refuse(RejectReason.UNSUPPORTED_VALUE);
            }
        }
    }
}
