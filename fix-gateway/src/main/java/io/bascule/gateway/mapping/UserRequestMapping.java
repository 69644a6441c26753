package io.bascule.gateway.mapping;

import io.bascule.config.Credentials;
import io.bascule.config.SessionConfig;
import java.util.List;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.MsgType;
import quickfix.field.UserRequestID;
import quickfix.field.UserRequestType;
import quickfix.field.UserStatus;
import quickfix.field.UserStatusText;
import quickfix.field.Username;

/**
 * UserRequest (BE) to UserResponse (BF): whether the session is logged on, and how much it may send. Sent whole in
 * every dialect, since only who knows the extension asks for limits.
 */
public final class UserRequestMapping {
    private static final int THROTTLE_LIMIT = 5;
    private static final int NO_THROTTLES = 1610;
    private static final int THROTTLE_ACTION = 1611;
    private static final int THROTTLE_TYPE = 1612;
    private static final int THROTTLE_NO_MSGS = 1613;
    private static final int THROTTLE_TIME_INTERVAL = 1614;
    private static final int THROTTLE_TIME_UNIT = 1615;
    private static final int NO_THROTTLE_MSG_TYPE = 1618;
    private static final int THROTTLE_MSG_TYPE = 1619;
    private static final int[] ORDER = {
        THROTTLE_ACTION,
        THROTTLE_TYPE,
        THROTTLE_NO_MSGS,
        THROTTLE_TIME_INTERVAL,
        THROTTLE_TIME_UNIT,
        NO_THROTTLE_MSG_TYPE,
        0
    };
    private static final int REJECT = 2;
    private static final int DISCONNECT = 3;
    private static final int INBOUND_RATE = 0;
    private static final int ONE = 1;
    private static final int SECONDS = 0;

    /** Of an entry without types: all but those that an entry names. */
    private static final List<String> ALL_OTHERS = List.of();

    private static final List<String> CANCELS =
            List.of(MsgType.ORDER_CANCEL_REQUEST, MsgType.ORDER_MASS_CANCEL_REQUEST, MsgType.QUOTE_CANCEL);

    private UserRequestMapping() {}

    /** The answer to a request of a session with these settings. */
    public static Message answer(Message request, SessionConfig session) throws FieldNotFound {
        Message answer = new Message();
        answer.getHeader().setString(MsgType.FIELD, MsgType.USER_RESPONSE);
        answer.setString(UserRequestID.FIELD, request.getString(UserRequestID.FIELD));
        answer.setString(Username.FIELD, request.getString(Username.FIELD));
        int type = request.getInt(UserRequestType.FIELD);
        if (!request.getString(Username.FIELD).equals(username(session))) {
            return refuse(answer, UserStatus.USER_NOT_RECOGNISED, "Username(553) must be the session's own");
        }
        if (type != THROTTLE_LIMIT && type != UserRequestType.REQUEST_INDIVIDUAL_USER_STATUS) {
            return refuse(answer, UserStatus.OTHER, "UserRequestType(924)=" + type + " is not offered");
        }
        answer.setInt(UserStatus.FIELD, UserStatus.LOGGED_IN);
        if (type == THROTTLE_LIMIT) {
            addLimits(answer, session.throttleMessagesPerSecond(), ALL_OTHERS);
            addLimits(answer, session.throttleCancelsPerSecond(), CANCELS);
            if (!answer.hasGroup(NO_THROTTLES)) {
                answer.setString(UserStatusText.FIELD, "there is no limit");
            }
        }
        return answer;
    }

    private static Message refuse(Message answer, int userStatus, String text) {
        answer.setInt(UserStatus.FIELD, userStatus);
        answer.setString(UserStatusText.FIELD, text);
        return answer;
    }

    private static String username(SessionConfig session) {
        return session.credentials().map(Credentials::username).orElse(session.targetCompId());
    }

    /** What is above the limit is refused; who has as much refused again is disconnected. */
    private static void addLimits(Message answer, int perSecond, List<String> types) {
        if (perSecond > 0) {
            answer.addGroup(limit(REJECT, perSecond, types));
            answer.addGroup(limit(DISCONNECT, 2 * perSecond, types));
        }
    }

    private static Group limit(int action, int perSecond, List<String> types) {
        Group entry = new Group(NO_THROTTLES, THROTTLE_ACTION, ORDER);
        entry.setInt(THROTTLE_ACTION, action);
        entry.setInt(THROTTLE_TYPE, INBOUND_RATE);
        entry.setInt(THROTTLE_NO_MSGS, perSecond);
        entry.setInt(THROTTLE_TIME_INTERVAL, ONE);
        entry.setInt(THROTTLE_TIME_UNIT, SECONDS);
        for (String type : types) {
            Group name = new Group(NO_THROTTLE_MSG_TYPE, THROTTLE_MSG_TYPE);
            name.setString(THROTTLE_MSG_TYPE, type);
            entry.addGroup(name);
        }
        return entry;
    }
}
