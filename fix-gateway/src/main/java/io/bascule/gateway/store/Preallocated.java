package io.bascule.gateway.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Maps files whose every byte has been written first, because a full disk under a mapping would kill the process. */
final class Preallocated {
    private static final int CHUNK_BYTES = 64 * 1024;

    private Preallocated() {}

    /**
     * Maps the first {@code length} bytes of a file; what the file lacks is appended as zeros.
     *
     * @throws IOException if the disk has no room for it; a file that this call created is removed again
     */
    static MappedByteBuffer map(Path file, int length) throws IOException {
        boolean existed = Files.exists(file);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            writeZeros(channel, length);
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, length);
            mapped.order(ByteOrder.LITTLE_ENDIAN);
            return mapped;
        } catch (IOException e) {
            if (!existed) {
                Files.deleteIfExists(file);
            }
            throw e;
        }
    }

    /**
     * Makes a file of zeros.
     *
     * @throws IOException if the disk has no room for it; the file is removed again
     */
    static void fill(Path file, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            writeZeros(channel, length);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void writeZeros(FileChannel channel, int length) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK_BYTES);
        long position = channel.size();
        while (position < length) {
            zeros.clear().limit((int) Math.min(CHUNK_BYTES, length - position));
            position += channel.write(zeros, position);
        }
    }
}
