package io.bascule.gateway.mapping;

import org.agrona.DirectBuffer;
import quickfix.Message;

/** One kind of event: decodes it once, then renders it for each session that gets it. Reused from event to event. */
public interface EventMapping {
    /** In place of the ApplSeqNum(1181) of a copy: it is the original. */
    long ORIGINAL = 0;

    /** Decodes an event; the buffer must stay as it is until the last rendering. */
    void wrap(DirectBuffer buffer, int offset, int blockLength, int version);

    /** The event's number; 0 for an answer that is no event. */
    long eventNumber();

    /** The session that the original goes to; 0 if the venue itself is the origin. */
    int sessionId();

    /** Place of the original in the application sequence of its session; 0: it has none. */
    long applSeqNum();

    /** Who else gets it. */
    Copies copies();

    /**
     * The message for one session.
     *
     * @param recipient whom it goes to
     * @param copySeqNum place of the copy in the recipient's application sequence; {@link #ORIGINAL}: it is no copy
     */
    Message render(SessionProfile recipient, long copySeqNum);
}
