package io.bascule.engine.cluster;

import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.ClusterTool;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.bascule.engine.client.ClusterEngineClient;
import io.bascule.engine.client.Engine;
import io.bascule.engine.client.EngineClient;
import io.bascule.engine.client.EngineListener;
import io.bascule.engine.client.EventReplay;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of the engine's cluster in this process, on two threads: {@code engine-log} for media driver, archive
 * and consensus module, {@code engine-service} for the venue. A start recovers whatever a killed process left behind.
 * Thread-safe; clients are to be closed before the engine.
 */
public final class EmbeddedEngine implements Engine, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedEngine.class);
    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration CLOSING_SNAPSHOT_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration STEP_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_CAUSES = 16;
    private static final int FIRST_EGRESS_STREAM_ID = 1_000;

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicReference<Throwable> lastError = new AtomicReference<>();
    private final AtomicInteger nextEgressStreamId = new AtomicInteger(FIRST_EGRESS_STREAM_ID);
    private final EngineOptions options;
    private final DataDirectory directory;
    private final EngineContexts contexts;
    private final VenueService venueService;
    private final LogAgent logAgent;
    private final AgentRunner logRunner;
    private ClusteredServiceContainer service;
    private volatile boolean launched;
    private volatile boolean closing;

    private EmbeddedEngine(final EngineOptions options, final DataDirectory directory) {
        this.options = options;
        this.directory = directory;
        final EngineClock clock = new EngineClock(new SystemEpochNanoClock(), SystemNanoClock.INSTANCE);
        contexts = new EngineContexts(options, directory, clock, this::onError);
        venueService = new VenueService(clock, SessionEgress::new);
        logAgent = new LogAgent(contexts, venueService, () -> onEnd("the consensus module has ended"));
        logRunner = new AgentRunner(EngineContexts.idleStrategy(), this::onError, null, logAgent);
    }

    /**
     * Starts the engine on a data directory and returns when it serves: the latest snapshot is loaded, the log behind
     * it replayed, and this member leads. If the snapshot is damaged, the one before and the log are taken instead;
     * what a full disk or a kill left half written at the end of the log is cut off.
     *
     * @throws DataDirectoryInUseException if another engine runs on the directory.
     * @throws IllegalStateException if the engine cannot be started; the cause says why.
     */
    public static EmbeddedEngine start(final EngineOptions options) {
        final DataDirectory directory = DataDirectory.lock(options.dataDirectory());
        try {
            return recover(directory, options);
        } catch (final RuntimeException ex) {
            CloseHelper.quietClose(directory);
            throw ex;
        }
    }

    private static EmbeddedEngine recover(final DataDirectory directory, final EngineOptions options) {
        try {
            return startOn(directory, options);
        } catch (final SnapshotNotLoadedException ex) {
            LOG.error("the latest snapshot cannot be loaded: the one before and the log are taken instead", ex);
            return startWithoutLatest(directory, options, ex);
        }
    }

    /** If that does not help, everything is left as it was. */
    private static EmbeddedEngine startWithoutLatest(
            final DataDirectory directory, final EngineOptions options, final IllegalStateException reason) {
        byte[] snapshots = null;
        try {
            snapshots = Snapshots.forgetLatest(directory);
            return startOn(directory, options);
        } catch (final IOException | RuntimeException ex) {
            reason.addSuppressed(ex);
        }
        try {
            if (snapshots != null) {
                Snapshots.restore(directory, snapshots);
            }
        } catch (final IOException ex) {
            reason.addSuppressed(ex);
        }
        throw reason;
    }

    private static EmbeddedEngine startOn(final DataDirectory directory, final EngineOptions options) {
        EmbeddedEngine engine = null;
        try {
            directory.removeSignsOfLife();
            UnfinishedFragment.cutOff(directory.archive());
            engine = new EmbeddedEngine(options, directory);
            engine.launch();
            return engine;
        } catch (final Exception | Error ex) {
            // Exception, since Aeron and Agrona throw checked ones that they do not declare.
            final boolean isLoading = engine != null && engine.logAgent.isLoadingSnapshot();
            CloseHelper.quietClose(engine == null ? null : engine::stop);
            if (isLoading && isOfSnapshot(ex, 0) && Snapshots.canDoWithoutLatest(directory)) {
                throw new SnapshotNotLoadedException(ex);
            }
            throw new IllegalStateException("the engine could not be started", ex);
        }
    }

    /** Whether a failure while a snapshot is loaded can come of the snapshot: not of memory or of the disk's room. */
    private static boolean isOfSnapshot(final Throwable failure, final int depth) {
        if (failure == null || depth > MAX_CAUSES) {
            return true;
        }
        if (failure instanceof VirtualMachineError
                || (failure instanceof ArchiveException of && of.errorCode() == ArchiveException.STORAGE_SPACE)) {
            return false;
        }
        for (final Throwable suppressed : failure.getSuppressed()) {
            if (!isOfSnapshot(suppressed, depth + 1)) {
                return false;
            }
        }
        return isOfSnapshot(failure.getCause(), depth + 1);
    }

    @Override
    public EngineClient connect(final EngineListener listener) {
        return ClusterEngineClient.connect(
                contexts.aeronClient("engine-client"),
                EngineContexts.streamChannel(),
                nextEgressStreamId.getAndIncrement(),
                CONNECT_TIMEOUT,
                listener);
    }

    /** Why the engine cannot go on, or null while it can. */
    public Throwable failure() {
        return failure.get();
    }

    /**
     * Has the engine that runs on a data directory, in another process or this one, take a snapshot, and waits for it.
     *
     * @throws IllegalStateException if none runs there, or it does not take one within 30 seconds; the text says why.
     */
    public static void requestSnapshot(final Path dataDirectory) {
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        final File cluster = DataDirectory.clusterOf(dataDirectory);
        final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        final long before = Snapshots.latestPosition(cluster);
        if (!cluster.isDirectory()
                || !ClusterTool.snapshot(cluster, out)
                || Snapshots.latestPosition(cluster) == before) {
            throw new IllegalStateException("no engine on " + dataDirectory + " took a snapshot "
                    + said.toString(StandardCharsets.UTF_8).strip().replaceAll("\\s+", " "));
        }
    }

    /** Completes when a snapshot is taken that holds every command that was applied before the call. Any thread. */
    CompletableFuture<Void> takeSnapshot() {
        return logAgent.snapshots().request();
    }

    @Override
    public void replayEvents(final EventReplay replay, final EngineListener listener, final Runnable whileWaiting) {
        new ArchivedEvents(contexts, Snapshots.at(directory, replay.fromPosition()), replay)
                .deliver(listener, whileWaiting);
    }

    /** Takes a snapshot, if the engine is well, and ends. */
    @Override
    public void close() {
        final SnapshotKeeper snapshots = logAgent.snapshots();
        final boolean isWell = failure.get() == null && snapshots != null && logAgent.isLeading();
        if (isWell && !closing && snapshots.isBehind()) {
            try {
                snapshots.request().get(CLOSING_SNAPSHOT_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            } catch (final InterruptedException ex) {
                Thread.currentThread().interrupt();
            } catch (final ExecutionException | TimeoutException ex) {
                LOG.warn("closed without a snapshot: the next start replays the log", ex);
            }
        }
        stop();
        directory.close();
    }

    private void stop() {
        synchronized (logRunner) {
            if (closing) {
                return;
            }
            closing = true;
        }
        // The consensus module first, lest it take the service's end for a failure; driver and archive last.
        if (logRunner.thread() != null && !logRunner.isClosed()) {
            await(logAgent.stopConsensus(), "the consensus module to close");
        }
        CloseHelper.quietCloseAll(service, logRunner);
    }

    private void launch() {
        AgentRunner.startOnThread(logRunner, task -> new Thread(task, "engine-log"));
        await(logAgent.driverStarted(), "the media driver to start");
        checkFailure();
        service = ClusteredServiceContainer.launch(
                contexts.service(venueService, () -> onEnd("the clustered service has ended"))
                        .threadFactory(task -> new Thread(task, "engine-service")));
        final long deadlineNs = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!logAgent.isLeading()) {
            checkFailure();
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("the log was not recovered within " + START_TIMEOUT, lastError.get());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        launched = true;
        checkFailure();
    }

    private void checkFailure() {
        if (failure.get() != null) {
            throw new IllegalStateException("a thread of the engine has ended", failure.get());
        }
    }

    private void await(final CountDownLatch latch, final String what) {
        try {
            if (!latch.await(STEP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.error("waited {} for {} in vain", STEP_TIMEOUT, what);
            }
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void onEnd(final String what) {
        fail(new IllegalStateException(what, lastError.get()));
    }

    private void onError(final Throwable error) {
        final Throwable previous = lastError.getAndSet(error);
        if (error instanceof AgentTerminationException || error instanceof Error) {
            if (previous != null) {
                error.addSuppressed(previous);
            }
            fail(error);
        } else {
            LOG.warn("the engine goes on after an error", error);
        }
    }

    private void fail(final Throwable error) {
        if (!closing && failure.compareAndSet(null, error) && launched) {
            LOG.error("the engine cannot go on", error);
            options.failureHandler().accept(error);
        }
    }

    /** The start failed while the latest snapshot was loaded, and there is another way. */
    private static final class SnapshotNotLoadedException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private SnapshotNotLoadedException(final Throwable cause) {
            super("the engine could not be started", cause);
        }
    }
}
