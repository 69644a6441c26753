package io.bascule.engine.cluster;

import io.aeron.cluster.RecordingLog;
import java.io.File;

/** What the cluster's own list says of snapshots and the log. */
final class Snapshots {
    private static final int VENUE_SERVICE_ID = 0;

    private Snapshots() {}

    /**
     * Where a replay starts.
     *
     * @param snapshotRecordingId of the venue's part of the snapshot; -1: the beginning of the log.
     * @param position in the log.
     * @param logRecordingId of the log.
     */
    record Start(long snapshotRecordingId, long position, long logRecordingId) {}

    /** Strikes the latest snapshot off the list. Only while no engine runs on the directory. */
    static void forgetLatest(final DataDirectory directory) {
        try (RecordingLog log = new RecordingLog(directory.cluster(), false)) {
            log.invalidateLatestSnapshot();
        }
    }

    /** Whether there is a snapshot, and either one before it or the whole log. */
    static boolean canDoWithoutLatest(final DataDirectory directory) {
        if (!new File(directory.cluster(), RecordingLog.RECORDING_LOG_FILE_NAME).exists()) {
            return false;
        }
        try (RecordingLog log = new RecordingLog(directory.cluster(), false)) {
            final long snapshots = log.entries().stream()
                    .filter(entry -> isSnapshot(entry) && entry.serviceId == VENUE_SERVICE_ID)
                    .count();
            final File beginning = new File(directory.archive(), log.findLastTermRecordingId() + "-0.rec");
            return snapshots > 1 || (snapshots == 1 && beginning.exists());
        }
    }

    /** Whether an entry of the list is a snapshot that was not struck off. */
    static boolean isSnapshot(final RecordingLog.Entry entry) {
        return entry.isValid && entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT;
    }

    /**
     * The start of a replay from a position.
     *
     * @throws IllegalStateException if there is no snapshot at the position, which is not the beginning of the log.
     */
    static Start at(final DataDirectory directory, final long position) {
        try (RecordingLog log = new RecordingLog(directory.cluster(), false)) {
            final long logRecordingId = log.findLastTermRecordingId();
            if (position == 0) {
                return new Start(-1, 0, logRecordingId);
            }
            for (final RecordingLog.Entry entry : log.entries()) {
                if (isSnapshot(entry) && entry.serviceId == VENUE_SERVICE_ID && entry.logPosition == position) {
                    return new Start(entry.recordingId, position, logRecordingId);
                }
            }
        }
        throw new IllegalStateException("there is no snapshot at log position " + position);
    }
}
