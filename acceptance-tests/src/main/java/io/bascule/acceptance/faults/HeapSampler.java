package io.bascule.acceptance.faults;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Looks at a venue's heap again and again, until it is closed. */
final class HeapSampler implements AutoCloseable {
    private final ScheduledExecutorService pool = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> sampling;
    private final AtomicLong mostMib = new AtomicLong();

    HeapSampler(VenueMeter meter, long everyMs) {
        sampling = pool.scheduleWithFixedDelay(
                () -> mostMib.accumulateAndGet(meter.usedMib(), Math::max), 0, everyMs, TimeUnit.MILLISECONDS);
    }

    /** The most that was in use, garbage included. */
    long mostMib() {
        return mostMib.get();
    }

    @Override
    public void close() {
        sampling.cancel(false);
        pool.shutdown();
        try {
            boolean unused = pool.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
