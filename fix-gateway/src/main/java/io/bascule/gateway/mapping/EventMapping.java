package io.bascule.gateway.mapping;

import org.agrona.DirectBuffer;
import quickfix.Message;

/** One kind of event: decodes it once, then renders it for each session that gets it. Reused from event to event. */
public interface EventMapping {
    /** ApplSeqNum(1181) to render the original with. */
    long ORIGINAL = 0;

    /** Decodes an event; the buffer must stay as it is until the last rendering. */
    void wrap(DirectBuffer buffer, int offset, int blockLength, int version);

    /** The event's number; 0 for an answer that is no event. */
    long eventNumber();

    /** The session that the original goes to; 0 if the venue itself is the origin. */
    int sessionId();

    /** Who else gets it. */
    Copies copies();

    /**
     * The message for one session.
     *
     * @param recipient whom it goes to
     * @param applSeqNum place in the recipient's application sequence; {@link #ORIGINAL}: it is no copy
     */
    Message render(SessionProfile recipient, long applSeqNum);
}
