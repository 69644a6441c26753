package io.bascule.engine.cluster;

import org.agrona.DirectBuffer;

/**
 * A snapshot is a row of blocks: magic, version, CRC-32C of all that follows, number from 0; then records, each its
 * length and its bytes, padded to four. A block without records is the last one.
 */
final class SnapshotFormat {
    static final int VERSION = DataDirectory.FORMAT;

    static final int MAGIC = 0x42534e50;
    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 4;
    static final int CHECKSUM_OFFSET = 8;
    /** What is checked begins here. */
    static final int NUMBER_OFFSET = 12;

    static final int HEADER_LENGTH = 16;
    static final int MAX_BLOCK_LENGTH = 128 << 10;

    private SnapshotFormat() {}

    /** Of a block of this length. */
    static int checksum(final Crc32cChecksum checksum, final DirectBuffer block, final int length) {
        return checksum.of(block, NUMBER_OFFSET, length - NUMBER_OFFSET);
    }

    /** Whether a message of the snapshot's stream is a block of ours: Aeron puts messages of its own before them. */
    static boolean isBlock(final DirectBuffer buffer, final int offset, final int length) {
        return length >= HEADER_LENGTH && buffer.getInt(offset + MAGIC_OFFSET) == MAGIC;
    }
}
