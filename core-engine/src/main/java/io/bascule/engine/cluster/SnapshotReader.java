package io.bascule.engine.cluster;

import io.aeron.Image;
import io.aeron.ImageControlledFragmentAssembler;
import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.Header;
import io.bascule.engine.service.StateFormatException;
import io.bascule.engine.service.StateSource;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The records of a snapshot that is being read back; see {@link SnapshotFormat}. */
final class SnapshotReader implements StateSource, ControlledFragmentHandler {
    private final BlockSource source;
    private final UnsafeBuffer block = new UnsafeBuffer(new byte[SnapshotFormat.MAX_BLOCK_LENGTH]);
    private final Crc32cChecksum checksum = new Crc32cChecksum();
    private int limit;
    private int nextOffset;
    private int nextBlockNumber;
    private int recordOffset;
    private int recordLength;
    private boolean blockIsNew;

    /**
     * @param image of the snapshot's stream, from its beginning or from behind Aeron's own messages.
     * @param idle called while there is nothing to read yet.
     */
    SnapshotReader(final Image image, final Runnable idle) {
        this(new ImageSource(image, idle));
    }

    /** @param source of the stream's messages. */
    SnapshotReader(final BlockSource source) {
        this.source = source;
    }

    @Override
    public boolean next() {
        if (nextOffset == limit) {
            readBlock();
            if (limit == SnapshotFormat.HEADER_LENGTH) {
                return false;
            }
        }
        recordLength = block.getInt(nextOffset);
        recordOffset = nextOffset + Integer.BYTES;
        if (recordLength < 0 || recordLength > limit - recordOffset) {
            throw new StateFormatException("a record of the snapshot has no end");
        }
        nextOffset = Math.min(limit, BitUtil.align(recordOffset + recordLength, Integer.BYTES));
        return true;
    }

    @Override
    public DirectBuffer buffer() {
        return block;
    }

    @Override
    public int offset() {
        return recordOffset;
    }

    @Override
    public int length() {
        return recordLength;
    }

    /** Checks that nothing is left to read. */
    void expectEnd() {
        if (next()) {
            throw new StateFormatException("the snapshot goes on behind its end");
        }
    }

    private void readBlock() {
        blockIsNew = false;
        while (!blockIsNew) {
            if (!source.poll(this)) {
                throw new StateFormatException("the snapshot ends within block " + nextBlockNumber);
            }
        }
    }

    @Override
    public Action onFragment(final DirectBuffer buffer, final int offset, final int length, final Header header) {
        if (!SnapshotFormat.isBlock(buffer, offset, length)) {
            if (nextBlockNumber > 0) {
                throw new StateFormatException("block " + nextBlockNumber + " of the snapshot is no block");
            }
            return Action.CONTINUE;
        }
        final int version = buffer.getInt(offset + SnapshotFormat.VERSION_OFFSET);
        if (version != SnapshotFormat.VERSION) {
            throw new StateFormatException(
                    "the snapshot is of version " + version + ", this build reads " + SnapshotFormat.VERSION);
        }
        if (length > SnapshotFormat.MAX_BLOCK_LENGTH) {
            throw new StateFormatException("block " + nextBlockNumber + " of the snapshot is too long");
        }
        block.putBytes(0, buffer, offset, length);
        final boolean isRight = block.getInt(SnapshotFormat.NUMBER_OFFSET) == nextBlockNumber
                && block.getInt(SnapshotFormat.CHECKSUM_OFFSET) == SnapshotFormat.checksum(checksum, block, length);
        if (!isRight) {
            throw new StateFormatException("block " + nextBlockNumber + " of the snapshot is damaged");
        }
        nextBlockNumber++;
        limit = length;
        nextOffset = SnapshotFormat.HEADER_LENGTH;
        blockIsNew = true;
        return Action.BREAK;
    }

    /** Where the messages of a snapshot's stream come from. */
    @FunctionalInterface
    interface BlockSource {
        /** Waits for the next message and hands it over; false if there is none any more. */
        boolean poll(ControlledFragmentHandler handler);
    }

    private static final class ImageSource implements BlockSource {
        private final Image image;
        private final Runnable idle;
        private ImageControlledFragmentAssembler assembler;

        private ImageSource(final Image image, final Runnable idle) {
            this.image = image;
            this.idle = idle;
        }

        @Override
        public boolean poll(final ControlledFragmentHandler handler) {
            if (assembler == null) {
                assembler = new ImageControlledFragmentAssembler(handler);
            }
            while (image.controlledPoll(assembler, 1) == 0) {
                if (image.isClosed() || image.isEndOfStream()) {
                    return false;
                }
                idle.run();
            }
            return true;
        }
    }
}
