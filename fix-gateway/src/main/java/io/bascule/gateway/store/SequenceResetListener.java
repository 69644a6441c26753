package io.bascule.gateway.store;

import quickfix.SessionID;

/** Hears when a session's sequence numbers have started again at 1. */
@FunctionalInterface
public interface SequenceResetListener {
    /**
     * Called once the reset is durable, on the thread that made it. A process that is killed right before this call
     * finds the epoch one higher than it knew at its next start.
     *
     * @param sessionId the session
     * @param epoch the number of the epoch that has begun; the first one is 1
     */
    void onSequenceReset(SessionID sessionId, long epoch);
}
