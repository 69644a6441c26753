package io.bascule.engine.cluster;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.aeron.Aeron;
import io.aeron.AeronCounters;
import io.aeron.RethrowingErrorHandler;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.ConsensusModuleVersion;
import io.aeron.cluster.PriorityHeapTimerServiceSupplier;
import io.aeron.cluster.service.ClusterCounters;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.driver.status.SystemCounterDescriptor;
import java.util.function.IntSupplier;
import org.agrona.ErrorHandler;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpLock;
import org.agrona.concurrent.status.AtomicCounter;

/**
 * The settings of Aeron's parts for one member embedded in its client's process: all channels IPC, so no socket is
 * opened; liveness timeouts long, since what they would detect dies with the process and a pause of it is no death;
 * term buffers small and preallocated, since a full disk under a sparse mapping ends the process.
 */
final class EngineContexts {
    /** Bytes of one term buffer of ingress and of each egress; the longest message is an eighth of it. */
    static final int STREAM_TERM_LENGTH = 2 << 20;

    private static final int LOG_TERM_LENGTH = 4 << 20;
    private static final int SEGMENT_LENGTH = 16 << 20;

    /** With less left on the disk, no recording is begun: neither at a start, nor for a snapshot. */
    private static final long LOW_STORAGE_BYTES = 16L << 20;

    private static final int MTU_LENGTH = 8 << 10;
    private static final int MAX_SESSIONS = 128;
    private static final int CLUSTER_ID = 0;
    private static final long LIVENESS_TIMEOUT_NS = SECONDS.toNanos(120);
    private static final long LEADER_HEARTBEAT_INTERVAL_NS = MILLISECONDS.toNanos(200);

    /** No endpoint of a single member is ever used, but the format wants them. */
    private static final String MEMBERS = "0,localhost:0,localhost:0,localhost:0,localhost:0,localhost:0";

    private static final String IPC = "aeron:ipc";

    private final EngineOptions options;
    private final DataDirectory directory;
    private final EngineClock clock;
    private final ErrorHandler errorHandler;
    private final IntSupplier ownersWork;
    private final SignalledIdleStrategy serviceIdleStrategy = new SignalledIdleStrategy();

    EngineContexts(
            final EngineOptions options,
            final DataDirectory directory,
            final EngineClock clock,
            final IntSupplier ownersWork,
            final ErrorHandler errorHandler) {
        this.ownersWork = ownersWork;
        this.options = options;
        this.directory = directory;
        this.clock = clock;
        this.errorHandler = errorHandler;
    }

    /** The channel of ingress and egress. */
    static String streamChannel() {
        return IPC + "?term-length=" + STREAM_TERM_LENGTH + "|mtu=" + MTU_LENGTH;
    }

    /** Spins for a few microseconds, then parks for 1 ms at most. */
    static IdleStrategy idleStrategy() {
        return new BackoffIdleStrategy(10, 20, MICROSECONDS.toNanos(1), MILLISECONDS.toNanos(1));
    }

