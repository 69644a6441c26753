package io.bascule.engine.cluster;

import io.aeron.cluster.service.ClusterClock;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;

/**
 * The cluster's time in nanoseconds since the epoch: the wall clock as it stood at the start, then elapsed monotonic
 * time, and never behind what the log already says. The wall clock is read once, so one that jumps is not seen until
 * the next start, and one that was set back between two starts is not seen at all. Any thread may read it.
 */
final class EngineClock implements ClusterClock {
    private final NanoClock monotonic;
    private final long wallAtZeroNs;
    private volatile long timeAtZeroNs;

    EngineClock(final EpochNanoClock wall, final NanoClock monotonic) {
        this.monotonic = monotonic;
        wallAtZeroNs = wall.nanoTime() - monotonic.nanoTime();
        timeAtZeroNs = wallAtZeroNs;
    }

    @Override
    public TimeUnit timeUnit() {
        return TimeUnit.NANOSECONDS;
    }

    @Override
    public long time() {
        return timeAtZeroNs + monotonic.nanoTime();
    }

    /**
     * Moves time forward to a logged timestamp that is ahead of it. Called by the one thread that replays the log.
     */
    void atLeast(final long loggedNs) {
        final long zeroNs = loggedNs - monotonic.nanoTime();
        if (zeroNs > timeAtZeroNs) {
            timeAtZeroNs = zeroNs;
        }
    }

    /** The same steady time in milliseconds, without the log's floor, for Aeron's own liveness checks. */
    EpochClock epochClock() {
        return () -> TimeUnit.NANOSECONDS.toMillis(wallAtZeroNs + monotonic.nanoTime());
    }
}
