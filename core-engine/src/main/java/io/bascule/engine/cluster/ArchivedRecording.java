package io.bascule.engine.cluster;

import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.RecordingDescriptorConsumer;
import java.util.ArrayList;
import java.util.List;

/** A recording of the archive: the log, or a snapshot. */
record ArchivedRecording(
        long recordingId, long startPosition, long stopPosition, int termBufferLength, int segmentFileLength) {
    /** Every recording of the archive. */
    static List<ArchivedRecording> all(final AeronArchive archive) {
        final Collector collector = new Collector();
        archive.listRecordings(0, Integer.MAX_VALUE, collector);
        return collector.recordings;
    }

    /**
     * One recording.
     *
     * @throws IllegalStateException if the archive does not have it.
     */
    static ArchivedRecording of(final AeronArchive archive, final long recordingId) {
        final Collector collector = new Collector();
        if (archive.listRecording(recordingId, collector) == 0) {
            throw new IllegalStateException("the archive has no recording " + recordingId);
        }
        return collector.recordings.get(0);
    }

    private static final class Collector implements RecordingDescriptorConsumer {
        private final List<ArchivedRecording> recordings = new ArrayList<>();

        @Override
        public void onRecordingDescriptor(
                final long controlSessionId,
                final long correlationId,
                final long recordingId,
                final long startTimestamp,
                final long stopTimestamp,
                final long startPosition,
                final long stopPosition,
                final int initialTermId,
                final int segmentFileLength,
                final int termBufferLength,
                final int mtuLength,
                final int sessionId,
                final int streamId,
                final String strippedChannel,
                final String originalChannel,
                final String sourceIdentity) {
            recordings.add(new ArchivedRecording(
                    recordingId, startPosition, stopPosition, termBufferLength, segmentFileLength));
        }
    }
}
