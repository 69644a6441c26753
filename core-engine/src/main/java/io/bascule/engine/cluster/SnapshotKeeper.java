package io.bascule.engine.cluster;

import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusterControl;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import io.aeron.exceptions.AeronException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has snapshots taken: every million commands, 15 minutes after the last if there was a command since, and on request.
 * When one is complete it removes what nobody needs any more: snapshots before the last two, and the log before the
 * older of these, unless a gateway has to catch up from further back. For the owner's thread, but for {@link #request}.
 */
final class SnapshotKeeper {
    static final long MAX_COMMANDS = 1_000_000;
    static final long MAX_AGE_NS = TimeUnit.MINUTES.toNanos(15);

    /** Two: if the last one is damaged, the one before and the log give the same state. */
    private static final int KEPT_SNAPSHOTS = 2;

    private static final long CHECK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);

    private final ConsensusModule.Context module;
    private final Supplier<AeronArchive> archives;
    private final VenueService venue;
    private final EngineClock clock;
    private final List<CompletableFuture<Void>> requests = new ArrayList<>();
    private final List<CompletableFuture<Void>> inProgress = new ArrayList<>();
    private volatile long coveredCommandCount = -1;
    private Thread remover;
    private boolean isTaking;
    private long takenCount;
    private long lastTakenNs;
    private long nextCheckNs;

    /**
     * @param module whose snapshots they are.
     * @param archives connects a client of the archive, to be closed after use, on a thread that is not the owner's.
     * @param venue that says what is in the state.
     */
    SnapshotKeeper(
            final ConsensusModule.Context module,
            final Supplier<AeronArchive> archives,
            final VenueService venue,
            final EngineClock clock) {
        this.module = module;
        this.archives = archives;
        this.venue = venue;
        this.clock = clock;
        takenCount = module.snapshotCounter().get();
        lastTakenNs = clock.time();
        nextCheckNs = lastTakenNs;
    }

    /** Asks for a snapshot. Any thread. Completes when one is taken that holds what was applied before the call. */
    CompletableFuture<Void> request() {
        final CompletableFuture<Void> taken = new CompletableFuture<>();
        synchronized (requests) {
            requests.add(taken);
        }
        return taken;
    }

    /** Has a look now and then; returns whether there was something to do. */
    int work() {
        final long nowNs = clock.time();
        if (nowNs - nextCheckNs < 0) {
            return 0;
        }
        nextCheckNs = nowNs + CHECK_INTERVAL_NS;
        if (coveredCommandCount < 0) {
            coveredCommandCount = venue.snapshotCommandCount(); // of the snapshot that was loaded
        }
        final long count = module.snapshotCounter().get();
        if (count != takenCount) {
            takenCount = count;
            lastTakenNs = nowNs;
            isTaking = false;
            coveredCommandCount = venue.snapshotCommandCount();
            inProgress.forEach(request -> request.complete(null));
            inProgress.clear();
            removeWhatNobodyNeeds();
            return 1;
        }
        final boolean isIdle =
                ClusterControl.ToggleState.get(module.controlToggleCounter()) == ClusterControl.ToggleState.NEUTRAL;
        if (isIdle && isTaking) {
            isTaking = false;
            lastTakenNs = nowNs;
            LOG.error("a snapshot was not taken; the log stays whole, and the next one is tried when it is due");
            inProgress.forEach(
                    request -> request.completeExceptionally(new IllegalStateException("the snapshot was not taken")));
            inProgress.clear();
        } else if (isIdle && isDue(nowNs)) {
            take();
        }
        return 0;
    }

    /** Whether commands were applied that no complete snapshot holds. Any thread. */
    boolean isBehind() {
        return venue.commandCount() > coveredCommandCount;
    }

    /** No snapshot will be taken any more. */
    void close() {
        synchronized (requests) {
            inProgress.addAll(requests);
            requests.clear();
        }
        failRequests("the engine has ended");
    }

    private void failRequests(final String reason) {
        inProgress.forEach(request -> request.completeExceptionally(new IllegalStateException(reason)));
        inProgress.clear();
    }

    private boolean isDue(final long nowNs) {
        synchronized (requests) {
            if (!requests.isEmpty()) {
                return true;
            }
        }
        final long commands = venue.commandCount() - coveredCommandCount;
        return commands >= MAX_COMMANDS || (commands > 0 && nowNs - lastTakenNs >= MAX_AGE_NS);
    }

    private void take() {
        synchronized (requests) {
            inProgress.addAll(requests);
            requests.clear();
        }
        isTaking = ClusterControl.ToggleState.SNAPSHOT.toggle(module.controlToggleCounter());
    }

    /** What is to go is decided here; asking the archive for it, which waits, is left to a thread of its own. */
    private void removeWhatNobodyNeeds() {
        if (isRemoving()) {
            return; // The next snapshot's turn sees to the rest.
        }
        final RecordingLog recordingLog = module.recordingLog();
        final List<RecordingLog.Entry> snapshots = recordingLog.entries().stream()
                .filter(entry ->
                        Snapshots.isSnapshot(entry) && entry.serviceId == ConsensusModule.Configuration.SERVICE_ID)
                .sorted(Comparator.comparingLong(entry -> -entry.logPosition))
                .toList();
        final long keptPosition = keptPosition(snapshots, venue.neededPosition());
        final long logRecordingId = recordingLog.findLastTermRecordingId();
        final Set<Long> kept = keptRecordings(recordingLog, keptPosition);
        final long newestRecordingId = snapshots.get(0).recordingId;
        remover = new Thread(() -> remove(keptPosition, logRecordingId, kept, newestRecordingId), "engine-keeper");
        remover.setDaemon(true);
        remover.start();
    }

    /** Failing costs room on the disk only: the next snapshot's turn tries again. */
    private void remove(
            final long keptPosition, final long logRecordingId, final Set<Long> kept, final long newestRecordingId) {
        final long fromNs = clock.time();
        try (AeronArchive archive = archives.get()) {
            removeRecordings(archive, kept, logRecordingId, newestRecordingId);
            removeLog(archive, logRecordingId, keptPosition);
        } catch (final RuntimeException ex) {
            LOG.error("what is older than the snapshots stays for now", ex);
        }
        LOG.debug("looked for what nobody needs in {} us", TimeUnit.NANOSECONDS.toMicros(clock.time() - fromNs));
    }

    /** Whether the archive is being asked to remove something. */
    boolean isRemoving() {
        return remover != null && remover.isAlive();
    }

    /**
     * Log position that is kept from on: of the last snapshots, newest first, so many; and if a gateway has to catch up
     * from an earlier position, of the newest one there or before. 0 while there are too few.
     */
    private static long keptPosition(final List<RecordingLog.Entry> snapshots, final long neededPosition) {
        int count = 0;
        for (final RecordingLog.Entry snapshot : snapshots) {
            if (++count >= KEPT_SNAPSHOTS && snapshot.logPosition <= neededPosition) {
                return snapshot.logPosition;
            }
        }
        return 0;
    }

    private static Set<Long> keptRecordings(final RecordingLog recordingLog, final long keptPosition) {
        final Set<Long> kept = new HashSet<>();
        for (final RecordingLog.Entry entry : recordingLog.entries()) {
            if (Snapshots.isSnapshot(entry) && entry.logPosition >= keptPosition) {
                kept.add(entry.recordingId);
            }
        }
        return kept;
    }

    /**
     * Older snapshots, and those that a kill left unfinished: all but the log and what is kept, up to the newest
     * complete snapshot's. One that is being taken right now is behind that.
     */
    private static void removeRecordings(
            final AeronArchive archive, final Set<Long> kept, final long logRecordingId, final long newestRecordingId) {
        for (final ArchivedRecording recording : ArchivedRecording.all(archive)) {
            final long recordingId = recording.recordingId();
            if (recordingId < newestRecordingId && recordingId != logRecordingId && !kept.contains(recordingId)) {
                try {
                    archive.purgeRecording(recordingId);
                } catch (final AeronException ex) {
                    LOG.warn("recording {} stays for now: {}", recordingId, ex.getMessage());
                }
            }
        }
    }

    private static void removeLog(final AeronArchive archive, final long logRecordingId, final long keptPosition) {
        final ArchivedRecording log = ArchivedRecording.of(archive, logRecordingId);
        final long newStart = AeronArchive.segmentFileBasePosition(
                log.startPosition(), keptPosition, log.termBufferLength(), log.segmentFileLength());
        if (newStart > log.startPosition()) {
            final long segments = archive.purgeSegments(logRecordingId, newStart);
            LOG.info("removed {} segments of the log before position {}", segments, newStart);
        }
    }
}
