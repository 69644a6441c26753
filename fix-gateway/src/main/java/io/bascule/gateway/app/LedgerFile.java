package io.bascule.gateway.app;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public ledger as a file that is added to, each event once: the number that the last line begins with is that of
 * the last event. What was acknowledged is on the device before; what is behind that may be torn by a kill or a power
 * cut, or of events that the engine's log has lost. It is cut off when the file is opened, since those events come
 * again. Written by the FIX event loop only; flushed by any thread.
 */
final class LedgerFile implements AutoCloseable {
    private static final int LONGEST_LINE = 4096;
    private static final int BLOCK = 16 * LONGEST_LINE;
    private static final int MOST_DIGITS = 18;
    private static final byte[] FIRST_LINE = (LedgerTable.HEADER + '\n').getBytes(StandardCharsets.UTF_8);

    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);

    private final Path path;
    private final Path unfinished;
    private FileChannel channel;
    private boolean isBegun;
    private long lastEventNumber;

    private LedgerFile(Path path) {
        this.path = path;
        this.unfinished = path.resolveSibling(path.getFileName() + ".new");
    }

    /**
     * Opens a file, or begins one under another name until {@link #finish}, and flushes it.
     *
     * @param acknowledgedEventNumber up to which lines are kept
     * @throws IOException if it cannot be read or written, or is no ledger: then it is as it was
     */
    static LedgerFile open(Path path, long acknowledgedEventNumber) throws IOException {
        Files.createDirectories(path.getParent());
        LedgerFile file = new LedgerFile(path);
        try {
            file.recover(acknowledgedEventNumber);
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private void recover(long acknowledgedEventNumber) throws IOException {
        if (Files.exists(path)) {
            channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
        if (channel != null && hasFirstLine()) {
            long end = acknowledgedEnd(acknowledgedEventNumber);
            if (end < channel.size()) {
                LOG.info("{}: what is behind event {} is written again", path, lastEventNumber);
            }
            channel.truncate(end).position(end);
        } else {
            close();
            channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            write(LedgerTable.HEADER + '\n');
            isBegun = true;
        }
        flush();
    }

    /** All that is missing is written: one that was begun gets its name. */
    void finish() throws IOException {
        if (isBegun) {
            flush();
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            isBegun = false;
        }
        flushFolder(path.toAbsolutePath().getParent());
    }

    /** Nothing, zeros or a part of the first line is what a file may be whose beginning was never flushed. */
    private boolean hasFirstLine() throws IOException {
        byte[] found = read(0, FIRST_LINE.length).array();
        int length = found.length;
        while (length > 0 && found[length - 1] == 0) {
            length--;
        }
        if (!Arrays.equals(found, 0, length, FIRST_LINE, 0, Math.min(length, FIRST_LINE.length))) {
            throw new IOException(path + " is no ledger: it does not begin with the names of the fields");
        }
        return length == FIRST_LINE.length;
    }

    /** Where the last line ends that is of an event up to this one; behind the first line if none is. */
    private long acknowledgedEnd(long eventNumber) throws IOException {
        long endOfFirst = FIRST_LINE.length - 1L; // a block begins with the end of the line before
        long from = channel.size();
        while (from > endOfFirst) {
            from = Math.max(endOfFirst, from - BLOCK);
            int length = lastLine(read(from, BLOCK + LONGEST_LINE), eventNumber);
            if (length > 0) {
                return from + length;
            }
        }
        return FIRST_LINE.length;
    }

    /** Where in a block the last whole line ends that is of an event up to this one; 0: none is. */
    private int lastLine(ByteBuffer block, long eventNumber) {
        int end = -1;
        for (int i = block.limit() - 1; i >= 0; i--) {
            if (block.get(i) == '\n') {
                long number = end < 0 ? 0 : numberAt(block, i + 1, end);
                if (number > 0 && number <= eventNumber) {
                    lastEventNumber = number;
                    return end + 1;
                }
                end = i;
            }
        }
        return 0;
    }

    /** The number that a line begins with; 0: with none. */
    private static long numberAt(ByteBuffer block, int start, int end) {
        long number = 0;
        for (int i = start; i < end && i - start <= MOST_DIGITS; i++) {
            byte next = block.get(i);
            if (next == '\t') {
                return number;
            }
            if (next < '0' || next > '9') {
                return 0;
            }
            number = number * 10 + next - '0';
        }
        return 0;
    }

    /** So many bytes, or as many as there are. */
    private ByteBuffer read(long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, channel.size() - from));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
            // Until all of it is read.
        }
        return bytes.flip();
    }

    /** A file's name is on the device when its folder was flushed; where folders cannot be opened, sooner or later. */
    private static void flushFolder(Path folder) throws IOException {
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (AccessDeniedException e) {
            LOG.debug("{} cannot be flushed", folder, e);
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
        if (first.matches("[0-9]{1," + MOST_DIGITS + "}")) {
            return eventNumber(line);
        }
        if (!line.equals(LedgerTable.HEADER)) {
            throw new IOException(path + " is no ledger: it has the line " + line);
        }
        return 0;
    }

    /** Whether it was not there when it was opened, or nothing was in it, and is not finished. */
    boolean isBegun() {
        return isBegun;
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

    /**
     * Brings to the device what was written. Any thread.
     *
     * @throws IOException if that is not sure
     */
    void flush() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the ledger cannot be closed", e);
        }
    }
}
