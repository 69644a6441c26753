package io.bascule.acceptance.oracle;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The record of one connection, {@code connection-NNNNNN.rec}, only ever added to: one record for each piece of bytes
 * as it was read, and for each end. A record is its kind (one byte), when it was (nanoseconds since 1970, eight bytes),
 * the count of its bytes (four) and the bytes; numbers are big-endian. Written by one thread.
 */
final class RecordingFile implements Closeable {
    private static final int HEADER_LENGTH = 1 + Long.BYTES + Integer.BYTES;
    private static final String PREFIX = "connection-";
    private static final String SUFFIX = ".rec";

    /** What a record says. */
    enum Kind {
        FROM_CLIENT('>'),
        FROM_VENUE('<'),
        CLIENT_ENDED('e'),
        VENUE_ENDED('E'),
        CLIENT_BROKE('x'),
        VENUE_BROKE('X');

        private final char code;

        Kind(char code) {
            this.code = code;
        }

        private static Kind of(int code) throws IOException {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IOException("no record begins with byte " + code);
        }
    }

    private final FileChannel channel;
    private final ByteBuffer header = ByteBuffer.allocateDirect(HEADER_LENGTH);

    private RecordingFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Begins the record of a connection, counted from 1. */
    static RecordingFile create(Path folder, int connection) throws IOException {
        Path file = folder.resolve(String.format("%s%06d%s", PREFIX, connection, SUFFIX));
        return new RecordingFile(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** Adds a record of what a buffer has left; the buffer is as before. */
    void add(Kind kind, long timeNs, ByteBuffer bytes) throws IOException {
        header.clear();
        header.put((byte) kind.code).putLong(timeNs).putInt(bytes.remaining()).flip();
        ByteBuffer[] both = {header, bytes.duplicate()};
        while (both[0].hasRemaining() || both[1].hasRemaining()) {
            channel.write(both);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The records in a folder, in the order in which the connections were made. */
    static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    /** Takes the records of one connection. */
    @FunctionalInterface
    interface Reader {
        /**
         * One record.
         *
         * @param timeNs when, in nanoseconds since 1970.
         * @param bytes as they were; none at an end.
         */
        void onRecord(Kind kind, long timeNs, byte[] bytes);
    }

    /** Reads one; a last record that is not whole was being written when the recorder was killed, and is left out. */
    static void read(Path file, Reader reader) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            for (int code = in.read(); code >= 0; code = in.read()) {
                Kind kind = Kind.of(code);
                long timeNs = in.readLong();
                byte[] bytes = new byte[in.readInt()];
                in.readFully(bytes);
                reader.onRecord(kind, timeNs, bytes);
            }
        } catch (EOFException e) {
            // Its last record is not whole.
            return;
        }
    }
}
