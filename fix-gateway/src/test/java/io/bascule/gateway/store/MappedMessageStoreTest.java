package io.bascule.gateway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.SessionID;

class MappedMessageStoreTest {
    private static final SessionID SESSION = new SessionID("FIX.4.4", "BASCULE", "DESK1");

    @TempDir
    Path parent;

    private final List<String> resets = new ArrayList<>();
    private MappedMessageStore store;

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void shouldStartAtOneWithNothingStored() {
        open();

        assertEquals(List.of(), messages(1, 100));
        assertEquals("1 1 event 0 offered 0 epoch 1", numbers());
    }

    @Test
    void shouldGiveBackTheRangeInOrderAndLeaveOutWhatIsMissing() throws IOException {
        open();
        send(1, "one");
        send(2, "two");
        store.setNextSenderMsgSeqNum(4);
        send(4, "four");

        assertEquals(List.of("two", "four"), messages(2, 4));
        assertEquals(List.of("one", "two", "four"), messages(Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    @Test
    void shouldKeepEverythingOverAReopen() throws IOException {
        open();
        store.currentEvent(41);
        send(1, "one");
        store.currentEvent(0);
        send(2, "8=FIX.4.4\u00019=5\u000158=\u00e9\u00ff\u0001");
        store.incrNextTargetMsgSeqNum();
        store.lastOfferedMsgSeqNum(1);
        Calendar created = store.getCreationTimeCalendar();

        reopen();

        assertEquals(List.of("one", "8=FIX.4.4\u00019=5\u000158=\u00e9\u00ff\u0001"), messages(1, 2));
        assertEquals("3 2 event 41 offered 1 epoch 1", numbers());
        assertEquals(created, store.getCreationTimeCalendar());
    }

    @Test
    void shouldCountAMessageThatWasStoredButNotYetCounted() throws IOException {
        open();
        send(1, "one");
        store.currentEvent(7);
        store.set(2, "two");

        reopen();

        assertEquals("3 1 event 7 offered 0 epoch 1", numbers());
        assertEquals(List.of("one", "two"), messages(1, 2));
    }

    @Test
    void shouldKeepANumberThatWasSetLowerThanWhatIsStored() throws IOException {
        open();
        send(1, "one");
        send(2, "two");
        store.setNextSenderMsgSeqNum(2);

        reopen();

        assertEquals("2 1 event 0 offered 0 epoch 1", numbers());
        send(2, "other");
        assertEquals(List.of("one", "other"), messages(1, 2));
    }

    @Test
    void shouldForgetMessagesButNotTheEventCursorOnReset() throws IOException {
        open();
        store.currentEvent(99);
        send(1, "one");
        store.incrNextTargetMsgSeqNum();
        store.lastOfferedMsgSeqNum(1);

        store.reset();

        assertEquals("1 1 event 99 offered 0 epoch 2", numbers());
        assertEquals(List.of(), messages(1, 1));
        assertEquals(List.of("FIX.4.4:BASCULE->DESK1 2"), resets);
        reopen();
        assertEquals("1 1 event 99 offered 0 epoch 2", numbers());
        assertEquals(List.of(), messages(1, 1));
    }

    @Test
    void shouldDeleteSegmentsOlderThanTheEpochBefore() throws IOException {
        open();
        String long1 = "x".repeat(200_000);
        for (int seqNum = 1; seqNum <= 4; seqNum++) {
            send(seqNum, long1);
        }
        assertEquals(3, segmentFiles());

        store.reset();
        assertEquals(3, segmentFiles());
        store.reset();
        assertEquals(1, segmentFiles());

        send(1, "one");
        reopen();
        assertEquals(List.of("one"), messages(1, 1));
    }

    @Test
    void shouldTellOfAResetThoughOldSegmentsCannotBeDeleted() throws IOException {
        open();
        String long1 = "x".repeat(200_000);
        send(1, long1);
        send(2, long1);
        store.reset();
        Files.delete(segment());
        Files.createFile(Files.createDirectory(segment()).resolve("in the way"));

        store.reset();

        assertEquals(List.of("FIX.4.4:BASCULE->DESK1 2", "FIX.4.4:BASCULE->DESK1 3"), resets);
        send(1, "one");
        assertEquals(List.of("one"), messages(1, 1));
    }

    @Test
    void shouldStoreAMessageLargerThanASegment() throws IOException {
        open();
        String large = "y".repeat(9_000_000);
        send(1, large);
        send(2, "two");

        reopen();

        assertEquals(List.of(large, "two"), messages(1, 2));
    }

    @Test
    void shouldNotReviveARecordBehindOneThatWasCutOff() throws IOException {
        open();
        send(1, "first");
        send(2, "second");
        store.close();
        Path segment = segment();
        byte[] bytes = Files.readAllBytes(segment);
        int first = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("first");
        bytes[first] = 'F';
        Files.write(segment, bytes);

        open();
        assertEquals(List.of(), messages(1, 2));
        assertEquals(3, store.getNextSenderMsgSeqNum());
        send(3, "third");

        reopen();
        assertEquals(List.of("third"), messages(1, 3));
    }

    @Test
    void shouldIgnoreAnUnfinishedRecordBehindTheLastOne() throws IOException {
        open();
        send(1, "first");
        store.close();
        Path segment = segment();
        byte[] bytes = Files.readAllBytes(segment);
        int afterFirst = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("first") + 8;
        for (int i = afterFirst + 4; i < afterFirst + 400; i++) {
            bytes[i] = (byte) i;
        }
        Files.write(segment, bytes, StandardOpenOption.TRUNCATE_EXISTING);

        open();
        assertEquals(List.of("first"), messages(1, 1));
        send(2, "second");
        send(3, "third");
        reopen();
        assertEquals(List.of("first", "second", "third"), messages(1, 3));
    }

    @Test
    void shouldRefuseMessagesWhoseNumbersAreGone() throws IOException {
        open();
        send(1, "one");
        store.close();
        Files.delete(directory().resolve(SequenceCells.FILE_NAME));

        assertThrows(UncheckedIOException.class, this::open);
    }

    @Test
    void shouldRefuseToBeUsedAfterClose() {
        open();
        store.close();

        assertThrows(IllegalStateException.class, store::getNextSenderMsgSeqNum);
        assertThrows(IllegalStateException.class, () -> store.set(1, "one"));
        assertThrows(IllegalStateException.class, () -> messages(1, 1));
    }

    @Test
    void shouldNameDirectoriesSoThatNoTwoSessionsShareOne() {
        assertEquals(
                "FIX.4.4-A%002DB-C", MappedMessageStoreFactory.directoryName(new SessionID("FIX.4.4", "A-B", "C")));
        assertEquals(
                "FIX.4.4-A-B%002DC", MappedMessageStoreFactory.directoryName(new SessionID("FIX.4.4", "A", "B-C")));
        assertEquals(
                "FIX.4.4-%002F..%002F-C",
                MappedMessageStoreFactory.directoryName(new SessionID("FIX.4.4", "/../", "C")));
    }

    private void open() {
        store = (MappedMessageStore)
                new MappedMessageStoreFactory(parent, (sessionId, epoch) -> resets.add(sessionId + " " + epoch))
                        .create(SESSION);
    }

    private void reopen() {
        store.close();
        open();
    }

    private void send(int msgSeqNum, String message) throws IOException {
        store.set(msgSeqNum, message);
        store.incrNextSenderMsgSeqNum();
    }

    private List<String> messages(int start, int end) {
        List<String> messages = new ArrayList<>();
        store.get(start, end, messages);
        return messages;
    }

    private String numbers() {
        return store.getNextSenderMsgSeqNum()
                + " "
                + store.getNextTargetMsgSeqNum()
                + " event "
                + store.lastEventNumber()
                + " offered "
                + store.lastOfferedMsgSeqNum()
                + " epoch "
                + store.epoch();
    }

    private Path directory() {
        return parent.resolve("FIX.4.4-BASCULE-DESK1");
    }

    private Path segment() {
        return directory().resolve(Segment.fileName(1));
    }

    private long segmentFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(file -> file.toString().endsWith(".messages")).count();
        }
    }
}
