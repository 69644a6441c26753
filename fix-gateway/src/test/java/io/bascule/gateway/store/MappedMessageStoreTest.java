package io.bascule.gateway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.SessionID;

class MappedMessageStoreTest {
    private static final SessionID SESSION = new SessionID("FIX.4.4", "BASCULE", "DESK1");

    @TempDir
    Path parent;

    private MappedMessageStore store;

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void shouldKeepItsOwnersMarkOverAResetAndAStart() throws IOException {
        open();
        assertEquals(0, store.mark());
        store.mark(3);
        store.reset();
        store.close();

        open();
        assertEquals(3, store.mark());
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
        store.currentEvent(41, 0);
        send(1, "one");
        store.currentEvent(0, 0);
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
        store.currentEvent(7, 0);
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
        store.currentEvent(99, 0);
        send(1, "one");
        store.incrNextTargetMsgSeqNum();
        store.lastOfferedMsgSeqNum(1);

        store.reset();

        assertEquals("1 1 event 99 offered 0 epoch 2", numbers());
        assertEquals(List.of(), messages(1, 1));
        reopen();
        assertEquals("1 1 event 99 offered 0 epoch 2", numbers());
        assertEquals(List.of(), messages(1, 1));
    }

    @Test
    void shouldBeginAnEpochBehindAnother() throws IOException {
        open();
        sendEvent(1, 99, 0, "one");
        store.incrNextTargetMsgSeqNum();
        store.lastOfferedMsgSeqNum(1);

        store.startEpochBehind(2);
        // Epoch 3 would overwrite the numbers of epoch 1 before it is valid.
        assertEquals("1 1 event 99 offered 0 epoch 4", numbers());
        reopen();
        assertEquals("1 1 event 99 offered 0 epoch 4", numbers());
        store.startEpochBehind(4);
        assertEquals("1 1 event 99 offered 0 epoch 5", numbers());
        store.startEpochBehind(7);
        assertEquals("1 1 event 99 offered 0 epoch 8", numbers());
        store.reset();
        assertEquals("1 1 event 99 offered 0 epoch 9", numbers());
    }

    @Test
    void shouldSayWhyAMessageWasNotStored() throws IOException {
        open();
        String tooLarge = "y".repeat(64 * 1024 * 1024 + 1);
        IOException failure = assertThrows(IOException.class, () -> store.set(1, tooLarge));
        assertEquals(failure, store.lastFailure());
        store.set(1, "one");
        assertEquals(failure, store.lastFailure(), "one that was stored later does not make it good");
    }

    @Test
    void shouldCountWhatWasHeardWhenItsAnswerIsStored() throws IOException {
        open();
        store.beginHearing();
        store.incrNextTargetMsgSeqNum();
        assertEquals(2, store.getNextTargetMsgSeqNum());
        send(1, "the answer");
        store.endHearing();
        reopen();
        assertEquals(2, store.getNextTargetMsgSeqNum());

        store.beginHearing();
        store.incrNextTargetMsgSeqNum();
        reopen(); // as a kill before the answer
        assertEquals(2, store.getNextTargetMsgSeqNum(), "what was heard and not answered is asked for again");
    }

    @Test
    void shouldCountNothingWhoseAnswerWasNotStored() throws IOException {
        open();
        String tooLarge = "y".repeat(64 * 1024 * 1024 + 1);
        store.beginHearing();
        store.incrNextTargetMsgSeqNum();
        assertThrows(IOException.class, () -> store.set(1, tooLarge));
        store.endHearing();
        assertEquals(1, store.getNextTargetMsgSeqNum());

        reopen();
        store.beginHearing();
        assertThrows(IOException.class, () -> store.set(1, tooLarge));
        store.incrNextTargetMsgSeqNum();
        store.endHearing();
        assertEquals(1, store.getNextTargetMsgSeqNum());
    }

    @Test
    void shouldCountFromOneWhenAResetIsHeard() throws IOException {
        open();
        store.setNextTargetMsgSeqNum(7);
        store.beginHearing();
        store.incrNextTargetMsgSeqNum();
        store.reset();
        assertEquals(1, store.getNextTargetMsgSeqNum());
        store.incrNextTargetMsgSeqNum();
        store.endHearing();
        assertEquals(2, store.getNextTargetMsgSeqNum());
    }

    @Test
    void shouldFindAMessageByItsApplicationNumberOverResets() throws IOException {
        open();
        sendEvent(1, 41, 1, "one");
        send(2, "heartbeat");
        store.reset();
        sendEvent(1, 42, 2, "two");
        store.reset();
        sendEvent(1, 45, 3, "three");

        for (int life = 0; life < 2; life++) {
            assertEquals("1 to 3: one two three", applMessages(1, 3));
            assertNull(store.applMessage(0));
            assertNull(store.applMessage(4));
            assertEquals(45, store.lastEventNumber());
            reopen();
        }
    }

    @Test
    void shouldForgetAnApplicationSequenceWhenOneBeginsAnew() throws IOException {
        open();
        sendEvent(1, 41, Integer.MAX_VALUE - 1L, "old");
        sendEvent(2, 42, Integer.MAX_VALUE, "oldest");
        sendEvent(3, 43, 1, "new");

        for (int life = 0; life < 2; life++) {
            assertEquals("1 to 1: new null", applMessages(1, 2));
            assertNull(store.applMessage(Integer.MAX_VALUE));
            reopen();
        }
    }

    @Test
    void shouldHaveNoApplicationNumbersWithoutAny() throws IOException {
        open();
        send(1, "one");

        assertEquals("0 to 0: null", applMessages(1, 1));
    }

    @Test
    void shouldReadIntoTheSameRoomAgain() throws IOException {
        open();
        String large = "l".repeat(5_000);
        send(1, large);
        send(2, "two");
        StoredMessage message = new StoredMessage();

        assertTrue(store.read(1, message));
        assertEquals(large, text(message));
        assertTrue(store.read(2, message));
        assertEquals("two", text(message));
        assertFalse(store.read(3, message));
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
        store = (MappedMessageStore) new MappedMessageStoreFactory(parent).create(SESSION);
    }

    private void reopen() {
        store.close();
        open();
    }

    private void send(int msgSeqNum, String message) throws IOException {
        store.set(msgSeqNum, message);
        store.incrNextSenderMsgSeqNum();
    }

    private void sendEvent(int msgSeqNum, long event, long applSeqNum, String message) throws IOException {
        store.currentEvent(event, applSeqNum);
        send(msgSeqNum, message);
        store.currentEvent(0, 0);
    }

    private String applMessages(long from, long to) {
        StringBuilder text = new StringBuilder(store.firstApplSeqNum() + " to " + store.lastApplSeqNum() + ":");
        for (long number = from; number <= to; number++) {
            byte[] message = store.applMessage(number);
            text.append(' ').append(message == null ? null : new String(message, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    private static String text(StoredMessage message) {
        return new String(message.bytes(), 0, message.length(), StandardCharsets.ISO_8859_1);
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
}
