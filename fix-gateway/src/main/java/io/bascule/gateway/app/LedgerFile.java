package io.bascule.gateway.app;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * The public ledger as a file that is only added to, each event once: the number that the last line begins with is that
 * of the last event. A last line that was not written whole is cut off when it is opened, and so are zeros that a power
 * cut has left: nothing is flushed to the device. For the FIX event loop only.
 */
final class LedgerFile implements AutoCloseable {
    private static final int LONGEST_LINE = 4096;

    private final FileChannel channel;
    private long lastEventNumber;

    private LedgerFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens a file, or begins one.
     *
     * @throws IOException if it cannot be read or written, or is no ledger
     */
    static LedgerFile open(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        LedgerFile file = new LedgerFile(channel);
        try {
            file.recover(path);
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private void recover(Path path) throws IOException {
        long size = writtenSize();
        ByteBuffer tail = ByteBuffer.allocate((int) Math.min(size, 2 * LONGEST_LINE));
        long from = size - tail.capacity();
        readWhole(tail, from);
        String text = new String(tail.array(), 0, tail.position(), StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n') + 1;
        long wholeSize = from + text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
        if (end == 0 && size > LONGEST_LINE) {
            throw new IOException(path + " is no ledger: it has a line of more than " + LONGEST_LINE + " bytes");
        }
        if (end > 0) {
            lastEventNumber = numberOf(text.substring(text.lastIndexOf('\n', end - 2) + 1, end - 1), path);
        }
        channel.truncate(wholeSize).position(wholeSize);
        if (wholeSize == 0) {
            write(LedgerTable.HEADER + '\n');
        }
    }

    /** Where the zeros begin that the file ends with. */
    private long writtenSize() throws IOException {
        ByteBuffer block = ByteBuffer.allocate(2 * LONGEST_LINE);
        long end = channel.size();
        while (end > 0) {
            long from = Math.max(0, end - block.capacity());
            readWhole(block.clear().limit((int) (end - from)), from);
            for (int n = block.position(); n > 0; n--) {
                if (block.get(n - 1) != 0) {
                    return from + n;
                }
            }
            end = from;
        }
        return 0;
    }

    private void readWhole(ByteBuffer buffer, long from) throws IOException {
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
            // Until all of it is read.
        }
    }

    /**
     * Hands over the whole lines of a file but the first, one after the other, however many there are; none if there is
     * no file.
     *
     * @throws UncheckedIOException if it cannot be read, or is no ledger
     */
    static void read(Path path, Consumer<String> lines) {
        if (Files.notExists(path)) {
            return;
        }
        try (Reader reader = Files.newBufferedReader(path)) {
            StringBuilder text = new StringBuilder();
            boolean isFirst = true;
            for (String line = wholeLine(reader, text); line != null; line = wholeLine(reader, text)) {
                if (!isFirst) {
                    numberOf(line, path);
                    lines.accept(line);
                }
                isFirst = false;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Null where no line is that has its end. */
    private static String wholeLine(Reader reader, StringBuilder text) throws IOException {
        text.setLength(0);
        for (int next = reader.read(); next >= 0; next = reader.read()) {
            if (next == '\n') {
                return text.toString();
            }
            text.append((char) next);
        }
        return null;
    }

    /** The event that a line is of. */
    static long eventNumber(String line) {
        return Long.parseLong(line, 0, line.indexOf('\t'), 10);
    }

    private static long numberOf(String line, Path path) throws IOException {
        String first = line.substring(0, Math.max(0, line.indexOf('\t')));
        if (first.matches("[0-9]{1,18}")) {
            return eventNumber(line);
        }
        if (!line.equals(LedgerTable.HEADER)) {
            throw new IOException(path + " is no ledger: it has the line " + line);
        }
        return 0;
    }

    /** The last event that is in it; 0: none is. */
    long lastEventNumber() {
        return lastEventNumber;
    }

    /**
     * Adds the lines of an event; of one that is in it already nothing.
     *
     * @param lines each with its end
     * @throws IOException if they cannot be written: then none of them is
     */
    void append(long eventNumber, String lines) throws IOException {
        if (eventNumber <= lastEventNumber) {
            return;
        }
        long before = channel.position();
        try {
            write(lines);
        } catch (IOException e) {
            channel.truncate(before).position(before);
            throw e;
        }
        lastEventNumber = eventNumber;
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("the ledger cannot be closed", e);
        }
    }
}
