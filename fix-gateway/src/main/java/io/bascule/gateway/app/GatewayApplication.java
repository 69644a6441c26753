package io.bascule.gateway.app;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.gateway.mapping.ApplicationMessageRequest;
import io.bascule.gateway.mapping.BusinessReject;
import io.bascule.gateway.mapping.OutboundMapper;
import io.bascule.gateway.mapping.UserRequestMapping;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Application;
import quickfix.FieldNotFound;
import quickfix.IncorrectDataFormat;
import quickfix.Message;
import quickfix.SessionID;
import quickfix.field.BusinessRejectReason;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.PossDupFlag;
import quickfix.field.RefSeqNum;
import quickfix.field.RefTagID;
import quickfix.field.SessionRejectReason;
import quickfix.field.Text;

/**
 * What QuickFIX/J's sessions call. The gateway itself refuses only what never reaches the engine: too many messages,
 * what the role forbids, what is not offered; all else is the engine's to answer.
 */
final class GatewayApplication implements Application {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayApplication.class);
    private static final int NOT_AUTHORIZED = BusinessRejectReason.NOT_AUTHORIZED;
    private static final int THROTTLE_LIMIT_EXCEEDED = 8;
    private static final int THROTTLE_LIMIT_EXCEEDED_DISCONNECT = 9;

    private final GatewaySessions sessions;
    private final EngineLink engine;
    private final OutboundMapper outbound;
    private final DiskReserve reserve;

    GatewayApplication(GatewaySessions sessions, EngineLink engine, OutboundMapper outbound, DiskReserve reserve) {
        this.sessions = sessions;
        this.engine = engine;
        this.outbound = outbound;
        this.reserve = reserve;
    }

    @Override
    public void onCreate(SessionID sessionId) {
        // Sessions are taken from the acceptor once all of them exist.
    }

    @Override
    public void onLogon(SessionID sessionId) {
        GatewaySession session = sessions.find(sessionId);
        sessions.route(session);
        // One that is back at once has been gone all the same, unless it has a grace window.
        engine.ordersOfTheGone().cancel(session, System.nanoTime());
        session.cancelOnDisconnect().onLogon();
    }

    @Override
    public void onLogout(SessionID sessionId) {
        GatewaySession session = sessions.find(sessionId);
        if (session != null) {
            session.replay(null);
            session.subscriptions().clear();
            session.cancelOnDisconnect().onDisconnect(System.nanoTime());
        }
    }

    @Override
    public void toAdmin(Message message, SessionID sessionId) {
        if (isType(message, MsgType.LOGOUT)) {
            sessions.find(sessionId).cancelOnDisconnect().onLogoutSent();
        } else if (isType(message, MsgType.REJECT)) {
            leaveTheTagTo371(message);
        }
    }

    /** QuickFIX/J names the tag in the text, too, which other engines do not expect; of a wrong format its own do. */
    private static void leaveTheTagTo371(Message reject) {
        String text = reject.getOptionalString(Text.FIELD).orElse("");
        int at = text.indexOf(", field=");
        boolean isOfFormat = reject.getOptionalString(SessionRejectReason.FIELD)
                .orElse("")
                .equals(Integer.toString(SessionRejectReason.INCORRECT_DATA_FORMAT_FOR_VALUE));
        if (at > 0 && !isOfFormat) {
            reject.setString(Text.FIELD, text.substring(0, at));
        }
    }

    @Override
    public void fromAdmin(Message message, SessionID sessionId) throws FieldNotFound {
        CancelOnDisconnect orders = sessions.find(sessionId).cancelOnDisconnect();
        if (isType(message, MsgType.LOGOUT)) {
            orders.onLogoutReceived();
        } else if (isType(message, MsgType.REJECT)) {
            LOG.warn(
                    "{} refused message {} of ours: RefTagID(371)={} SessionRejectReason(373)={}",
                    sessionId,
                    message.getOptionalString(RefSeqNum.FIELD).orElse(""),
                    message.getOptionalString(RefTagID.FIELD).orElse(""),
                    message.getOptionalString(SessionRejectReason.FIELD).orElse(""));
        } else if (isType(message, MsgType.LOGON)) {
            if (message.isSetField(BasculeTags.CANCEL_ON_DISCONNECT)) {
                orders.onLogonMessage(message.getInt(BasculeTags.CANCEL_ON_DISCONNECT) == 1);
            } else {
                orders.onLogonMessage();
            }
        }
    }

    @Override
    public void toApp(Message message, SessionID sessionId) {
        // Whatever is sent was made by the mapping.
    }

    @Override
    public void fromApp(Message message, SessionID sessionId) throws FieldNotFound, IncorrectDataFormat {
        GatewaySession session = sessions.find(sessionId);
        String msgType = message.getHeader().getString(MsgType.FIELD);
        if (msgType.equals(MsgType.BUSINESS_MESSAGE_REJECT)) {
            // An answer to an answer would never end.
            LOG.warn("{} refused a message of ours with a BusinessMessageReject", sessionId);
            return;
        }
        if (isPossDup(message) && session.isRefused(message.getHeader().getInt(MsgSeqNum.FIELD))) {
            // It is asked for again with what was lost. Its answer stands, and comes by resend.
            LOG.debug("{}: a message that was refused before has come again, and is ignored", sessionId);
            return;
        }
        try {
            if (isWithinThrottle(message, msgType, session)) {
                checkPermission(msgType, session);
                answer(message, msgType, session);
            }
        } catch (BusinessReject refusal) {
            session.send(outbound.businessReject(message, refusal, session.profile()));
        }
    }

    private void answer(Message message, String msgType, GatewaySession session)
            throws FieldNotFound, IncorrectDataFormat, BusinessReject {
        if (msgType.equals(MsgType.SECURITY_LIST_REQUEST)) {
            session.send(outbound.securityList(message, session.profile()));
        } else if (msgType.equals(MsgType.USER_REQUEST)) {
            session.send(UserRequestMapping.answer(message, session.fix().config()));
        } else if (msgType.equals(MsgType.APPLICATION_MESSAGE_REQUEST)) {
            reserve.admit(msgType);
            ApplicationRecovery.answer(ApplicationMessageRequest.of(message, session.profile()), session, outbound);
        } else {
            if (!isReplay(message, session)) {
                reserve.admit(msgType);
            }
            engine.request(msgType, message, session);
        }
    }

    /** Whether an earlier life of the gateway had it, and it is sent again. */
    private static boolean isReplay(Message message, GatewaySession session) throws FieldNotFound {
        return isPossDup(message) && session.isReplay(message.getHeader().getInt(MsgSeqNum.FIELD));
    }

    private static boolean isPossDup(Message message) throws FieldNotFound {
        return message.getHeader().isSetField(PossDupFlag.FIELD)
                && message.getHeader().getBoolean(PossDupFlag.FIELD);
    }

    /** What an earlier life of the gateway had does not count when it is sent again: it counted then. */
    private boolean isWithinThrottle(Message message, String msgType, GatewaySession session)
            throws FieldNotFound, BusinessReject {
        if (isReplay(message, session)) {
            return true;
        }
        boolean cancel = Cancels.isCancel(message, msgType);
        Throttle.Verdict verdict = session.throttle().onMessage(cancel, System.nanoTime());
        if (verdict == Throttle.Verdict.PASS) {
            return true;
        }
        String text = session.throttle().limit(cancel);
        if (verdict == Throttle.Verdict.REFUSE) {
            throw new BusinessReject(THROTTLE_LIMIT_EXCEEDED, text);
        }
        BusinessReject last = new BusinessReject(THROTTLE_LIMIT_EXCEEDED_DISCONNECT, text + ": disconnected");
        session.send(outbound.businessReject(message, last, session.profile()));
        session.fix().disconnect("Throttle exceeded: " + text);
        return false;
    }

    private static void checkPermission(String msgType, GatewaySession session) throws BusinessReject {
        switch (Permissions.of(session.profile().role(), msgType)) {
            case ALLOWED -> {
                // It may pass.
            }
            case NOT_OFFERED ->
                throw new BusinessReject(BusinessRejectReason.UNSUPPORTED_MESSAGE_TYPE, "Unsupported Message Type");
            case FORBIDDEN ->
                throw new BusinessReject(
                        NOT_AUTHORIZED,
                        "a session of role " + session.profile().role() + " may not send MsgType(35)=" + msgType);
        }
    }

    private static boolean isType(Message message, String msgType) {
        return message.getHeader().getOptionalString(MsgType.FIELD).orElse("").equals(msgType);
    }
}
