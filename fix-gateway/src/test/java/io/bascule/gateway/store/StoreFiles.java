package io.bascule.gateway.store;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bascule.gateway.FixClock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import quickfix.SessionID;

/** One session's store and its files: opened, filled and spoilt as a test asks. */
final class StoreFiles implements AutoCloseable {
    static final SessionID SESSION = new SessionID("FIX.4.4", "BASCULE", "DESK1");

    private final Path parent;
    private MappedMessageStore store;

    StoreFiles(Path parent) {
        this.parent = parent;
    }

    MappedMessageStore open(int retentionDays) {
        store = (MappedMessageStore)
                new MappedMessageStoreFactory(parent).retaining(retentionDays).create(SESSION);
        return store;
    }

    MappedMessageStore open() {
        return open(Retention.DEFAULT_DAYS);
    }

    /** What an attempt to open it says. */
    String refusal() {
        UncheckedIOException refusal = assertThrows(UncheckedIOException.class, this::open);
        return refusal.getCause().getMessage();
    }

    /** Stores the next message. */
    void send(String message) throws IOException {
        store.set(store.getNextSenderMsgSeqNum(), message);
        store.incrNextSenderMsgSeqNum();
    }

    /** Stores the next message at an instant. */
    void sendAt(String instant, String message) throws IOException {
        FixClock.moveTo(instant);
        send(message);
    }

    /** What a resend of all would find. */
    List<String> messages() {
        List<String> messages = new ArrayList<>();
        store.get(1, Integer.MAX_VALUE, messages);
        return messages;
    }

    Path directory() {
        return parent.resolve(MappedMessageStoreFactory.directoryName(SESSION));
    }

    Path segment(int number) {
        return directory().resolve(SegmentFile.name(number));
    }

    Path cells() {
        return directory().resolve(SequenceCells.FILE_NAME);
    }

    List<String> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".messages"))
                    .sorted()
                    .toList();
        }
    }

    /** Overwrites bytes of a file. */
    static void write(Path file, long at, byte... bytes) throws IOException {
        try (RandomAccessFile spoilt = new RandomAccessFile(file.toFile(), "rw")) {
            spoilt.seek(at);
            spoilt.write(bytes);
        }
    }

    /** Changes the first byte of a text that a file holds; returns where it lay. */
    static int spoil(Path file, String text) throws IOException {
        int at = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).indexOf(text);
        write(file, at, (byte) '#');
        return at;
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }
}
