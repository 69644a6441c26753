package io.bascule.gateway.mapping;

import io.bascule.gateway.encoding.MessageBody;
import org.agrona.DirectBuffer;

/** One kind of event: decodes it once, then writes it for each session that gets it. Reused from event to event. */
public interface EventMapping {
    /** In place of the ApplSeqNum(1181) of a copy: it is the original. */
    long ORIGINAL = 0;

    /** Decodes an event; the buffer must stay as it is until the last writing. */
    void wrap(DirectBuffer buffer, int offset, int blockLength, int version);

    /** The event's number; 0 for an answer that is no event. */
    long eventNumber();

    /** The session that the original goes to; 0 if the venue itself is the origin. */
    int sessionId();

    /** Place of the original in the application sequence of its session; 0: it has none. */
    long applSeqNum();

    /** What an operator did to cause it, for the audit log; null if none did. */
    default String operatorAction() {
        return null;
    }

    /** Whether it also goes to sessions that nobody has named. */
    default boolean isPushed() {
        return false;
    }

    /** Whether a session is one of these. */
    default boolean isPushedTo(SessionProfile recipient) {
        return false;
    }

    /** Who else gets it. */
    Copies copies();

    /** Whether a session is to hear of it at all: a repetition that says nothing new is dropped. */
    default boolean isWanted(SessionProfile recipient) {
        return true;
    }

    /**
     * Writes the message for one session.
     *
     * @param recipient whom it goes to
     * @param copySeqNum place of the copy in the recipient's application sequence; {@link #ORIGINAL}: it is no copy
     * @param body what it is written into, from its MsgType on
     */
    void write(SessionProfile recipient, long copySeqNum, MessageBody body);
}
