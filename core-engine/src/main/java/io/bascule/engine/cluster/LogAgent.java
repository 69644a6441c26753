package io.bascule.engine.cluster;

import io.aeron.archive.Archive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.driver.MediaDriver;
import java.util.concurrent.CountDownLatch;
import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.AgentTerminationException;

/**
 * Media driver, archive and consensus module on one thread. The archive's duty cycle runs the driver's; the consensus
 * module runs the archive's whenever it waits for an answer. Start and close run on the agent's thread too.
 */
final class LogAgent implements Agent {
    /** Code of the last state of an election: it is over, and a single member leads. */
    private static final int ELECTION_CLOSED = 17;

    private final EngineContexts contexts;
    private final VenueService venue;
    private final Runnable terminationHook;
    private final CountDownLatch driverStarted = new CountDownLatch(1);
    private final CountDownLatch consensusStopped = new CountDownLatch(1);
    private volatile boolean stopConsensus;
    private volatile boolean leading;
    private volatile boolean recovering;
    private volatile boolean recovered;
    private MediaDriver driver;
    private Archive archive;
    private ConsensusModule consensusModule;
    private AgentInvoker archiveInvoker;
    private AgentInvoker consensusInvoker;
    private volatile SnapshotKeeper snapshots;

    LogAgent(final EngineContexts contexts, final VenueService venue, final Runnable terminationHook) {
        this.contexts = contexts;
        this.venue = venue;
        this.terminationHook = terminationHook;
    }

    /** Counted down when clients can connect to the driver. */
    CountDownLatch driverStarted() {
        return driverStarted;
    }

    @Override
    public void onStart() {
        try {
            launch();
        } catch (final Exception ex) {
            throw new AgentTerminationException("the log could not be started", ex);
        }
    }

    private void launch() {
        driver = MediaDriver.launch(contexts.driver());
        archive = Archive.launch(contexts.archive(driver));
        archiveInvoker = archive.invoker();
        driverStarted.countDown();
        recovering = true;
        consensusModule = ConsensusModule.launch(contexts.consensusModule(archiveInvoker, terminationHook));
        consensusInvoker = consensusModule.conductorAgentInvoker();
        checkConsensus(); // one that could not recover has closed its counters: they must not be touched
        recovered = true;
        snapshots = contexts.snapshotKeeper(consensusModule.context(), archiveInvoker, venue);
    }

    @Override
    public int doWork() {
        int workCount = archiveInvoker.invoke();
        if (consensusInvoker != null) {
            workCount += consensusInvoker.invoke();
            if (stopConsensus) {
                closeConsensusModule();
            } else {
                checkConsensus();
                workCount += snapshots.work();
                leading = leading
                        || consensusModule.context().electionStateCounter().get() == ELECTION_CLOSED;
            }
        }
        if (archiveInvoker.isClosed()) {
            throw new AgentTerminationException("the archive has ended");
        }
        return workCount;
    }

    /**
     * Ends the consensus module, while driver and archive go on for those who still have to close. Any thread.
     *
     * @return counted down when it has ended.
     */
    CountDownLatch stopConsensus() {
        stopConsensus = true;
        return consensusStopped;
    }

    /** Who takes snapshots; null before the consensus module has started. Any thread. */
    SnapshotKeeper snapshots() {
        return snapshots;
    }

    /** Whether recovery has begun, and the latest snapshot, of module and venue, is not loaded yet. Any thread. */
    boolean isLoadingSnapshot() {
        return recovering && !recovered;
    }

    /** Whether the consensus module has recovered the log and leads. Any thread. */
    boolean isLeading() {
        return leading;
    }

    @Override
    public void onClose() {
        closeConsensusModule();
        driverStarted.countDown();
        CloseHelper.closeAll(archive, driver);
    }

    @Override
    public String roleName() {
        return "engine-log";
    }

    private void checkConsensus() {
        if (consensusInvoker.isClosed()) {
            throw new AgentTerminationException("the consensus module has ended");
        }
    }

    private void closeConsensusModule() {
        leading = false;
        if (snapshots != null) {
            snapshots.close();
        }
        CloseHelper.close(consensusModule);
        consensusInvoker = null;
        consensusStopped.countDown();
    }
}
