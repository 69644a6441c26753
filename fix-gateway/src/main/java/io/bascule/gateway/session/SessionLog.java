package io.bascule.gateway.session;

import io.bascule.gateway.encoding.MessageBody;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Log;
import quickfix.Message;
import quickfix.SessionID;

/**
 * What QuickFIX/J says about a session, in the application's log and without secrets. The text of messages is written
 * only if the logger {@value #MESSAGES} is set to DEBUG.
 */
final class SessionLog implements Log {
    /** Name of the logger of message texts. */
    static final String MESSAGES = "io.bascule.gateway.session.messages";

    private static final Logger EVENTS = LoggerFactory.getLogger(SessionLog.class);
    private static final Logger TEXTS = LoggerFactory.getLogger(MESSAGES);

    private final SessionID sessionId;

    SessionLog(SessionID sessionId) {
        this.sessionId = sessionId;
    }

    @Override
    public void onIncoming(String message) {
        if (TEXTS.isDebugEnabled()) {
            TEXTS.debug("{} in {}", sessionId, Redaction.redact(message));
        }
    }

    @Override
    public void onOutgoing(String message) {
        if (TEXTS.isDebugEnabled()) {
            TEXTS.debug("{} out {}", sessionId, Redaction.redact(message));
        }
    }

    /** Tells a session's log of a message that is no text yet, if it listens. */
    static void onIncoming(Log log, Message message) {
        if (TEXTS.isDebugEnabled()) {
            log.onIncoming(message.toString());
        }
    }

    /** Tells a session's log of a message that is no text yet, if it listens. */
    static void onOutgoing(Log log, MessageBody message) {
        if (TEXTS.isDebugEnabled()) {
            log.onOutgoing(new String(message.bytes(), 0, message.length(), StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void onEvent(String text) {
        // One line for each message of a resend would say nothing that the messages do not.
        if (EVENTS.isInfoEnabled() && !text.startsWith("Resending message: ")) {
            EVENTS.info("{}: {}", sessionId, Redaction.withoutMessages(text));
        }
    }

    @Override
    public void onErrorEvent(String text) {
        EVENTS.warn("{}: {}", sessionId, Redaction.withoutMessages(text));
    }

    @Override
    public void clear() {
        // An application log is not cleared.
    }
}
