package io.bascule.gateway.mapping;

import java.util.Arrays;

/** The drop-copy sessions that an event goes to, each with the number that the event has on it. Reused. */
public final class Copies {
    private int count;
    private int[] sessionIds = new int[4];
    private long[] applSeqNums = new long[4];

    void clear() {
        count = 0;
    }

    void add(int sessionId, long applSeqNum) {
        if (count == sessionIds.length) {
            sessionIds = Arrays.copyOf(sessionIds, count * 2);
            applSeqNums = Arrays.copyOf(applSeqNums, count * 2);
        }
        sessionIds[count] = sessionId;
        applSeqNums[count++] = applSeqNum;
    }

    /** How many copies there are. */
    public int count() {
        return count;
    }

    /** Session of one copy. */
    public int sessionId(int index) {
        return sessionIds[index];
    }

    /** ApplSeqNum(1181) of one copy. */
    public long applSeqNum(int index) {
        return applSeqNums[index];
    }
}
