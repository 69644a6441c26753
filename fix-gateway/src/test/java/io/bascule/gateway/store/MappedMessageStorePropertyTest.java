package io.bascule.gateway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.agrona.IoUtil;
import quickfix.SessionID;

/** What is left after a truncated file and a restart, against a list in memory. */
class MappedMessageStorePropertyTest {
    private static final SessionID SESSION = new SessionID("FIXT.1.1", "BASCULE", "DESK2");
    private static final String DIRECTORY = "FIXT.1.1-BASCULE-DESK2";

    private record Sent(int msgSeqNum, long event, String message) {}

    private final List<Sent> sent = new ArrayList<>();
    private Path parent;
    private MappedMessageStore store;
    private int nextSender = 1;
    private int nextTarget = 1;
    private long lastEvent;
    private long closedEvent;

    @BeforeTry
    void prepare() throws IOException {
        parent = Files.createTempDirectory("store-crash");
        sent.clear();
        nextSender = 1;
        nextTarget = 1;
        lastEvent = 0;
        closedEvent = 0;
        store = open(parent);
    }

    @AfterTry
    void clean() {
        store.close();
        IoUtil.delete(parent.toFile(), true);
    }

    @Property(tries = 150)
    void shouldHoldWhatAListHoldsOverReopensAndResets(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        for (int step = 0; step < 80; step++) {
            change(random);
            if (random.nextInt(8) == 0) {
                store.close();
                store = open(parent);
            }
            assertHolds(store, sent, lastEvent);
        }
    }

    @Property(tries = 150)
    void shouldKeepAPrefixAndNeverANumberWhenTheNewestFileIsTruncated(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        for (int step = 0; step < 60; step++) {
            change(random);
        }
        Path copy = copyOf(parent);
        truncateNewest(copy.resolve(DIRECTORY), random);
        try (MappedMessageStore survivor = open(copy)) {
            List<Sent> prefix = sent.subList(0, stored(survivor).size());
            long event = prefix.stream().mapToLong(Sent::event).max().orElse(0);
            assertHolds(survivor, prefix, Math.max(event, closedEvent));
            survivor.set(nextSender, "after");
            survivor.incrNextSenderMsgSeqNum();
            assertEquals("after", stored(survivor).get(prefix.size()));
        } finally {
            IoUtil.delete(copy.toFile(), true);
        }
    }

    private void change(Random random) throws IOException {
        switch (random.nextInt(24)) {
            case 0 -> {
                store.reset();
                sent.clear();
                nextSender = 1;
                nextTarget = 1;
                closedEvent = lastEvent;
            }
            case 1 -> {
                nextTarget = 1 + random.nextInt(1_000_000);
                store.setNextTargetMsgSeqNum(nextTarget);
            }
            case 2 -> {
                nextSender += random.nextInt(2_000);
                store.setNextSenderMsgSeqNum(nextSender);
            }
            case 3, 4, 5, 6 -> {
                store.incrNextTargetMsgSeqNum();
                nextTarget++;
            }
            default -> send(random);
        }
    }

    private void send(Random random) throws IOException {
        long event = random.nextBoolean() ? 0 : lastEvent + 1 + random.nextInt(5);
        lastEvent = Math.max(lastEvent, event);
        int length = random.nextInt(10) == 0 ? random.nextInt(150_000) : random.nextInt(400);
        String message = nextSender + ":" + "m".repeat(length);
        store.currentEvent(event, 0);
        store.set(nextSender, message);
        sent.add(new Sent(nextSender, event, message));
        store.incrNextSenderMsgSeqNum();
        nextSender++;
    }

    private void assertHolds(MappedMessageStore actual, List<Sent> expected, long expectedEvent) {
        assertEquals(expected.stream().map(Sent::message).toList(), stored(actual));
        assertEquals(nextSender, actual.getNextSenderMsgSeqNum());
        assertEquals(nextTarget, actual.getNextTargetMsgSeqNum());
        assertEquals(expectedEvent, actual.lastEventNumber());
    }

    private static List<String> stored(MappedMessageStore store) {
        List<String> messages = new ArrayList<>();
        store.get(1, Integer.MAX_VALUE, messages);
        return messages;
    }

    private static void truncateNewest(Path directory, Random random) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            Path newest = files.filter(file -> file.toString().endsWith(".messages"))
                    .max(Path::compareTo)
                    .orElseThrow();
            try (RandomAccessFile file = new RandomAccessFile(newest.toFile(), "rw")) {
                // Most files are mostly zeros: aim at what was written.
                file.setLength(random.nextInt((int) Math.min(file.length(), 60_000)));
            }
        }
    }

    private static Path copyOf(Path parent) throws IOException {
        Path copy = Files.createTempDirectory("store-copy");
        Files.createDirectory(copy.resolve(DIRECTORY));
        try (Stream<Path> files = Files.list(parent.resolve(DIRECTORY))) {
            files.forEach(file -> {
                try {
                    Files.copy(file, copy.resolve(DIRECTORY).resolve(file.getFileName()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return copy;
    }

    private static MappedMessageStore open(Path directory) {
        return (MappedMessageStore) new MappedMessageStoreFactory(directory).create(SESSION);
    }
}
