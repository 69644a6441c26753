package io.bascule.engine.cluster;

import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/** Spins for some microseconds, then sleeps until it is signalled, or for a millisecond. */
final class SignalledIdleStrategy implements IdleStrategy {
    private static final int SPINS = 50;
    private static final long SLEEP_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private volatile Thread sleeper;
    private int turns;

    /** Ends a sleep. Any thread, after what it is signalled of was made visible. */
    void signal() {
        VarHandle.fullFence(); // what was written before must not be seen later than that nobody sleeps
        final Thread thread = sleeper;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void idle(final int workCount) {
        if (workCount > 0) {
            reset();
        } else {
            idle();
        }
    }

    @Override
    public void idle() {
        if (turns < SPINS) {
            turns++;
            Thread.onSpinWait();
        } else if (sleeper == null) {
            sleeper = Thread.currentThread(); // and one more look, since a signal may have come before
        } else {
            LockSupport.parkNanos(SLEEP_NS);
        }
    }

    @Override
    public void reset() {
        turns = 0;
        if (sleeper != null) {
            sleeper = null;
        }
    }

    @Override
    public String alias() {
        return "signalled";
    }
}
