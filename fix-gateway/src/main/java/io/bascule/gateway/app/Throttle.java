package io.bascule.gateway.app;

import java.util.concurrent.TimeUnit;

/**
 * How many messages a session may send in each second, with a budget of its own for cancels so that a desk can always
 * reduce. The first message too many is refused; a session that goes on until a whole second's budget has been refused,
 * without a second that kept to it in between, is to be disconnected.
 */
final class Throttle {
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

    private final Budget messages;
    private final Budget cancels;

    /**
     * A throttle that has let nothing pass yet.
     *
     * @param messagesPerSecond 0: no limit
     * @param cancelsPerSecond 0: no limit
     */
    Throttle(int messagesPerSecond, int cancelsPerSecond) {
        messages = new Budget(messagesPerSecond);
        cancels = new Budget(cancelsPerSecond);
    }

    /** What to do with a message. */
    enum Verdict {
        PASS,
        REFUSE,
        DISCONNECT
    }

    Verdict onMessage(boolean cancel, long nowNs) {
        return (cancel ? cancels : messages).onMessage(nowNs);
    }

    /** The limit in text. */
    String limit(boolean cancel) {
        return "more than " + (cancel ? cancels.limit + " cancels" : messages.limit + " messages") + " in a second";
    }

    /** One budget. */
    private static final class Budget {
        private final int limit;
        private long intervalStartNs;
        private int seen;
        private int refused;

        Budget(int limit) {
            this.limit = limit;
        }

        Verdict onMessage(long nowNs) {
            if (limit == 0) {
                return Verdict.PASS;
            }
            long elapsedNs = nowNs - intervalStartNs;
            if (elapsedNs >= INTERVAL_NS || seen == 0) {
                refused = seen > limit && elapsedNs < 2 * INTERVAL_NS ? refused : 0;
                intervalStartNs = nowNs;
                seen = 0;
            }
            if (++seen <= limit) {
                return Verdict.PASS;
            }
            return ++refused > limit ? Verdict.DISCONNECT : Verdict.REFUSE;
        }
    }
}
