package io.bascule.engine.cluster;

import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.ClusterTool;
import io.bascule.engine.client.Engine;
import io.bascule.engine.client.EngineClient;
import io.bascule.engine.client.EngineListener;
import io.bascule.engine.client.EventReplay;
import io.bascule.engine.client.LedgerLine;
import io.bascule.engine.client.LedgerSpan;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.stress.StressReport;
import io.bascule.engine.stress.StressShock;
import io.bascule.engine.wire.sbe.CorrectTradeEncoder;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.agrona.CloseHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of the engine's cluster in this process. Media driver, archive and consensus module run on the thread that
 * starts the engine, which owns it: in the polls of its clients, which every client's owner therefore does again and
 * again. The venue has a thread of its own, {@code engine-service}. A start recovers whatever a killed process left
 * behind. Clients are to be closed before the engine.
 */
public final class EmbeddedEngine implements Engine {
    /** A price or quantity that a correction leaves as it is. */
    public static final long UNCHANGED = CorrectTradeEncoder.priceE8NullValue();

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedEngine.class);
    private static final Duration CLOSING_SNAPSHOT_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_CAUSES = 16;
    private static final int FIRST_EGRESS_STREAM_ID = 1_000;

    private final EngineOptions options;
    private final DataDirectory directory;
    private Member member;
    private int nextEgressStreamId = FIRST_EGRESS_STREAM_ID;

    private EmbeddedEngine(final EngineOptions options) {
        this.options = options;
        directory = DataDirectory.lock(options.dataDirectory());
    }

    /**
     * Takes possession of a data directory.
     *
     * @throws DataDirectoryInUseException if another engine runs on the directory.
     */
    public static EmbeddedEngine open(final EngineOptions options) {
        return new EmbeddedEngine(options);
    }

    /** Opens and starts an engine that the calling thread owns; closed again if it cannot be started. */
    static EmbeddedEngine start(final EngineOptions options) {
        final EmbeddedEngine engine = open(options);
        try {
            engine.start();
            return engine;
        } catch (final RuntimeException ex) {
            CloseHelper.quietClose(engine);
            throw ex;
        }
    }

    /**
     * Starts the engine and returns when it serves: the latest snapshot is loaded, the log behind it replayed, and this
     * member leads. If the snapshot is damaged, the one before and the log are taken instead; what a full disk or a
     * kill left half written at the end of the log is cut off.
     *
     * @throws IllegalStateException if the engine cannot be started; the cause says why.
     */
    @Override
    public void start() {
        try {
            startMember();
        } catch (final SnapshotNotLoadedException ex) {
            LOG.error("the latest snapshot cannot be loaded: the one before and the log are taken instead", ex);
            startWithoutLatest(ex);
        }
    }

    /** If that does not help, everything is left as it was. */
    private void startWithoutLatest(final IllegalStateException reason) {
        byte[] snapshots = null;
        try {
            snapshots = Snapshots.forgetLatest(directory);
            startMember();
            return;
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

    private void startMember() {
        Member started = null;
        try {
            directory.removeSignsOfLife();
            UnfinishedFragment.cutOff(directory.archive());
            started = new Member(options, directory);
            started.launch();
            member = started;
        } catch (final Exception | Error ex) {
            // Exception, since Aeron and Agrona throw checked ones that they do not declare.
            final boolean isLoading = started != null && started.isLoadingSnapshot();
            CloseHelper.quietClose(started);
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
        return member.connect(nextEgressStreamId++, CONNECT_TIMEOUT, listener);
    }

    /** Why the engine cannot go on, or null while it can. Any thread, once it is started. */
    public Throwable failure() {
        return member.failure();
    }

    /** The owner's part of the engine's work, for as long as no client is polled; returns how much there was to do. */
    int work() {
        return member.work();
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

    /**
     * Has the engine that runs on a data directory, in another process or this one, take a trade back, and waits for
     * it: it is in the log then.
     *
     * @throws IllegalStateException if none runs there, or it refuses; the text says why.
     */
    public static void bustTrade(final Path dataDirectory, final long tradeId) {
        OperatorConnection.send(
                dataDirectory, command -> command.bustTrade().correlationId(1).tradeId(tradeId));
    }

    /**
     * The same for a correction.
     *
     * @param priceE8 of the corrected trade; {@link #UNCHANGED}: as it was.
     * @param qtyE8 of the corrected trade, not above what it was; {@link #UNCHANGED}: as it was.
     */
    public static void correctTrade(
            final Path dataDirectory, final long tradeId, final long priceE8, final long qtyE8) {
        OperatorConnection.send(dataDirectory, command -> command.correctTrade()
                .correlationId(1)
                .tradeId(tradeId)
                .priceE8(priceE8)
                .qtyE8(qtyE8));
    }

    /**
     * The same for collateral that is paid in or out.
     *
     * @param currency its name.
     * @param units of the currency, in its smallest; negative: paid out.
     */
    public static void transfer(
            final Path dataDirectory, final String account, final String currency, final long units) {
        OperatorConnection.send(dataDirectory, command -> command.transferCollateral()
                .correlationId(1)
                .currency((short) Currency.valueOf(currency).index())
                .units(units)
                .account(account));
    }

    /**
     * The same for margin parameters that are announced: they are in force from their effective time on.
     *
     * @param parameters of each underlying of the venue, and of no other.
     */
    public static void announce(final Path dataDirectory, final MarginParameters parameters) {
        OperatorConnection.announce(dataDirectory, parameters);
    }

    /**
     * Makes the public ledger again from the log of a data directory, as far back as it is kept. Reads files only: it
     * does not matter whether an engine runs there; of one that does, what it had logged until now is read.
     *
     * @param lines is handed each line, in event order.
     * @throws IllegalStateException if there is no log, it is of another format, or it is damaged; what was before the
     *     damage was handed over.
     * @throws java.io.UncheckedIOException if a file cannot be read, or an engine that runs removed it meanwhile.
     */
    public static LedgerSpan readLedger(final Path dataDirectory, final Consumer<LedgerLine> lines) {
        return LoggedLedger.read(dataDirectory, lines);
    }

    /**
     * Asks the engine that runs on a data directory what an account would come to, and changes nothing.
     *
     * @throws IllegalStateException if none runs there, or it does not answer; the text says why.
     * @throws IllegalArgumentException if it knows no such account or underlying, or a shock is out of range; likewise.
     */
    public static StressReport stress(final Path dataDirectory, final String account, final List<StressShock> shocks) {
        return OperatorConnection.stress(dataDirectory, account, shocks);
    }

    /** Completes when a snapshot is taken that holds every command that was applied before the call. */
    CompletableFuture<Void> takeSnapshot() {
        return member.snapshots().request();
    }

    @Override
    public void replayEvents(final EventReplay replay, final EngineListener listener, final Runnable whileWaiting) {
        final Snapshots.Start from = replay.fromPosition() == EventReplay.OLDEST
                ? Snapshots.oldest(directory)
                : Snapshots.at(directory, replay.fromPosition());
        new ArchivedEvents(member.contexts(), from, replay).deliver(listener, whileWaiting);
    }

    /** Takes a snapshot, if the engine is well, and ends. */
    @Override
    public void close() {
        if (member != null) {
            if (member.isBehindSnapshot() && !member.takeSnapshot(CLOSING_SNAPSHOT_TIMEOUT)) {
                LOG.warn("closed without a snapshot: the next start replays the log");
            }
            CloseHelper.quietClose(member);
            member = null;
        }
        directory.close();
    }

    /** The start failed while the latest snapshot was loaded, and there is another way. */
    private static final class SnapshotNotLoadedException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private SnapshotNotLoadedException(final Throwable cause) {
            super("the engine could not be started", cause);
        }
    }
}
