package io.bascule.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session's segments, oldest first, as one log of records. A position is a segment's number in the upper half and an
 * offset in the lower one. The first record of a UTC day begins a segment, so that a day can be deleted. The first
 * segment of a day is small, because there are many sessions and most say little; each next one of it is twice as
 * large, up to a bound.
 */
final class SegmentLog implements AutoCloseable {
    static final int FIRST_CAPACITY = 256 * 1024;
    static final int MAX_CAPACITY = 8 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SegmentLog.class);
    private static final int MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

    private final Path directory;
    private final ArrayList<Segment> segments = new ArrayList<>();
    private final NextFile next;
    private long lastRecordNumber;

    private SegmentLog(Path directory, Executor filler) {
        this.directory = directory;
        this.next = new NextFile(directory, filler);
    }

    /** Whether a directory has any segment. */
    static boolean exists(Path directory) throws IOException {
        return !numbers(directory).isEmpty();
    }

    /**
     * Opens a directory's log and reads it through. A torn tail is cut off.
     *
     * @param filler runs what makes the files of segments to come
     * @throws IOException if whole records follow what is damaged or missing, or a file is not of this format; nothing
     *     has been cut or deleted then
     */
    static SegmentLog open(Path directory, Executor filler, RecordVisitor visitor) throws IOException {
        SegmentLog log = new SegmentLog(directory, filler);
        try {
            log.next.removeLeftOver();
            log.openSegments(numbers(directory));
            log.recover(visitor);
            if (log.segments.isEmpty()) {
                log.segments.add(Segment.create(directory, null, 1, FIRST_CAPACITY, 0));
            }
            return log;
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private void openSegments(List<Integer> numbers) throws IOException {
        int newest = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
        for (int number : numbers) {
            if (!segments.isEmpty() && number != last().number() + 1) {
                throw new IOException(file(last().number() + 1) + " is missing, and later ones are there. Restore it"
                        + " from a copy, or move the later ones away too: their messages are then gap-filled");
            }
            Segment segment = Segment.open(directory, number);
            if (segment != null) {
                segments.add(segment);
            } else if (number != newest) {
                throw new IOException(file(number) + " was never finished, but later ones are there. Restore it from a"
                        + " copy, or move it and the later ones away: their messages are then gap-filled");
            } else {
                LOG.warn("{}: deleted, because it was never finished and holds nothing", file(number));
                Files.delete(file(number));
            }
        }
    }

    private void recover(RecordVisitor visitor) throws IOException {
        RecordHeader header = new RecordHeader();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            lastRecordNumber = segment.recover(lastRecordNumber, header, visitor);
            boolean isLast = i == segments.size() - 1;
            if (!isLast && segments.get(i + 1).previousEnd() == segment.end()) {
                continue;
            }
            if (!isLast || segment.lastUsed() > segment.end()) {
                Damage damage = new Damage(segment);
                damage.lookBehind(segments.subList(i, segments.size()), header);
                damage.refuseIfRecordsFollow();
                cutOff(i);
            }
            return;
        }
    }

    /** Cuts off what is behind the records of a segment, later segments, which have none, included. */
    private void cutOff(int index) throws IOException {
        Segment segment = segments.get(index);
        int bytes = segment.lastUsed() - segment.end();
        if (segment.hasLengthAtEnd()) {
            LOG.error(
                    "{}: cut off a torn record at {}, {} bytes; none follows it", segment.file(), segment.end(), bytes);
        } else {
            LOG.warn("{}: cut off an unfinished record at {}, {} bytes", segment.file(), segment.end(), bytes);
        }
        while (segments.size() > index + 1) {
            segments.remove(segments.size() - 1).delete();
        }
        segment.cutBehindEnd();
    }

    /** The number of the newest record; 0 if there is none. */
    long lastRecordNumber() {
        return lastRecordNumber;
    }

    /**
     * Gives a record its number, appends it and returns its position.
     *
     * @throws IOException if the disk is full; nothing has changed then
     */
    long append(RecordHeader header, byte[] message, int length) throws IOException {
        boolean isNextDay =
                !last().isEmpty() && Retention.dayOf(header.timeMs) != Retention.dayOf(last().firstTimeMs());
        if (isNextDay || !last().fits(length)) {
            if (isNextDay) {
                next.discard();
            }
            addSegment(length, isNextDay ? FIRST_CAPACITY : nextCapacity());
        }
        header.number = lastRecordNumber + 1;
        long position = last().append(header, message, length);
        lastRecordNumber++;
        if (!next.isBegun() && last().end() > last().capacity() / 2) {
            next.begin(nextCapacity());
        }
        return position;
    }

    private int nextCapacity() {
        return (int) Math.min(last().capacity() * 2L, MAX_CAPACITY);
    }

    private void addSegment(int messageBytes, long usualCapacity) throws IOException {
        if (messageBytes > MAX_MESSAGE_BYTES) {
            throw new IOException("a message of " + messageBytes + " bytes; at most " + MAX_MESSAGE_BYTES);
        }
        int needed = SegmentFile.HEADER_LENGTH + RecordHeader.LENGTH + messageBytes;
        Path zeros = next.take();
        int capacity = (int) Math.max(needed, zeros == null ? usualCapacity : next.length());
        segments.add(Segment.create(directory, zeros, last().number() + 1, capacity, last().end()));
    }

    byte[] message(long position) {
        Segment segment = segment(position);
        byte[] message = new byte[segment.messageLength((int) position)];
        segment.getMessage((int) position, message, message.length);
        return message;
    }

    void read(long position, StoredMessage into) {
        Segment segment = segment(position);
        int length = segment.messageLength((int) position);
        segment.getMessage((int) position, into.resize(length), length);
    }

    private Segment segment(long position) {
        return segments.get((int) (position >>> 32) - segments.get(0).number());
    }

    /** How many of the oldest segments may be deleted. */
    int expired(Retention retention, long nowMs) {
        return retention.expired(segments, nowMs);
    }

    /** Deletes that many of the oldest segments. One that cannot be deleted stays, and all behind it. */
    void deleteOldest(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            segments.get(0).delete();
            segments.remove(0);
        }
    }

    /** No record lies below this position. */
    long oldestPosition() {
        return (long) segments.get(0).number() << 32;
    }

    @Override
    public void close() {
        next.discard();
        segments.forEach(Segment::close);
        segments.clear();
    }

    private Segment last() {
        return segments.get(segments.size() - 1);
    }

    private Path file(int number) {
        return directory.resolve(SegmentFile.name(number));
    }

    private static List<Integer> numbers(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{8,9}\\.messages"))
                    .map(name -> Integer.valueOf(name.substring(0, name.indexOf('.'))))
                    .sorted()
                    .toList();
        }
    }
}
