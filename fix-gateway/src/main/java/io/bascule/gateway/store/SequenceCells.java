package io.bascule.gateway.store;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A session's numbers in one mapped page. Each cell is an aligned long written by one store instruction, so a kill
 * leaves it either old or new. What a reset changes together lies in a block per epoch, two of which take turns: the
 * next block is filled first and becomes valid with the one store of the epoch.
 */
final class SequenceCells implements AutoCloseable {
    static final String FILE_NAME = "sequence.cells";

    private static final int FILE_LENGTH = 4096;
    private static final long MAGIC = 0x4241_5343_4345_4C31L;

    private static final int MAGIC_OFFSET = 0;
    private static final int EPOCH_OFFSET = 8;
    private static final int CLOSED_EVENT_OFFSET = 16;
    private static final int BLOCKS_OFFSET = 64;
    private static final int BLOCK_LENGTH = 64;

    private static final int CREATION_TIME = 0;
    private static final int SENDER = 8;
    private static final int TARGET = 16;
    private static final int LAST_OFFERED = 24;

    private final MappedByteBuffer mapped;
    private final UnsafeBuffer cells;
    private int block;

    private SequenceCells(MappedByteBuffer mapped) {
        this.mapped = mapped;
        this.cells = new UnsafeBuffer(mapped);
        selectBlock();
    }

    /**
     * Opens the page of a directory, or makes it, with the first epoch, if there is none.
     *
     * @param hasMessages whether the directory holds messages, so that the numbers must be there
     * @throws IOException if the page is not what this class writes
     */
    static SequenceCells open(Path directory, long nowMs, boolean hasMessages) throws IOException {
        Path file = directory.resolve(FILE_NAME);
        SequenceCells cells = new SequenceCells(Preallocated.map(file, FILE_LENGTH));
        if (!hasMessages && cells.magic() == 0) {
            // New, or killed before it was finished.
            cells.cells.putLongVolatile(EPOCH_OFFSET, 0);
            cells.startEpoch(nowMs, 0);
            cells.cells.putLongVolatile(MAGIC_OFFSET, MAGIC);
        }
        if (cells.magic() != MAGIC || cells.epoch() < 1 || cells.nextSender() < 1 || cells.nextTarget() < 1) {
            cells.close();
            throw new IOException(file + " does not hold the session's sequence numbers");
        }
        return cells;
    }

    /** Begins the next epoch: both numbers 1, nothing offered. {@code lastEvent} is what no later epoch may forget. */
    void startEpoch(long nowMs, long lastEvent) {
        long epoch = epoch() + 1;
        int next = blockOf(epoch);
        cells.putLongVolatile(next + CREATION_TIME, nowMs);
        cells.putLongVolatile(next + SENDER, sender(1, 0));
        cells.putLongVolatile(next + TARGET, 1);
        cells.putLongVolatile(next + LAST_OFFERED, 0);
        cells.putLongVolatile(CLOSED_EVENT_OFFSET, Math.max(lastEvent, closedEvent()));
        cells.putLongVolatile(EPOCH_OFFSET, epoch);
        selectBlock();
    }

    private long magic() {
        return cells.getLong(MAGIC_OFFSET);
    }

    long epoch() {
        return cells.getLong(EPOCH_OFFSET);
    }

    /** The highest event number stored in any closed epoch. */
    long closedEvent() {
        return cells.getLong(CLOSED_EVENT_OFFSET);
    }

    long creationTimeMs() {
        return cells.getLong(block + CREATION_TIME);
    }

    int nextSender() {
        return (int) (cells.getLong(block + SENDER) >>> 32);
    }

    /** How many records the epoch had when the sender's number was written: later ones move it on. */
    int senderOrdinal() {
        return (int) cells.getLong(block + SENDER);
    }

    void nextSender(int msgSeqNum, int ordinal) {
        cells.putLongRelease(block + SENDER, sender(msgSeqNum, ordinal));
    }

    int nextTarget() {
        return (int) cells.getLong(block + TARGET);
    }

    void nextTarget(int msgSeqNum) {
        cells.putLongRelease(block + TARGET, msgSeqNum);
    }

    long lastOffered() {
        return cells.getLong(block + LAST_OFFERED);
    }

    void lastOffered(long msgSeqNum) {
        cells.putLongRelease(block + LAST_OFFERED, msgSeqNum);
    }

    @Override
    public void close() {
        IoUtil.unmap(mapped);
    }

    private void selectBlock() {
        block = blockOf(epoch());
    }

    private static int blockOf(long epoch) {
        return BLOCKS_OFFSET + (int) (epoch & 1) * BLOCK_LENGTH;
    }

    private static long sender(int msgSeqNum, int ordinal) {
        return (long) msgSeqNum << 32 | (ordinal & 0xFFFF_FFFFL);
    }
}
