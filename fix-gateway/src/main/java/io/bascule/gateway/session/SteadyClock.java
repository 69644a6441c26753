package io.bascule.gateway.session;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import quickfix.SystemTime;
import quickfix.SystemTimeSource;

/**
 * The wall clock at the start of the process and what has passed since by the machine's steady counter: a wall clock
 * that is set while the gateway runs moves neither SendingTime nor the end of a session's week. It may be asked by any
 * thread.
 */
public final class SteadyClock implements SystemTimeSource {
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoClock;
    private final long offsetNs;

    /** A clock that agrees with a wall clock now. */
    SteadyClock(Clock wallClock, LongSupplier nanoClock) {
        Instant now = wallClock.instant();
        this.nanoClock = nanoClock;
        this.offsetNs = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano() - nanoClock.getAsLong();
    }

    /**
     * Makes it the clock of QuickFIX/J, of everything in the process that asks {@link SystemTime}. To be called before
     * sessions are created; called again it agrees with the wall clock anew. Returns it.
     */
    public static SteadyClock install() {
        SteadyClock clock = new SteadyClock(Clock.systemUTC(), System::nanoTime);
        SystemTime.setTimeSource(clock);
        return clock;
    }

    /** The time in nanoseconds since the epoch. */
    public long nanos() {
        return nowNs();
    }

    @Override
    public long getTime() {
        return Math.floorDiv(nowNs(), TimeUnit.MILLISECONDS.toNanos(1));
    }

    @Override
    public LocalDateTime getNow() {
        long nowNs = nowNs();
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(nowNs, NANOS_PER_SECOND), (int) Math.floorMod(nowNs, NANOS_PER_SECOND), ZoneOffset.UTC);
    }

    private long nowNs() {
        return offsetNs + nanoClock.getAsLong();
    }
}
