package io.bascule.engine.cluster;

import io.aeron.cluster.RecordingLog;

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

    /** Strikes the latest snapshot off the list; false if there is none. Only while no engine runs on the directory. */
    static boolean forgetLatest(final DataDirectory directory) {
        try (RecordingLog log = new RecordingLog(directory.cluster(), false)) {
            return log.invalidateLatestSnapshot();
        }
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
                final boolean isSnapshot = entry.isValid && entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT;
                if (isSnapshot && entry.serviceId == VENUE_SERVICE_ID && entry.logPosition == position) {
                    return new Start(entry.recordingId, position, logRecordingId);
                }
            }
        }
        throw new IllegalStateException("there is no snapshot at log position " + position);
    }
}
