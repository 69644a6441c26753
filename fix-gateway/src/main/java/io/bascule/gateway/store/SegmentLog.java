package io.bascule.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session's segments, oldest first, as one log of records. A position is a segment's number in the upper half and an
 * offset in the lower one. The first segment is small, because there are many sessions and most say little; each next
 * one is twice as large, up to a bound.
 *
 * <p>Retention: when an epoch begins, segments whose newest record is older than the epoch before it are deleted.
 */
final class SegmentLog implements AutoCloseable {
    static final int FIRST_CAPACITY = 256 * 1024;
    static final int MAX_CAPACITY = 8 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SegmentLog.class);
    private static final int MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

    private final Path directory;
    private final ArrayList<Segment> segments = new ArrayList<>();

    private SegmentLog(Path directory) {
        this.directory = directory;
    }

    /** Hears of each record found at the start, in the order of writing. */
    @FunctionalInterface
    interface RecordVisitor {
        void onRecord(long epoch, int msgSeqNum, long eventNumber, long position) throws IOException;
    }

    /** Whether a directory has any segment. */
    static boolean exists(Path directory) throws IOException {
        return !numbers(directory).isEmpty();
    }

    /** Opens a directory's log and reads it through; what follows a record that is not whole is deleted. */
    static SegmentLog open(Path directory, RecordVisitor visitor) throws IOException {
        SegmentLog log = new SegmentLog(directory);
        try {
            log.recover(numbers(directory), visitor);
            return log;
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private void recover(List<Integer> numbers, RecordVisitor visitor) throws IOException {
        boolean intact = true;
        for (int number : numbers) {
            Segment segment = intact ? Segment.open(directory, number) : null;
            if (segment == null || !follows(segment)) {
                intact = false;
                cutOff(segment, number);
                continue;
            }
            segments.add(segment);
            long base = (long) number << 32;
            intact = segment.recover(
                    (epoch, seqNum, event, offset) -> visitor.onRecord(epoch, seqNum, event, base | offset));
            if (!intact) {
                LOG.warn("{}: cut off a record that was not whole, at {}", file(number), segment.end());
            }
        }
        if (segments.isEmpty()) {
            segments.add(Segment.create(directory, numbers.isEmpty() ? 1 : numbers.get(0), FIRST_CAPACITY, 0));
        }
    }

    private boolean follows(Segment segment) {
        return segments.isEmpty() || (segment.number() == last().number() + 1 && segment.previousEnd() == last().end());
    }

    private void cutOff(Segment segment, int number) throws IOException {
        LOG.warn("{}: deleted, because it was not finished or what came before it is not whole", file(number));
        if (segment != null) {
            segment.close();
        }
        Files.deleteIfExists(file(number));
    }

    /**
     * Appends a record and returns its position.
     *
     * @throws IOException if the disk is full; nothing has changed then
     */
    long append(long epoch, int msgSeqNum, long eventNumber, byte[] message) throws IOException {
        if (!last().fits(message.length)) {
            addSegment(message.length);
        }
        int offset = last().append(epoch, msgSeqNum, eventNumber, message);
        return (long) last().number() << 32 | offset;
    }

    private void addSegment(int messageBytes) throws IOException {
        if (messageBytes > MAX_MESSAGE_BYTES) {
            throw new IOException("a message of " + messageBytes + " bytes; at most " + MAX_MESSAGE_BYTES);
        }
        int needed = Segment.FILE_HEADER_LENGTH + Segment.RECORD_HEADER_LENGTH + messageBytes;
        int capacity = Math.max(needed, Math.min(last().capacity() * 2, MAX_CAPACITY));
        segments.add(Segment.create(directory, last().number() + 1, capacity, last().end()));
    }

    byte[] message(long position) {
        int number = (int) (position >>> 32);
        return segments.get(number - segments.get(0).number()).message((int) position);
    }

    /** Deletes the segments that hold no record of {@code epoch} or a later one, but for the last. */
    void deleteBefore(long epoch) throws IOException {
        while (segments.size() > 1 && segments.get(0).lastEpoch() < epoch) {
            segments.remove(0).delete();
        }
    }

    @Override
    public void close() {
        segments.forEach(Segment::close);
        segments.clear();
    }

    private Segment last() {
        return segments.get(segments.size() - 1);
    }

    private Path file(int number) {
        return directory.resolve(Segment.fileName(number));
    }

    private static List<Integer> numbers(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{8}\\.messages"))
                    .map(name -> Integer.valueOf(name.substring(0, 8)))
                    .sorted()
                    .toList();
        }
    }
}
