package io.bascule.gateway.session;

import java.util.TreeMap;
import quickfix.Message;
import quickfix.MessageQueue;
import quickfix.SessionID;
import quickfix.SessionStateListener;

/**
 * Messages that came before their turn, until the gap in front of them is filled. Bounded: what is furthest ahead is
 * forgotten first and comes again by resend.
 *
 * <p>QuickFIX/J asks for a gap once, and for no later one before that is filled. If the counterparty sets its number
 * anew meanwhile, what was asked for may never come, and {@link #takeUnasked} says that somebody else must ask. For the
 * FIX event loop only.
 */
final class EarlyMessages implements MessageQueue, SessionStateListener {
    static final int MAX_MESSAGES = 256;
    static final int MAX_CHARACTERS = 256 * 1024;

    private final TreeMap<Integer, Message> byNumber = new TreeMap<>();
    private int characters;
    private boolean isAsked;
    private boolean isMoved;
    private boolean isUnasked;

    @Override
    public void enqueue(int sequence, Message message) {
        isUnasked |= isMoved;
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
        isMoved = isAsked;
    }

    @Override
    public void onSequenceResetReceived(SessionID sessionId, int newSeqNo, boolean gapFill) {
        isMoved |= isAsked && !gapFill;
    }

    @Override
    public void onResendRequestSent(SessionID sessionId, int beginSeqNo, int endSeqNo, int currentEndSeqNo) {
        forgetAsked();
        isAsked = true;
    }

    @Override
    public void onResendRequestSatisfied(SessionID sessionId, int beginSeqNo, int endSeqNo) {
        forgetAsked();
    }

    @Override
    public void onDisconnect(SessionID sessionId) {
        forgetAsked();
    }

    private void forgetAsked() {
        isAsked = false;
        isMoved = false;
        isUnasked = false;
    }

    /** Whether there is a gap that nobody has asked for; who is told so asks. */
    boolean takeUnasked() {
        boolean unasked = isUnasked;
        if (unasked) {
            forgetAsked();
            isAsked = true;
        }
        return unasked;
    }

    private static int length(Message message) {
        return message == null || message.toRawString() == null
                ? 0
                : message.toRawString().length();
    }
}
