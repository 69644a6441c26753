package io.bascule.gateway.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.agrona.BitUtil;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One mapped file of message records, appended only. A record's length is its first word and is written last; behind
 * the last record everything is zero, so a reader stops at a zero length. The checksum tells a record that was torn.
 */
final class Segment implements AutoCloseable {
    private static final int ALIGNMENT = 8;
    private static final int LENGTH = 0;
    private static final int CHECKSUM = 4;
    private static final int KIND = 8;
    private static final int KIND_MESSAGE = 1;

    private final Path file;
    private final int number;
    private final int previousEnd;
    private final MappedByteBuffer mapped;
    private final UnsafeBuffer buffer;
    private final ByteBuffer checksumView;
    private final CRC32C crc = new CRC32C();
    private int end = SegmentFile.HEADER_LENGTH;
    private long firstTimeMs;
    private long latestTimeMs;

    private Segment(Path file, int number, int previousEnd, MappedByteBuffer mapped) {
        this.file = file;
        this.number = number;
        this.previousEnd = previousEnd;
        this.mapped = mapped;
        this.buffer = new UnsafeBuffer(mapped);
        this.checksumView = mapped.duplicate();
    }

    /**
     * Creates an empty segment.
     *
     * @param zeros a file that becomes it, or null; as long as {@code capacity} or shorter
     * @param previousEnd where the records of the segment before it ended
     * @throws IOException if the disk has no room for all of it
     */
    static Segment create(Path directory, Path zeros, int number, int capacity, int previousEnd) throws IOException {
        Path file = directory.resolve(SegmentFile.name(number));
        return new Segment(file, number, previousEnd, SegmentFile.create(file, zeros, number, capacity, previousEnd));
    }

    /**
     * Opens a segment, or returns null if its file was never finished and so holds no record.
     *
     * @throws IOException if the file is not a segment of this format
     */
    static Segment open(Path directory, int number) throws IOException {
        Path file = directory.resolve(SegmentFile.name(number));
        SegmentFile segment = SegmentFile.open(file, number);
        return segment == null ? null : new Segment(file, number, segment.previousEnd(), segment.map());
    }

    /**
     * Reads every whole record up to the first that is not, or whose number does not follow.
     *
     * @param lastNumber the number of the record before the first one; 0 if it is not known
     * @return the number of the last record
     */
    long recover(long lastNumber, RecordHeader header, RecordVisitor visitor) throws IOException {
        long last = lastNumber;
        while (isWhole(end)) {
            header.read(buffer, end);
            if (last != 0 && header.number != last + 1) {
                break;
            }
            last = header.number;
            noteTime(header.timeMs);
            visitor.onRecord(header, position(end));
            end = next(end);
        }
        return last;
    }

    /** Hears of every whole record behind the end, wherever it lies: there should be none. */
    void visitBehindEnd(RecordHeader header, RecordVisitor visitor) throws IOException {
        int offset = end;
        while (offset + RecordHeader.LENGTH <= capacity()) {
            if (isWhole(offset)) {
                header.read(buffer, offset);
                visitor.onRecord(header, position(offset));
                offset = next(offset);
            } else {
                offset += ALIGNMENT;
            }
        }
    }

    /** Where the last byte that is not zero lies, or the end if there is none behind it. */
    int lastUsed() {
        int last = capacity();
        while (last - Long.BYTES >= end && buffer.getLong(last - Long.BYTES) == 0) {
            last -= Long.BYTES;
        }
        while (last > end && buffer.getByte(last - 1) == 0) {
            last--;
        }
        return last;
    }

    /** Whether what lies behind the end has a length, which is written last: a kill does not leave it like that. */
    boolean hasLengthAtEnd() {
        return end + Integer.BYTES <= capacity() && buffer.getInt(end + LENGTH) != 0;
    }

    /** Zeroes what is behind the end. */
    void cutBehindEnd() {
        buffer.setMemory(end, lastUsed() - end, (byte) 0);
    }

    boolean fits(int messageBytes) {
        return end + (long) RecordHeader.LENGTH + messageBytes <= capacity();
    }

    /** Appends a record that {@link #fits} and returns its position. */
    long append(RecordHeader header, byte[] message, int messageBytes) {
        int offset = end;
        int length = RecordHeader.LENGTH + messageBytes;
        buffer.putInt(offset + KIND, KIND_MESSAGE);
        header.write(buffer, offset);
        buffer.putBytes(offset + RecordHeader.LENGTH, message, 0, messageBytes);
        buffer.putInt(offset + CHECKSUM, checksum(offset, length));
        buffer.putIntRelease(offset + LENGTH, length);
        noteTime(header.timeMs);
        end = offset + BitUtil.align(length, ALIGNMENT);
        return position(offset);
    }

    int messageLength(int offset) {
        return buffer.getInt(offset + LENGTH) - RecordHeader.LENGTH;
    }

    void getMessage(int offset, byte[] into, int length) {
        buffer.getBytes(offset + RecordHeader.LENGTH, into, 0, length);
    }

    Path file() {
        return file;
    }

    int number() {
        return number;
    }

    int capacity() {
        return buffer.capacity();
    }

    int end() {
        return end;
    }

    int previousEnd() {
        return previousEnd;
    }

    boolean isEmpty() {
        return end == SegmentFile.HEADER_LENGTH;
    }

    /** When its first record was stored; 0 if there is none. */
    long firstTimeMs() {
        return firstTimeMs;
    }

    /** The latest time of any of its records, whose clock may have been set back; 0 if there is none. */
    long latestTimeMs() {
        return latestTimeMs;
    }

    /** Deletes the file, then unmaps it: one that cannot be deleted stays usable. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
        close();
    }

    @Override
    public void close() {
        IoUtil.unmap(mapped);
    }

    private void noteTime(long timeMs) {
        if (isEmpty()) {
            firstTimeMs = timeMs;
            latestTimeMs = timeMs;
        }
        latestTimeMs = Math.max(latestTimeMs, timeMs);
    }

    private long position(int offset) {
        return (long) number << 32 | offset;
    }

    private int next(int offset) {
        return offset + BitUtil.align(buffer.getInt(offset + LENGTH), ALIGNMENT);
    }

    private boolean isWhole(int offset) {
        if (offset + RecordHeader.LENGTH > capacity()) {
            return false;
        }
        int length = buffer.getInt(offset + LENGTH);
        return length >= RecordHeader.LENGTH
                && length <= capacity() - offset
                && buffer.getInt(offset + KIND) == KIND_MESSAGE
                && buffer.getInt(offset + CHECKSUM) == checksum(offset, length);
    }

    private int checksum(int offset, int length) {
        checksumView.limit(offset + length).position(offset + KIND);
        crc.reset();
        crc.update(checksumView);
        return (int) crc.getValue();
    }
}
