package io.bascule.gateway.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Maps files whose every byte has been written first, because a full disk under a mapping would kill the process. */
public final class Preallocated {
    private static final int CHUNK_BYTES = 64 * 1024;

    private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(50);

    private Preallocated() {}

    /**
     * Maps the first {@code length} bytes of a file; what the file lacks is appended as zeros.
     *
     * @throws IOException if the disk has no room for it; a file that this call created is removed again
     */
    public static MappedByteBuffer map(Path file, int length) throws IOException {
        boolean existed = Files.exists(file);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            writeZeros(channel, ByteBuffer.allocateDirect(CHUNK_BYTES), length);
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
     * Makes a file of zeros, a piece at a time with a pause behind each, so that it holds up nobody who waits for a
     * core or for the disk.
     *
     * @throws IOException if the disk has no room for it; the file is removed again
     */
    static void fill(Path file, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK_BYTES);
            for (long filled = 0; filled < length; filled += CHUNK_BYTES) {
                writeZeros(channel, zeros, (int) Math.min(filled + CHUNK_BYTES, length));
                LockSupport.parkNanos(PAUSE_NS);
            }
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void writeZeros(FileChannel channel, ByteBuffer zeros, int length) throws IOException {
        long position = channel.size();
        while (position < length) {
            zeros.clear().limit((int) Math.min(CHUNK_BYTES, length - position));
            position += channel.write(zeros, position);
        }
    }
}