    MediaDriver.Context driver() {
        return new MediaDriver.Context()
                .aeronDirectoryName(directory.driver().getPath())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.INVOKER)
                .epochClock(clock.epochClock())
                .termBufferSparseFile(false)
                .ipcTermBufferLength(STREAM_TERM_LENGTH)
                .ipcMtuLength(MTU_LENGTH)
                .clientLivenessTimeoutNs(LIVENESS_TIMEOUT_NS)
                .publicationUnblockTimeoutNs(LIVENESS_TIMEOUT_NS + SECONDS.toNanos(10))
                .errorHandler(errorHandler);
    }

    Archive.Context archive(final MediaDriver driver) {
        final AgentInvoker driverInvoker = driver.sharedAgentInvoker();
        return new Archive.Context()
                .aeron(Aeron.connect(aeronClient("archive").driverAgentInvoker(driverInvoker)))
                .ownsAeronClient(true)
                .errorCounter(
                        new AtomicCounter(driver.context().countersValuesBuffer(), SystemCounterDescriptor.ERRORS.id()))
                .archiveDir(directory.archive())
                .controlChannelEnabled(false)
                .archiveClientContext(localArchiveClient())
                .recordingEventsEnabled(false)
                .replicationChannel(IPC)
                .controlTermBufferSparse(false)
                .threadingMode(ArchiveThreadingMode.INVOKER)
                .mediaDriverAgentInvoker(driverInvoker)
                .segmentFileLength(SEGMENT_LENGTH)
                .lowStorageSpaceThreshold(LOW_STORAGE_BYTES)
                .fileSyncLevel(options.fileSyncLevel())
                .catalogFileSyncLevel(options.fileSyncLevel())
                // What was recorded is checked as it is read: a log or snapshot that was changed is never misread.
                .recordChecksum(new Crc32cChecksum())
                .replayChecksum(new Crc32cChecksum())
                .epochClock(clock.epochClock())
                .errorHandler(errorHandler);
    }

    /** Without a thread: the lower invoker runs archive and driver whenever the module waits for either. */
    ConsensusModule.Context consensusModule(final AgentInvoker lower, final Runnable terminationHook) {
        final Aeron aeron = Aeron.connect(aeronClient("consensus-module").driverAgentInvoker(lower));
        return new ConsensusModule.Context()
                .aeron(aeron)
                .ownsAeronClient(true)
                .errorCounter(ClusterCounters.allocateVersioned(
                        aeron,
                        new ExpandableArrayBuffer(),
                        "Cluster Errors",
                        AeronCounters.CLUSTER_CONSENSUS_MODULE_ERROR_COUNT_TYPE_ID,
                        CLUSTER_ID,
                        ConsensusModuleVersion.VERSION,
                        ConsensusModuleVersion.GIT_SHA))
                .clusterDir(directory.cluster())
                .clusterId(CLUSTER_ID)
                .clusterMemberId(0)
                .clusterMembers(MEMBERS)
                .ingressChannel(streamChannel())
                .logChannel(IPC + "?term-length=" + LOG_TERM_LENGTH + "|mtu=" + MTU_LENGTH)
                .consensusChannel(IPC + "?term-length=64k")
                .replicationChannel(IPC)
                .clusterClock(clock)
                .epochClock(clock.epochClock())
                .timerServiceSupplier(new PriorityHeapTimerServiceSupplier())
                .sessionTimeoutNs(options.sessionTimeout().toNanos())
                .leaderHeartbeatTimeoutNs(LIVENESS_TIMEOUT_NS)
                .leaderHeartbeatIntervalNs(LEADER_HEARTBEAT_INTERVAL_NS)
                .startupCanvassTimeoutNs(LIVENESS_TIMEOUT_NS * 2)
                .maxConcurrentSessions(MAX_SESSIONS)
                .fileSyncLevel(options.fileSyncLevel())
                .useAgentInvoker(true)
                .idleStrategySupplier(() -> new InvokingIdleStrategy(() -> invoke(lower)))
                .archiveContext(localArchiveClient()
                        .agentInvoker(lower)
                        .idleStrategy(new InvokingIdleStrategy(lower::invoke))
                        .controlResponseStreamId(AeronArchive.Configuration.localControlStreamId() + 10))
                .terminationHook(terminationHook)
                .errorHandler(errorHandler);
    }

    /** What the archive has done may be what the service waits for, as while a snapshot is replayed to it. */
    private int invoke(final AgentInvoker lower) {
        final int workCount = lower.invoke();
        if (workCount > 0) {
            signalService();
        }
        return workCount;
    }

    ClusteredServiceContainer.Context service(final ClusteredService service, final Runnable terminationHook) {
        return new ClusteredServiceContainer.Context()
                .aeron(Aeron.connect(aeronClient("engine-service")))
                .ownsAeronClient(true)
                .clusterDir(directory.cluster())
                .clusterId(CLUSTER_ID)
                .serviceName("engine-service")
                .clusteredService(service)
                // The service has publications of its own: these can go on sending from its background work.
                .isRespondingService(false)
                .epochClock(clock.epochClock())
                .idleStrategySupplier(() -> serviceIdleStrategy)
                .archiveContext(localArchiveClient()
                        .controlResponseStreamId(AeronArchive.Configuration.localControlStreamId() + 11))
                .terminationHook(terminationHook)
                .errorHandler(errorHandler);
    }

    /** The log may have grown: the service looks at once. Any thread. */
    void signalService() {
        serviceIdleStrategy.signal();
    }

    /** Who takes snapshots, on the owner's thread. */
    SnapshotKeeper snapshotKeeper(final ConsensusModule.Context module, final VenueService venue) {
        return new SnapshotKeeper(
                module,
                () -> AeronArchive.connect(localArchiveClient()
                        .aeron(Aeron.connect(aeronClient("snapshot-keeper")))
                        .ownsAeronClient(true)
                        .idleStrategy(idleStrategy())
                        .errorHandler(errorHandler)
                        .controlResponseStreamId(AeronArchive.Configuration.localControlStreamId() + 12)),
                venue,
                clock);
    }

    /** Waits on the owner's thread, whose part of the engine's work goes on. */
    IdleStrategy ownersIdleStrategy() {
        return new InvokingIdleStrategy(ownersWork);
    }

    /** A client of the driver for the owner's thread. */
    Aeron.Context ownersAeronClient(final String name) {
        return aeronClient(name).awaitingIdleStrategy(ownersIdleStrategy());
    }

    /** A client of the archive for the owner's thread. */
    AeronArchive archiveClient(final String name) {
        return AeronArchive.connect(localArchiveClient()
                .aeron(Aeron.connect(ownersAeronClient(name)))
                .ownsAeronClient(true)
                .idleStrategy(ownersIdleStrategy())
                .errorHandler(errorHandler)
                .controlResponseStreamId(AeronArchive.Configuration.localControlStreamId() + 13));
    }

    /** A client of the driver without a thread of its own: whoever uses it invokes its conductor. */
    Aeron.Context aeronClient(final String name) {
        return new Aeron.Context()
                .aeronDirectoryName(directory.driver().getPath())
                .driverTimeoutMs(NANOSECONDS.toMillis(LIVENESS_TIMEOUT_NS))
                .useConductorAgentInvoker(true)
                .clientLock(NoOpLock.INSTANCE)
                .epochClock(clock.epochClock())
                .subscriberErrorHandler(RethrowingErrorHandler.INSTANCE)
                .errorHandler(errorHandler)
                .clientName(name);
    }

    private static AeronArchive.Context localArchiveClient() {
        return new AeronArchive.Context()
                .controlRequestChannel(AeronArchive.Configuration.localControlChannel())
                .controlResponseChannel(AeronArchive.Configuration.localControlChannel())
                .controlRequestStreamId(AeronArchive.Configuration.localControlStreamId());
    }
}
