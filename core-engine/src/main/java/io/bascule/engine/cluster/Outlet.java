package io.bascule.engine.cluster;

import org.agrona.DirectBuffer;
import org.agrona.ExpandableRingBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What goes to one client, in one order: the answers to it, queued here, and, once it has connected as a gateway, the
 * retained events, read where they lie. An answer goes behind the events that were there when it was given and before
 * those that came after. Nothing of this is replicated: only the leader sends.
 */
final class Outlet {
    /** An answer lies behind the number of the event that it follows. */
    static final int ANSWER_PREFIX_LENGTH = Long.BYTES;

    /** What the queue adds to a message at most: prefix, header and alignment. */
    static final int ANSWER_OVERHEAD = ANSWER_PREFIX_LENGTH + 16;

    /** Where the queue wraps, it may leave room for less than a message unused. */
    private static final int LARGEST_GAP = 64 << 10;

    private static final int INITIAL_QUEUE_LENGTH = 8 << 10;
    private static final int MAX_QUEUE_LENGTH = 16 << 20;

    private final long clusterSessionId;
    private final Egress egress;
    private final ExpandableRingBuffer answers =
            new ExpandableRingBuffer(INITIAL_QUEUE_LENGTH, MAX_QUEUE_LENGTH, false);
    private final ExpandableRingBuffer.MessageConsumer answerSender = this::sendAnswer;
    private EventLog.Cursor cursor;
    private boolean answerIsDue;
    private boolean answerIsSent;

    Outlet(final long clusterSessionId, final Egress egress) {
        this.clusterSessionId = clusterSessionId;
        this.egress = egress;
    }

    long clusterSessionId() {
        return clusterSessionId;
    }

    /** Events are sent from this cursor on. */
    void stream(final EventLog.Cursor from) {
        cursor = from;
    }

    /** Number of the event that was sent last, or would have been; meaningful while events are sent. */
    long sentEventNumber() {
        return cursor.nextEventNumber() - 1;
    }

    /** The client acknowledges up to this event: it need not be sent what it has already. */
    void skipTo(final long eventNumber) {
        if (cursor != null && cursor.nextEventNumber() <= eventNumber) {
            cursor.seekAfter(eventNumber);
        }
    }

    /**
     * Queues an answer, {@link #ANSWER_PREFIX_LENGTH} bytes of the event number first.
     *
     * @return false if the queue is full: the client does not read.
     */
    boolean answer(final DirectBuffer buffer, final int length) {
        return answers.append(buffer, 0, length);
    }

    /** Bytes of answers that can still be queued, {@link #ANSWER_OVERHEAD} for each included. */
    int room() {
        return answers.maxCapacity() - answers.size() - LARGEST_GAP;
    }

    /**
     * Sends what can be sent.
     *
     * @param limit of messages.
     * @return how many were sent.
     */
    int drain(final int limit) {
        int count = 0;
        while (count < limit && sendNext()) {
            count++;
        }
        return count;
    }

    void close() {
        egress.close();
    }

    private boolean sendNext() {
        if (!answers.isEmpty()) {
            answerIsDue = false;
            answerIsSent = false;
            answers.consume(answerSender, 1);
            if (answerIsDue) {
                return answerIsSent;
            }
        }
        return sendNextEvent();
    }

    private boolean sendAnswer(
            final MutableDirectBuffer buffer, final int offset, final int length, final int headOffset) {
        answerIsDue = cursor == null || cursor.nextEventNumber() > buffer.getLong(offset);
        answerIsSent =
                answerIsDue && egress.offer(buffer, offset + ANSWER_PREFIX_LENGTH, length - ANSWER_PREFIX_LENGTH);
        return answerIsSent;
    }

    private boolean sendNextEvent() {
        if (cursor == null || !cursor.hasNext()) {
            return false;
        }
        final DirectBuffer buffer = cursor.buffer();
        if (!egress.offer(buffer, cursor.offset(), cursor.length())) {
            return false;
        }
        cursor.advance();
        return true;
    }
}
