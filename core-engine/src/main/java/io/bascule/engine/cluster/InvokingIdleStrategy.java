package io.bascule.engine.cluster;

import java.util.function.IntSupplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** Whoever waits here for another part that runs on the same thread runs that part, and idles when it has no work. */
final class InvokingIdleStrategy implements IdleStrategy {
    private final IntSupplier other;
    /** Short sleeps: what is waited for is work of this thread itself, but for a file to be made or the service. */
    private final IdleStrategy idleStrategy = new BackoffIdleStrategy(10, 20, 1_000, 50_000);

    InvokingIdleStrategy(final IntSupplier other) {
        this.other = other;
    }

    @Override
    public void idle(final int workCount) {
        idleStrategy.idle(workCount + other.getAsInt());
    }

    @Override
    public void idle() {
        idleStrategy.idle(other.getAsInt());
    }

    @Override
    public void reset() {
        idleStrategy.reset();
    }
}
