package io.bascule.engine.service;

/** The drop-copy sessions that an event goes to, and its place in the application sequence of each. Reused. */
public final class EventCopies {
    private int count;
    private int[] sessionIds = new int[4];
    private long[] applSeqNums = new long[4];

    void begin(final int newCount) {
        if (sessionIds.length < newCount) {
            sessionIds = new int[newCount];
            applSeqNums = new long[newCount];
        }
        count = newCount;
    }

    void set(final int n, final int sessionId, final long applSeqNum) {
        sessionIds[n] = sessionId;
        applSeqNums[n] = applSeqNum;
    }

    /** How many sessions get it. */
    public int count() {
        return count;
    }

    public int sessionId(final int n) {
        return sessionIds[n];
    }

    /** ApplSeqNum(1181). */
    public long applSeqNum(final int n) {
        return applSeqNums[n];
    }
}
