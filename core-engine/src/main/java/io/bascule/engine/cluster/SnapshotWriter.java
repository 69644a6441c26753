package io.bascule.engine.cluster;

import io.aeron.Publication;
import io.bascule.engine.service.StateSink;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Records into the blocks of a snapshot, each with its number and a checksum, so that none can be lost, changed or
 * read twice unseen. The last block is one without records. See {@link SnapshotFormat}.
 */
final class SnapshotWriter implements StateSink {
    private final BlockSink sink;
    private final UnsafeBuffer block = new UnsafeBuffer(new byte[SnapshotFormat.MAX_BLOCK_LENGTH]);
    private final Crc32cChecksum checksum = new Crc32cChecksum();
    private int limit = SnapshotFormat.HEADER_LENGTH;
    private int blockNumber;
    private long recordCount;
    private long byteCount;

    /**
     * @param publication of the snapshot.
     * @param idle called while the publication takes nothing.
     */
    SnapshotWriter(final Publication publication, final Runnable idle) {
        this((buffer, length) -> offer(publication, idle, buffer, length));
    }

    /** @param sink gets the blocks one after the other. */
    SnapshotWriter(final BlockSink sink) {
        this.sink = sink;
    }

    @Override
    public void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        final int required = BitUtil.align(Integer.BYTES + length, Integer.BYTES);
        if (required > SnapshotFormat.MAX_BLOCK_LENGTH - SnapshotFormat.HEADER_LENGTH) {
            throw new IllegalStateException("a record of " + length + " bytes does not fit a block");
        }
        if (limit + required > SnapshotFormat.MAX_BLOCK_LENGTH) {
            offerBlock();
        }
        block.putInt(limit, length);
        block.putBytes(limit + Integer.BYTES, buffer, offset, length);
        limit += required;
        recordCount++;
    }

    /** Writes what is left, and the end. */
    void end() {
        if (limit > SnapshotFormat.HEADER_LENGTH) {
            offerBlock();
        }
        offerBlock();
    }

    long recordCount() {
        return recordCount;
    }

    long byteCount() {
        return byteCount;
    }

    private void offerBlock() {
        block.putInt(SnapshotFormat.MAGIC_OFFSET, SnapshotFormat.MAGIC);
        block.putInt(SnapshotFormat.VERSION_OFFSET, SnapshotFormat.VERSION);
        block.putInt(SnapshotFormat.NUMBER_OFFSET, blockNumber++);
        block.putInt(SnapshotFormat.CHECKSUM_OFFSET, SnapshotFormat.checksum(checksum, block, limit));
        sink.onBlock(block, limit);
        byteCount += limit;
        limit = SnapshotFormat.HEADER_LENGTH;
    }

    private static void offer(
            final Publication publication, final Runnable idle, final DirectBuffer buffer, final int length) {
        while (true) {
            final long result = publication.offer(buffer, 0, length);
            if (result > 0) {
                return;
            }
            if (result != Publication.BACK_PRESSURED && result != Publication.ADMIN_ACTION) {
                // Nobody records it any more, as when the disk is full: to wait would be to stand still for ever.
                throw new IllegalStateException("the snapshot is not recorded: " + Publication.errorString(result));
            }
            idle.run();
        }
    }

    /** Where blocks go. */
    @FunctionalInterface
    interface BlockSink {
        /** A block from 0 on; it is valid during the call only. */
        void onBlock(DirectBuffer block, int length);
    }
}
