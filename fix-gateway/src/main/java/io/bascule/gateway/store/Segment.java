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
 * One mapped file of message records, appended only. A record's length is its first word and is written last, after the
 * length word that follows it has been zeroed: a reader stops at a zero. The checksum tells a record that a loss of
 * power tore.
 */
final class Segment implements AutoCloseable {
    static final int FILE_HEADER_LENGTH = 32;
    static final int RECORD_HEADER_LENGTH = 32;

    private static final int ALIGNMENT = 8;
    private static final long MAGIC = 0x4241_5343_5345_4731L;
    private static final int FILE_MAGIC = 0;
    private static final int FILE_NUMBER = 8;
    private static final int FILE_PREVIOUS_END = 16;
    private static final int FILE_CAPACITY = 24;

    private static final int LENGTH = 0;
    private static final int CHECKSUM = 4;
    private static final int KIND = 8;
    private static final int MSG_SEQ_NUM = 12;
    private static final int EVENT_NUMBER = 16;
    private static final int EPOCH = 24;
    private static final int KIND_MESSAGE = 1;

    private final Path file;
    private final int number;
    private final MappedByteBuffer mapped;
    private final UnsafeBuffer buffer;
    private final ByteBuffer checksumView;
    private final CRC32C crc = new CRC32C();
    private int end = FILE_HEADER_LENGTH;
    private long lastEpoch;

    /** Hears of each whole record of a segment, in the order in which they were written. */
    @FunctionalInterface
    interface RecordVisitor {
        void onRecord(long epoch, int msgSeqNum, long eventNumber, int offset) throws IOException;
    }

    private Segment(Path file, int number, MappedByteBuffer mapped) {
        this.file = file;
        this.number = number;
        this.mapped = mapped;
        this.buffer = new UnsafeBuffer(mapped);
        this.checksumView = mapped.duplicate();
    }

    /**
     * Creates an empty segment.
     *
     * @param previousEnd where the records of the segment before it ended
     * @throws IOException if the disk has no room for all of it
     */
    static Segment create(Path directory, int number, int capacity, int previousEnd) throws IOException {
        Path file = directory.resolve(fileName(number));
        Files.deleteIfExists(file);
        Segment segment = new Segment(file, number, Preallocated.map(file, capacity));
        segment.buffer.putLong(FILE_NUMBER, number);
        segment.buffer.putLong(FILE_PREVIOUS_END, previousEnd);
        segment.buffer.putLong(FILE_CAPACITY, capacity);
        segment.buffer.putLongVolatile(FILE_MAGIC, MAGIC);
        return segment;
    }

    /** Opens a segment, or returns null if the file was never finished: then it holds no record. */
    static Segment open(Path directory, int number) throws IOException {
        Path file = directory.resolve(fileName(number));
        int capacity = capacityOf(file, number);
        return capacity == 0 ? null : new Segment(file, number, Preallocated.map(file, capacity));
    }

    private static int capacityOf(Path file, int number) throws IOException {
        if (Files.size(file) < FILE_HEADER_LENGTH) {
            return 0;
        }
        MappedByteBuffer header = Preallocated.map(file, FILE_HEADER_LENGTH);
        try {
            UnsafeBuffer fields = new UnsafeBuffer(header);
            boolean valid = fields.getLong(FILE_MAGIC) == MAGIC && fields.getLong(FILE_NUMBER) == number;
            return valid ? (int) fields.getLong(FILE_CAPACITY) : 0;
        } finally {
            IoUtil.unmap(header);
        }
    }

    static String fileName(int number) {
        return String.format("%08d.messages", number);
    }

    /**
     * Reads every whole record and cuts off what follows the last one.
     *
     * @return whether the records ended cleanly, at a zero length or the end of the file
     */
    boolean recover(RecordVisitor visitor) throws IOException {
        while (hasRoomForHeader() && isWhole(end)) {
            lastEpoch = buffer.getLong(end + EPOCH);
            visitor.onRecord(lastEpoch, buffer.getInt(end + MSG_SEQ_NUM), buffer.getLong(end + EVENT_NUMBER), end);
            end += BitUtil.align(buffer.getInt(end + LENGTH), ALIGNMENT);
        }
        boolean clean = !hasRoomForHeader() || buffer.getInt(end + LENGTH) == 0;
        if (!clean) {
            buffer.putIntVolatile(end + LENGTH, 0);
        }
        return clean;
    }

    boolean fits(int messageBytes) {
        return end + (long) RECORD_HEADER_LENGTH + messageBytes <= capacity();
    }

    /** Appends a record that {@link #fits} and returns its offset. */
    int append(long epoch, int msgSeqNum, long eventNumber, byte[] message) {
        int offset = end;
        int length = RECORD_HEADER_LENGTH + message.length;
        int next = offset + BitUtil.align(length, ALIGNMENT);
        if (next + Integer.BYTES <= capacity()) {
            buffer.putInt(next, 0);
        }
        buffer.putInt(offset + KIND, KIND_MESSAGE);
        buffer.putInt(offset + MSG_SEQ_NUM, msgSeqNum);
        buffer.putLong(offset + EVENT_NUMBER, eventNumber);
        buffer.putLong(offset + EPOCH, epoch);
        buffer.putBytes(offset + RECORD_HEADER_LENGTH, message);
        buffer.putInt(offset + CHECKSUM, checksum(offset, length));
        buffer.putIntRelease(offset + LENGTH, length);
        end = next;
        lastEpoch = epoch;
        return offset;
    }

    byte[] message(int offset) {
        byte[] message = new byte[buffer.getInt(offset + LENGTH) - RECORD_HEADER_LENGTH];
        buffer.getBytes(offset + RECORD_HEADER_LENGTH, message);
        return message;
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
        return (int) buffer.getLong(FILE_PREVIOUS_END);
    }

    /** The epoch of the newest record; 0 if there is none. */
    long lastEpoch() {
        return lastEpoch;
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() {
        IoUtil.unmap(mapped);
    }

    private boolean hasRoomForHeader() {
        return end + RECORD_HEADER_LENGTH <= capacity();
    }

    private boolean isWhole(int offset) {
        int length = buffer.getInt(offset + LENGTH);
        return length >= RECORD_HEADER_LENGTH
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
