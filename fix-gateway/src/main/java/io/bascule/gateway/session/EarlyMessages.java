package io.bascule.gateway.session;

import java.util.TreeMap;
import quickfix.Message;
import quickfix.MessageQueue;
import quickfix.SessionID;
import quickfix.SessionStateListener;

/**
 * Messages that came before their turn, until the gap in front of them is filled. Bounded: what is furthest ahead is
 * forgotten first and comes again by resend. For the FIX event loop only.
 */
final class EarlyMessages implements MessageQueue, SessionStateListener {
    static final int MAX_MESSAGES = 256;
    static final int MAX_CHARACTERS = 256 * 1024;

    private final TreeMap<Integer, Message> byNumber = new TreeMap<>();
    private int characters;
    private boolean hasArrived;

    @Override
    public void enqueue(int sequence, Message message) {
        hasArrived = true;
        characters += length(message) - length(byNumber.put(sequence, message));
        while (byNumber.size() > MAX_MESSAGES || characters > MAX_CHARACTERS) {
            characters -= length(byNumber.pollLastEntry().getValue());
        }
    }

    @Override
    public Message dequeue(int sequence) {
        Message message = byNumber.remove(sequence);
        characters -= length(message);
        return message;
    }

    @Override
    public void dequeueMessagesUpTo(int sequence) {
        while (!byNumber.isEmpty() && byNumber.firstKey() < sequence) {
            characters -= length(byNumber.pollFirstEntry().getValue());
        }
    }

    @Override
    public void clear() {
        byNumber.clear();
        characters = 0;
    }

    /** The numbers start again at 1: what was kept belongs to numbers that are gone. */
    @Override
    public void onReset(SessionID sessionId) {
        clear();
    }

    /** Whether a message came early since this was last asked. */
    boolean takeArrived() {
        boolean arrived = hasArrived;
        hasArrived = false;
        return arrived;
    }

    private static int length(Message message) {
        return message == null || message.toRawString() == null
                ? 0
                : message.toRawString().length();
    }
}
