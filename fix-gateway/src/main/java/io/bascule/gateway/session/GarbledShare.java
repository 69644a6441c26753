package io.bascule.gateway.session;

import java.util.concurrent.TimeUnit;

/**
 * How much of what a session sends and is no message is kept in the audit log: {@link #BYTES} a minute, over all of its
 * connections. What is more is counted only, so that noise at the speed of the line does not fill the disk. For the FIX
 * event loop only.
 */
final class GarbledShare {
    static final int BYTES = 65_536;
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    private long sinceNs;
    private int kept = -1;
    private long leftOut;

    /** Whether so many bytes are kept; if not, they are counted, and nothing more is kept in that minute. */
    boolean keeps(int bytes, long nowNs) {
        if (kept < 0 || nowNs - sinceNs >= MINUTE_NS) {
            sinceNs = nowNs;
            kept = 0;
        }
        if (bytes > BYTES - kept) {
            leftOut += bytes;
            kept = BYTES;
            return false;
        }
        kept += bytes;
        return true;
    }

    /** How many bytes were left out since this was asked last. */
    long takeLeftOut() {
        long bytes = leftOut;
        leftOut = 0;
        return bytes;
    }
}
