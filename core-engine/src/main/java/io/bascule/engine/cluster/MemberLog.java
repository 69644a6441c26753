package io.bascule.engine.cluster;

import io.aeron.archive.Archive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.driver.MediaDriver;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.AgentTerminationException;

/**
 * Media driver, archive and consensus module, without a thread: all of it runs on its owner's, in {@link #doWork}. The
 * archive's duty cycle runs the driver's; the consensus module runs the archive's whenever it waits for an answer.
 */
final class MemberLog implements AutoCloseable {
    /** Code of the last state of an election: it is over, and a single member leads. */
    private static final int ELECTION_CLOSED = 17;

    private final EngineContexts contexts;
    private final VenueService venue;
    private final Runnable terminationHook;
    private boolean recovering;
    private boolean recovered;
    private boolean leading;
    private MediaDriver driver;
    private Archive archive;
    private ConsensusModule consensusModule;
    private AgentInvoker archiveInvoker;
    private AgentInvoker consensusInvoker;
    private SnapshotKeeper snapshots;

    MemberLog(final EngineContexts contexts, final VenueService venue, final Runnable terminationHook) {
        this.contexts = contexts;
        this.venue = venue;
        this.terminationHook = terminationHook;
    }

    /** Starts driver and archive: clients can connect from then on. */
    void launchArchive() {
        driver = MediaDriver.launch(contexts.driver());
        archive = Archive.launch(contexts.archive(driver));
        archiveInvoker = archive.invoker();
    }

    /** Starts the consensus module, and waits until the service, to be started meanwhile, has loaded its snapshot. */
    void launchConsensus() {
        recovering = true;
        consensusModule = ConsensusModule.launch(contexts.consensusModule(archiveInvoker, terminationHook));
        consensusInvoker = consensusModule.conductorAgentInvoker();
        checkConsensus(); // one that could not recover has closed its counters: they must not be touched
        recovered = true;
        snapshots = contexts.snapshotKeeper(consensusModule.context(), venue);
    }

    /** One duty cycle; returns how much there was to do. */
    int doWork() {
        if (archiveInvoker == null) {
            return 0;
        }
        int workCount = archiveInvoker.invoke();
        if (archiveInvoker.isClosed()) {
            throw new AgentTerminationException("the archive has ended");
        }
        if (snapshots != null) {
            workCount += consensusInvoker.invoke();
            checkConsensus();
            workCount += snapshots.work();
            leading =
                    leading || consensusModule.context().electionStateCounter().get() == ELECTION_CLOSED;
        }
        return workCount;
    }

    /** Driver and archive alone, for those who still have to close; nothing once the archive has ended. */
    int serveOthers() {
        return archiveInvoker == null || archiveInvoker.isClosed() ? 0 : archiveInvoker.invoke();
    }

    /** Who takes snapshots; null unless the consensus module runs. */
    SnapshotKeeper snapshots() {
        return snapshots;
    }

    /** Whether recovery has begun, and the latest snapshot, of module and venue, is not loaded yet. */
    boolean isLoadingSnapshot() {
        return recovering && !recovered;
    }

    /** Whether the consensus module has recovered the log and leads. */
    boolean isLeading() {
        return leading;
    }

    /** Ends the consensus module; driver and archive go on for those who still have to close. */
    void closeConsensus() {
        leading = false;
        if (snapshots != null) {
            snapshots.close();
            snapshots = null;
        }
        CloseHelper.quietClose(consensusModule);
    }

    @Override
    public void close() {
        closeConsensus();
        CloseHelper.quietCloseAll(archive, driver);
        archiveInvoker = null;
    }

    private void checkConsensus() {
        if (consensusInvoker.isClosed()) {
            throw new AgentTerminationException("the consensus module has ended");
        }
    }
}
