package io.bascule.gateway.audit;

import io.bascule.gateway.store.Preallocated;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.BitUtil;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Records on their way to the log, in a ring on mapped memory: what was put in and not confirmed is still there after a
 * kill. Putting in is for one thread at a time, taking out for one other.
 */
final class AuditQueue implements AutoCloseable {
    static final String FILE_NAME = "queue";

    /** Bytes of all records that wait. */
    static final int CAPACITY = 8 * 1024 * 1024;

    private static final int HEADER_LENGTH = 256;
    private static final long MAGIC = 0x4241_5343_4155_4451L;

    /** Offsets of the cells, each in a cache line of its own. */
    private static final int MAGIC_OFFSET = 0;

    private static final int TAKEN_OFFSET = 64;
    private static final int LAST_WRITTEN_OFFSET = 72;
    private static final int PUT_OFFSET = 128;

    /** Offsets within a record. */
    private static final int LENGTH = 0;

    private static final int KIND = 4;
    private static final int NUMBER = 8;
    private static final int TIME = 16;
    private static final int LABEL_LENGTH = 24;
    private static final int DATA_LENGTH = 28;
    private static final int LABEL = 32;

    /** Stands for a record's length where the ring goes on at its beginning. */
    private static final int WRAP = -1;

    private final MappedByteBuffer mapped;
    private final UnsafeBuffer cells;
    private final UnsafeBuffer ring;
    private final byte[] data = new byte[AuditLog.MAX_PIECE_BYTES + 1024];

    /** Takes what was put in. */
    interface Taker {
        /** A record; the array is only valid during the call. The label comes first in it, then the data. */
        void onRecord(AuditKind kind, long number, long timeNs, byte[] bytes, int labelLength, int length)
                throws IOException;
    }

    private AuditQueue(MappedByteBuffer mapped) {
        this.mapped = mapped;
        UnsafeBuffer whole = new UnsafeBuffer(mapped);
        cells = new UnsafeBuffer(whole, 0, HEADER_LENGTH);
        ring = new UnsafeBuffer(whole, HEADER_LENGTH, CAPACITY);
    }

    /** Opens the queue of a directory, or makes an empty one. */
    static AuditQueue open(Path directory) throws IOException {
        Path file = directory.resolve(FILE_NAME);
        AuditQueue queue = new AuditQueue(Preallocated.map(file, HEADER_LENGTH + CAPACITY));
        if (queue.cells.getLong(MAGIC_OFFSET) != MAGIC) {
            if (queue.cells.getLong(MAGIC_OFFSET) != 0) {
                queue.close();
                throw new IOException(file + " is not the queue of an audit log, or damaged. Move it away");
            }
            queue.cells.putLongVolatile(MAGIC_OFFSET, MAGIC);
        }
        long waiting = queue.cells.getLong(PUT_OFFSET) - queue.cells.getLong(TAKEN_OFFSET);
        if (waiting < 0 || waiting > CAPACITY || Files.size(file) < HEADER_LENGTH + CAPACITY) {
            queue.close();
            throw new IOException(file + " is damaged. Move it away");
        }
        return queue;
    }

    /** Puts a record in; false if there is no room, and nothing has changed. */
    boolean put(AuditKind kind, long number, long timeNs, byte[] label, byte[] bytes, int from, int length) {
        int needed = BitUtil.align(LABEL + label.length + length, Long.BYTES);
        long put = cells.getLong(PUT_OFFSET);
        int at = (int) (put % CAPACITY);
        int padding = needed > CAPACITY - at ? CAPACITY - at : 0;
        if (put + padding + needed - cells.getLongVolatile(TAKEN_OFFSET) > CAPACITY) {
            return false;
        }
        if (padding > 0) {
            ring.putInt(at + LENGTH, WRAP);
            at = 0;
        }
        ring.putInt(at + LENGTH, needed);
        ring.putInt(at + KIND, kind.code());
        ring.putLong(at + NUMBER, number);
        ring.putLong(at + TIME, timeNs);
        ring.putInt(at + LABEL_LENGTH, label.length);
        ring.putInt(at + DATA_LENGTH, length);
        ring.putBytes(at + LABEL, label);
        ring.putBytes(at + LABEL + label.length, bytes, from, length);
        cells.putLongVolatile(PUT_OFFSET, put + padding + needed);
        return true;
    }

    /**
     * Hands out the records that wait, up to some bytes of them. They stay until {@link #confirm} is called with what
     * this returns.
     *
     * @throws IOException if a record cannot be one
     */
    long take(Taker taker, int maxBytes) throws IOException {
        long position = cells.getLong(TAKEN_OFFSET);
        long end = Math.min(cells.getLongVolatile(PUT_OFFSET), position + maxBytes);
        while (position < end) {
            int at = (int) (position % CAPACITY);
            int length = ring.getInt(at + LENGTH);
            if (length == WRAP) {
                position += CAPACITY - at;
                continue;
            }
            AuditKind kind = AuditKind.of(ring.getInt(at + KIND));
            int labelLength = ring.getInt(at + LABEL_LENGTH);
            int dataLength = ring.getInt(at + DATA_LENGTH);
            boolean isRecord = kind != null
                    && labelLength >= 0
                    && dataLength >= 0
                    && labelLength + dataLength <= data.length
                    && length == BitUtil.align(LABEL + labelLength + dataLength, Long.BYTES);
            if (!isRecord) {
                throw new IOException("the queue of the audit log is damaged. Move the file " + FILE_NAME + " away");
            }
            ring.getBytes(at + LABEL, data, 0, labelLength + dataLength);
            taker.onRecord(
                    kind,
                    ring.getLong(at + NUMBER),
                    ring.getLong(at + TIME),
                    data,
                    labelLength,
                    labelLength + dataLength);
            position += length;
        }
        return position;
    }

    /** What was handed out up to a position is in the files, the last one with that number. */
    void confirm(long position, long lastNumber) {
        cells.putLongVolatile(LAST_WRITTEN_OFFSET, lastNumber);
        cells.putLongVolatile(TAKEN_OFFSET, position);
    }

    /** The number of the newest record that was confirmed; 0 if there is none. */
    long lastWritten() {
        return cells.getLongVolatile(LAST_WRITTEN_OFFSET);
    }

    /** Bytes that wait. */
    long waiting() {
        return cells.getLongVolatile(PUT_OFFSET) - cells.getLongVolatile(TAKEN_OFFSET);
    }

    @Override
    public void close() {
        IoUtil.unmap(mapped);
    }
}
