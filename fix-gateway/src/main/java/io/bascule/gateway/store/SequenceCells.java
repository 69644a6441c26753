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
    private static final long MAGIC = 0x4241_5343_4345_4C32L;
    private static final long OLDER_MAGIC = 0x4241_5343_4345_4C31L;

    private static final int MAGIC_OFFSET = 0;
    private static final int EPOCH_OFFSET = 8;
    private static final int CLOSED_EVENT_OFFSET = 16;
    private static final int CLOSED_APPL_OFFSET = 24;
    private static final int LOST_UP_TO_OFFSET = 32;
    private static final int MARK_OFFSET = 40;
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
            cells.startEpochBehind(0, nowMs, 0);
            cells.cells.putLongVolatile(MAGIC_OFFSET, MAGIC);
        }
        try {
            cells.check(file);
            return cells;
        } catch (IOException e) {
            cells.close();
            throw e;
        }
    }

    private void check(Path file) throws IOException {
        if (magic() == OLDER_MAGIC) {
            throw new IOException(file + " is of format 1; this build reads and writes format 2. Start the build that"
                    + " wrote it, or move its directory away to begin with an empty store");
        }
        if (magic() != MAGIC || epoch() < 1 || nextSender() < 1 || nextTarget() < 1) {
            throw new IOException(file + " does not hold the session's sequence numbers. Restore it from a copy, or"
                    + " move its directory away and agree with the counterparty to begin at 1");
        }
    }

    /**
     * Begins an epoch behind the present one and another: both numbers 1, nothing offered. It is the next one, or the
     * one after, whichever does not share the block of the present one.
     *
     * @param other an epoch that the new one is to be behind
     * @param recordNumber the number of the newest record
     */
    void startEpochBehind(long other, long nowMs, long recordNumber) {
        long epoch = Math.max(other, epoch()) + 1;
        if (blockOf(epoch) == blockOf(epoch())) {
            epoch++;
        }
        int next = blockOf(epoch);
        cells.putLongVolatile(next + CREATION_TIME, nowMs);
        cells.putLongVolatile(next + SENDER, sender(1, recordNumber));
        cells.putLongVolatile(next + TARGET, 1);
        cells.putLongVolatile(next + LAST_OFFERED, 0);
        cells.putLongVolatile(EPOCH_OFFSET, epoch);
        selectBlock();
    }

    private long magic() {
        return cells.getLong(MAGIC_OFFSET);
    }

    long epoch() {
        return cells.getLong(EPOCH_OFFSET);
    }

    /** The highest event number stored in a closed epoch or in a record that was deleted. */
    long closedEvent() {
        return cells.getLong(CLOSED_EVENT_OFFSET);
    }

    /** The newest application number when an epoch was closed or a record deleted last. */
    long closedAppl() {
        return cells.getLong(CLOSED_APPL_OFFSET);
    }

    /** Keeps what outlives the records of an epoch that is about to be closed, or of a day that is to be deleted. */
    void closeAt(long lastEvent, long lastAppl) {
        cells.putLongVolatile(CLOSED_EVENT_OFFSET, Math.max(lastEvent, closedEvent()));
        cells.putLongVolatile(CLOSED_APPL_OFFSET, lastAppl);
    }

    /** The highest event that lost records may have reported; 0: none are lost, negative: it is not known yet. */
    long lostUpTo() {
        return cells.getLong(LOST_UP_TO_OFFSET);
    }

    void lostUpTo(long eventNumber) {
        cells.putLongVolatile(LOST_UP_TO_OFFSET, eventNumber);
    }

    /** What the owner of the store keeps here, over epochs and starts; 0 at first. */
    long mark() {
        return cells.getLong(MARK_OFFSET);
    }

    void mark(long mark) {
        cells.putLongRelease(MARK_OFFSET, mark);
    }

    long creationTimeMs() {
        return cells.getLong(block + CREATION_TIME);
    }

    int nextSender() {
        return (int) (cells.getLong(block + SENDER) >>> 32);
    }

    /**
     * How far a record is beyond the newest one there was when the sender's number was written: a positive distance
     * moves the number on, a negative one of the newest record says how many are missing.
     */
    int beyondSender(long recordNumber) {
        return (int) recordNumber - (int) cells.getLong(block + SENDER);
    }

    void nextSender(int msgSeqNum, long recordNumber) {
        cells.putLongRelease(block + SENDER, sender(msgSeqNum, recordNumber));
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

    private static long sender(int msgSeqNum, long recordNumber) {
        return (long) msgSeqNum << 32 | (recordNumber & 0xFFFF_FFFFL);
    }
}
