package io.bascule.engine.cluster;

import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

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

    /**
     * Strikes the latest snapshot off the list. Only while no engine runs on the directory.
     *
     * @return the list as it was, to be given back with {@link #restore} if that did not help.
     */
    static byte[] forgetLatest(final DataDirectory directory) throws IOException {
        final byte[] before = Files.readAllBytes(list(directory));
        try (RecordingLog log = new RecordingLog(directory.cluster(), false)) {
            log.invalidateLatestSnapshot();
        }
        return before;
    }

    /** Makes the list what it was. Only while no engine runs on the directory. */
    static void restore(final DataDirectory directory, final byte[] before) throws IOException {
        Files.write(list(directory), before);
    }

    /** Whether there is a snapshot, and the one before it, or nothing, is there with the whole log behind it. */
    static boolean canDoWithoutLatest(final DataDirectory directory) {
        if (!Files.exists(list(directory))) {
            return false;
        }
        try (RecordingLog log = new RecordingLog(directory.cluster(), false)) {
            final List<Long> positions = log.entries().stream()
                    .filter(entry -> isSnapshot(entry) && entry.serviceId == VENUE_SERVICE_ID)
                    .map(entry -> entry.logPosition)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            if (positions.isEmpty()) {
                return false;
            }
            final long before = positions.size() > 1 ? positions.get(1) : 0;
            final boolean isThere = log.entries().stream()
                    .filter(entry -> isSnapshot(entry) && entry.logPosition == before)
                    .allMatch(entry -> hasRecording(directory, entry.recordingId, 0));
            return isThere && logStart(directory, log.findLastTermRecordingId()) <= before;
        }
    }

    /** Log position of the newest snapshot on the list, complete as it is there; -1 if there is none. */
    static long latestPosition(final File clusterDirectory) {
        if (!new File(clusterDirectory, RecordingLog.RECORDING_LOG_FILE_NAME).exists()) {
            return -1;
        }
        try (RecordingLog log = new RecordingLog(clusterDirectory, false)) {
            final RecordingLog.Entry latest = log.getLatestSnapshot(ConsensusModule.Configuration.SERVICE_ID);
            return latest == null ? -1 : latest.logPosition;
        }
    }

    private static Path list(final DataDirectory directory) {
        return directory.cluster().toPath().resolve(RecordingLog.RECORDING_LOG_FILE_NAME);
    }

    private static boolean hasRecording(final DataDirectory directory, final long recordingId, final long position) {
        return new File(directory.archive(), recordingId + "-" + position + ".rec").exists();
    }

    /** Position that the oldest file of the log begins at. */
    private static long logStart(final DataDirectory directory, final long logRecordingId) {
        final String prefix = logRecordingId + "-";
        final String[] names = directory.archive().list((folder, name) -> name.startsWith(prefix));
        long start = Long.MAX_VALUE;
        for (final String name : names == null ? new String[0] : names) {
            final String position = name.substring(prefix.length(), name.length() - ".rec".length());
            start = Math.min(start, Long.parseLong(position));
        }
        return start;
    }

    /** Whether an entry of the list is a snapshot that was not struck off. */
    static boolean isSnapshot(final RecordingLog.Entry entry) {
        return entry.isValid && entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT;
    }

    /**
     * The start of a replay from as far back as is kept: the last snapshot but one, or the beginning of the log; the
     * last snapshot, if the log no longer goes back to either.
     */
    static Start oldest(final DataDirectory directory) {
        long last = -1;
        long lastButOne = 0;
        try (RecordingLog log = new RecordingLog(directory.cluster(), false)) {
            for (final RecordingLog.Entry entry : log.entries()) {
                if (isSnapshot(entry) && entry.serviceId == VENUE_SERVICE_ID && entry.logPosition > last) {
                    lastButOne = Math.max(last, 0);
                    last = entry.logPosition;
                }
            }
            final boolean isGone = logStart(directory, log.findLastTermRecordingId()) > lastButOne;
            return at(directory, isGone ? Math.max(last, 0) : lastButOne);
        }
    }

    /**
     * The start of a replay from a position: the newest snapshot there or before, or the beginning of the log. What a
     * snapshot holds back for a gateway only grows less, so an earlier one does as well.
     */
    static Start at(final DataDirectory directory, final long position) {
        try (RecordingLog log = new RecordingLog(directory.cluster(), false)) {
            final long logRecordingId = log.findLastTermRecordingId();
            Start start = new Start(-1, 0, logRecordingId);
            for (final RecordingLog.Entry entry : log.entries()) {
                if (isSnapshot(entry)
                        && entry.serviceId == VENUE_SERVICE_ID
                        && entry.logPosition <= position
                        && entry.logPosition >= start.position()) {
                    start = new Start(entry.recordingId, entry.logPosition, logRecordingId);
                }
            }
            return start;
        }
    }
}
