package io.bascule.gateway.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The file of a segment and the header in front of its records: the format, the segment's number, its capacity and
 * where the records of the segment before it ended. The format's mark is written last: a file without it was never
 * finished and is all zeros behind the header.
 */
final class SegmentFile {
    static final int HEADER_LENGTH = 64;

    /** The ASCII digit of the format is the lowest byte. */
    static final long MAGIC = 0x4241_5343_5345_4732L;

    private static final long FORMAT_MASK = 0xFFL;
    private static final int MAGIC_OFFSET = 0;
    private static final int NUMBER_OFFSET = 8;
    private static final int PREVIOUS_END_OFFSET = 16;
    private static final int CAPACITY_OFFSET = 24;
    private static final int CHECKSUM_OFFSET = 32;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Path file;
    private final ByteBuffer header = littleEndian(HEADER_LENGTH);

    private SegmentFile(Path file) {
        this.file = file;
    }

    static String name(int number) {
        return String.format("%08d.messages", number);
    }

    /**
     * Writes a new file full of zeros and its header, and maps it.
     *
     * @param zeros a file that becomes it, or null; as long as {@code capacity} or shorter
     */
    static MappedByteBuffer create(Path file, Path zeros, int number, int capacity, int previousEnd)
            throws IOException {
        Files.deleteIfExists(file);
        if (zeros != null) {
            Files.move(zeros, file);
        }
        MappedByteBuffer mapped = Preallocated.map(file, capacity);
        mapped.putLong(NUMBER_OFFSET, number);
        mapped.putLong(PREVIOUS_END_OFFSET, previousEnd);
        mapped.putLong(CAPACITY_OFFSET, capacity);
        mapped.putLong(CHECKSUM_OFFSET, checksum(mapped));
        new UnsafeBuffer(mapped).putLongVolatile(MAGIC_OFFSET, MAGIC);
        return mapped;
    }

    /**
     * Reads the header of an existing file.
     *
     * @return null if the file was never finished, or cut off within its header: then it holds no record
     * @throws IOException if it is not a segment of this format and this number; the file is left as it is
     */
    static SegmentFile open(Path file, int number) throws IOException {
        SegmentFile segment = new SegmentFile(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (segment.header.hasRemaining() && channel.read(segment.header) >= 0) {
                // Until the header is full or the file ends.
            }
            return segment.isComplete(channel, number) ? segment : null;
        }
    }

    private boolean isComplete(FileChannel channel, int number) throws IOException {
        int length = header.position();
        long magic = header.getLong(MAGIC_OFFSET);
        long written = length < Long.BYTES ? (1L << (Byte.SIZE * length)) - 1 : -1;
        if (length < HEADER_LENGTH && magic == (MAGIC & written)) {
            return false;
        }
        if (magic == 0 && isZero(channel)) {
            return false;
        }
        if ((magic & ~FORMAT_MASK) == (MAGIC & ~FORMAT_MASK) && magic != MAGIC) {
            throw new IOException(file + " is a message file of format " + (char) (magic & FORMAT_MASK)
                    + "; this build reads and writes format " + (char) (MAGIC & FORMAT_MASK)
                    + ". Start the build that wrote it, or move its directory away to begin with empty stores");
        }
        if (magic != MAGIC) {
            throw new IOException(
                    file + " is not a message file, or its beginning is damaged. Restore it from a copy, or move it"
                            + " and every later one of its directory away: their messages are then gap-filled");
        }
        if (header.getLong(CHECKSUM_OFFSET) != checksum(header) || header.getLong(NUMBER_OFFSET) != number) {
            throw new IOException(file + " has the header of another file, or its header is damaged. Restore it from a"
                    + " copy, or move it and every later one of its directory away: their messages are then"
                    + " gap-filled");
        }
        return true;
    }

    /** Whether everything behind the header is zero, as it is before the format's mark has been written. */
    private static boolean isZero(FileChannel channel) throws IOException {
        ByteBuffer chunk = littleEndian(CHUNK_BYTES);
        while (channel.read(chunk) >= 0) {
            chunk.flip();
            while (chunk.hasRemaining()) {
                if (chunk.get() != 0) {
                    return false;
                }
            }
            chunk.clear();
        }
        return true;
    }

    /** Maps the file; what it lacks of its capacity is added as zeros. */
    MappedByteBuffer map() throws IOException {
        return Preallocated.map(file, (int) header.getLong(CAPACITY_OFFSET));
    }

    int previousEnd() {
        return (int) header.getLong(PREVIOUS_END_OFFSET);
    }

    private static long checksum(ByteBuffer header) {
        CRC32C crc = new CRC32C();
        crc.update(header.duplicate().limit(CHECKSUM_OFFSET).position(NUMBER_OFFSET));
        return crc.getValue();
    }

    private static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
