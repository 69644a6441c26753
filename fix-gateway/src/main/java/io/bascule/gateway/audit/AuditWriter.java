package io.bascule.gateway.audit;

import io.bascule.gateway.encoding.Timestamps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes lines of records and appends them to the newest file; begins the next file each UTC day and at a size, and
 * deletes the oldest. One thread at a time.
 */
final class AuditWriter implements AutoCloseable {
    private static final int NANOS_DIGITS = 9;
    private static final int DAY_LENGTH = 8;
    private static final int INITIAL_BYTES = 256 * 1024;

    private final Path directory;
    private final int retentionDays;
    private final long fileBytes;
    private final Timestamps timestamps = new Timestamps();
    private final List<AuditFile> files;
    private final byte[] time = new byte[Timestamps.MAX_LENGTH];
    private AuditChain chain = new AuditChain(AuditChain.BEGINNING);
    private byte[] lines = new byte[INITIAL_BYTES];
    private int length;
    private FileChannel channel;
    private long written;
    private long lastNumber;
    private String deleted;

    private AuditWriter(Path directory, int retentionDays, long fileBytes) throws IOException {
        this.directory = directory;
        this.retentionDays = retentionDays;
        this.fileBytes = fileBytes;
        this.files = new ArrayList<>(AuditFile.all(directory));
    }

    /**
     * Opens the newest file; a line that a kill left unfinished is cut off.
     *
     * @throws IOException if the newest file does not end as this class writes it
     */
    static AuditWriter open(Path directory, int retentionDays, long fileBytes) throws IOException {
        AuditWriter writer = new AuditWriter(directory, retentionDays, fileBytes);
        writer.openNewest();
        return writer;
    }

    private void openNewest() throws IOException {
        while (!files.isEmpty() && channel == null) {
            AuditFile newest = files.get(files.size() - 1);
            Optional<AuditFile.End> end = newest.end();
            if (end.isEmpty()) {
                // Killed while it was begun: it holds nothing.
                Files.delete(newest.path());
                files.remove(files.size() - 1);
            } else {
                channel = FileChannel.open(newest.path(), StandardOpenOption.WRITE);
                written = end.get().length();
                channel.truncate(written).position(written);
                chain = new AuditChain(end.get().hash());
                lastNumber = end.get().number();
            }
        }
    }

    /** The number of the last record; 0 if there is none. */
    long lastNumber() {
        return lastNumber;
    }

    /** The hash of the last record. */
    String lastHash() {
        return chain.hash();
    }

    /** What was deleted since this was asked last, for a record of it; null: nothing. */
    String takeDeleted() {
        String text = deleted;
        deleted = null;
        return text;
    }

    /** Adds a record, which goes to the file with the next {@link #flush}, or before. One that is there is left out. */
    void add(AuditKind kind, long number, long timeNs, byte[] bytes, int labelLength, int to) throws IOException {
        if (number <= lastNumber) {
            return;
        }
        timestamps.write(timeNs, NANOS_DIGITS, time, 0);
        String day = new String(time, 0, DAY_LENGTH, StandardCharsets.US_ASCII);
        if (channel == null
                || written + length >= fileBytes
                || !day.equals(files.get(files.size() - 1).day())) {
            begin(number, day);
        }
        int from = length;
        put(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
        put((byte) ' ');
        put(time);
        put((byte) ' ');
        put(kind.name().getBytes(StandardCharsets.US_ASCII));
        put((byte) ' ');
        ensure(labelLength + 2 * (to - labelLength) + AuditChain.DIGITS + 3);
        System.arraycopy(bytes, 0, lines, length, labelLength);
        length += labelLength;
        lines[length++] = ' ';
        putEscaped(bytes, labelLength, to);
        byte[] hash = chain.add(lines, from, length);
        lines[length++] = ' ';
        System.arraycopy(hash, 0, lines, length, hash.length);
        length += hash.length;
        lines[length++] = '\n';
        lastNumber = number;
    }

    private void putEscaped(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '\n' || b == '\r' || b == '\\') {
                lines[length++] = '\\';
                lines[length++] = b == '\n' ? (byte) 'n' : b == '\r' ? (byte) 'r' : (byte) '\\';
            } else {
                lines[length++] = b;
            }
        }
    }

    private void put(byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, lines, length, bytes.length);
        length += bytes.length;
    }

    private void put(byte b) {
        ensure(1);
        lines[length++] = b;
    }

    private void ensure(int more) {
        if (length + more > lines.length) {
            lines = Arrays.copyOf(lines, Math.max(lines.length * 2, length + more));
        }
    }

    /** Writes what was added. */
    void flush() throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(lines, 0, length);
        while (buffer.hasRemaining()) {
            written += channel.write(buffer);
        }
        length = 0;
    }

    private void begin(long number, String day) throws IOException {
        int index = files.isEmpty() ? 1 : files.get(files.size() - 1).index() + 1;
        if (channel != null) {
            flush();
            channel.close();
            channel = null;
        }
        AuditFile next = AuditFile.of(directory, index, day);
        channel = FileChannel.open(next.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        files.add(next);
        written = 0;
        put(AuditFile.header(number, chain.hash()).getBytes(StandardCharsets.US_ASCII));
        flush();
        deleteExpired();
    }

    /** Keeps the files of the newest days on which something was written, so that a wrong clock deletes nothing. */
    private void deleteExpired() throws IOException {
        Set<String> kept = new HashSet<>();
        int oldest = files.size();
        while (oldest > 0
                && (kept.size() < retentionDays
                        || kept.contains(files.get(oldest - 1).day()))) {
            oldest--;
            kept.add(files.get(oldest).day());
        }
        for (AuditFile file : files.subList(0, oldest)) {
            Files.delete(file.path());
            deleted = "deleted up to " + file.path().getFileName() + ", " + retentionDays + " days are kept";
        }
        files.subList(0, oldest).clear();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
