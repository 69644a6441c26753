package io.bascule.engine.cluster;

import io.aeron.cluster.service.ClusteredServiceContainer;
import io.bascule.engine.client.ClusterEngineClient;
import io.bascule.engine.client.EngineClient;
import io.bascule.engine.client.EngineListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of the member: the {@link MemberLog} on the owner's thread, and the venue's service on its own, which the
 * owner wakes when the log may have grown. What either fails with is told once.
 */
final class Member implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Member.class);
    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration SERVICE_CLOSE_TIMEOUT = Duration.ofSeconds(10);

    /** Duty cycles in one poll: what one part has done is often work for the next. */
    private static final int MAX_CYCLES = 4;

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicReference<Throwable> lastError = new AtomicReference<>();
    private final Thread owner = Thread.currentThread();
    private final IdleStrategy idleStrategy = EngineContexts.idleStrategy();
    private final EngineOptions options;
    private final EngineContexts contexts;
    private final VenueService venueService;
    private final MemberLog log;
    private Thread launcher;
    private volatile ClusteredServiceContainer service;
    private volatile boolean launched;
    private volatile boolean closing;

    Member(final EngineOptions options, final DataDirectory directory) {
        this.options = options;
        final EngineClock clock = new EngineClock(new SystemEpochNanoClock(), SystemNanoClock.INSTANCE);
        contexts = new EngineContexts(options, directory, clock, this::work, this::onError);
        venueService = new VenueService(clock, SessionEgress::new);
        log = new MemberLog(contexts, venueService, () -> onEnd("the consensus module has ended"));
    }

    EngineContexts contexts() {
        return contexts;
    }

    SnapshotKeeper snapshots() {
        return log.snapshots();
    }

    /** Why it cannot go on, or null while it can. Any thread. */
    Throwable failure() {
        return failure.get();
    }

    boolean isLoadingSnapshot() {
        return log.isLoadingSnapshot();
    }

    /** Returns when it leads; whatever is thrown, it is to be closed. */
    void launch() {
        try {
            log.launchArchive();
            // On a thread of its own, since it asks the driver, which this thread has to run meanwhile.
            launcher = new Thread(this::launchService, "engine-service-launch");
            launcher.start();
            log.launchConsensus();
            final long deadlineNs = System.nanoTime() + START_TIMEOUT.toNanos();
            while (!log.isLeading() || launcher.isAlive()) {
                checkFailure();
                if (System.nanoTime() - deadlineNs > 0) {
                    throw new IllegalStateException(
                            "the log was not recovered within " + START_TIMEOUT, lastError.get());
                }
                idleStrategy.idle(work());
            }
            launched = true;
        } finally {
            // The service's failure ends whatever this thread waits for.
            final boolean unused = Thread.interrupted();
        }
        checkFailure();
    }

    private void launchService() {
        try {
            service = ClusteredServiceContainer.launch(
                    contexts.service(venueService, () -> onEnd("the clustered service has ended"))
                            .threadFactory(task -> new Thread(task, "engine-service")));
        } catch (final Exception | Error ex) {
            // Exception, since Aeron and Agrona throw checked ones that they do not declare.
            fail(ex);
        }
    }

    private void checkFailure() {
        if (failure.get() != null) {
            throw new IllegalStateException("a part of the engine has ended", failure.get());
        }
    }

    EngineClient connect(final int egressStreamId, final Duration timeout, final EngineListener listener) {
        return ClusterEngineClient.connect(
                contexts.ownersAeronClient("engine-client"),
                EngineContexts.streamChannel(),
                egressStreamId,
                timeout,
                contexts.ownersIdleStrategy(),
                this::workThrough,
                listener);
    }

    private void workThrough() {
        int cycles = 0;
        while (work() > 0 && ++cycles < MAX_CYCLES) {
            // What one part has done is often work for the next.
        }
    }

    /** One duty cycle of the log, which wakes the service if there was something to do. The owner's thread only. */
    int work() {
        if (launched && failure.get() != null) {
            return 0;
        }
        int workCount = 0;
        try {
            workCount = closing ? log.serveOthers() : log.doWork();
        } catch (final RuntimeException | Error ex) {
            onError(ex);
            fail(ex);
        }
        if (workCount > 0) {
            contexts.signalService();
        }
        return workCount;
    }

    /** Whether it is well, and commands were applied that no snapshot holds. */
    boolean isBehindSnapshot() {
        return failure.get() == null && log.isLeading() && log.snapshots().isBehind();
    }

    /** Takes a snapshot; false if that fails, or is not done in time. */
    boolean takeSnapshot(final Duration timeout) {
        final CompletableFuture<Void> taken = log.snapshots().request();
        final long deadlineNs = System.nanoTime() + timeout.toNanos();
        while (!taken.isDone() && failure.get() == null && System.nanoTime() - deadlineNs < 0) {
            idleStrategy.idle(work());
        }
        return taken.isDone() && !taken.isCompletedExceptionally();
    }

    /** The consensus module first, lest it take the service's end for a failure; driver and archive last. */
    @Override
    public void close() {
        closing = true;
        final SnapshotKeeper keeper = log.snapshots();
        log.closeConsensus();
        closeService(keeper);
        log.close();
    }

    private void closeService(final SnapshotKeeper keeper) {
        final Thread closer = new Thread(this::closeLaunched, "engine-service-close");
        closer.setDaemon(true);
        closer.start();
        final long deadlineNs = System.nanoTime() + SERVICE_CLOSE_TIMEOUT.toNanos();
        while ((closer.isAlive() || (keeper != null && keeper.isRemoving())) && System.nanoTime() - deadlineNs < 0) {
            idleStrategy.idle(work());
        }
        if (closer.isAlive()) {
            LOG.error("waited {} for the service to close in vain", SERVICE_CLOSE_TIMEOUT);
        }
    }

    /** The service may still be being launched, when the start has failed. */
    private void closeLaunched() {
        try {
            if (launcher != null) {
                launcher.join();
            }
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        CloseHelper.quietClose(service);
    }

    private void onEnd(final String what) {
        fail(new IllegalStateException(what, lastError.get()));
    }

    private void onError(final Throwable error) {
        final Throwable previous = lastError.getAndSet(error);
        if (error instanceof AgentTerminationException || error instanceof Error) {
            if (previous != null && previous != error) {
                error.addSuppressed(previous);
            }
            fail(error);
        } else {
            LOG.warn("the engine goes on after an error", error);
        }
    }

    private void fail(final Throwable error) {
        if (closing || !failure.compareAndSet(null, error)) {
            return;
        }
        if (launched) {
            LOG.error("the engine cannot go on", error);
            options.failureHandler().accept(error);
        } else if (Thread.currentThread() != owner) {
            owner.interrupt();
        }
    }
}
