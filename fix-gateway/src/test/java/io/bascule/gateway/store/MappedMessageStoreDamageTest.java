package io.bascule.gateway.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.gateway.FixClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store refuses, what it cuts off, and that it deletes nothing that it does not understand. */
class MappedMessageStoreDamageTest {
    @TempDir
    Path parent;

    private StoreFiles files;
    private MappedMessageStore store;

    @BeforeEach
    void open() {
        files = new StoreFiles(parent);
        store = files.open();
    }

    @AfterEach
    void close() {
        files.close();
        FixClock.reset();
    }

    @Test
    void shouldRefuseADamagedRecordInFrontOfWholeOnes() throws IOException {
        files.send("first");
        store.currentEvent(8, 0);
        files.send("second");
        store.currentEvent(9, 0);
        files.send("third");
        store.close();
        StoreFiles.spoil(files.segment(1), "first");
        byte[] before = Files.readAllBytes(files.segment(1));

        String refusal = files.refusal();

        String expected = files.segment(1) + " is damaged at byte 64, and whole records follow: 2, from MsgSeqNum 2"
                + " of epoch 1 with event 8 to MsgSeqNum 3 of epoch 1 with event 9. Nothing was cut off. Restore";
        assertTrue(refusal.startsWith(expected), refusal);
        assertArrayEquals(before, Files.readAllBytes(files.segment(1)));
        assertEquals(refusal, files.refusal());
    }

    @Test
    void shouldRefuseRecordsBehindALengthThatBecameZero() throws IOException {
        files.send("first");
        files.send("second");
        store.close();
        StoreFiles.write(files.segment(1), SegmentFile.HEADER_LENGTH, new byte[Integer.BYTES]);

        assertTrue(files.refusal().contains("damaged at byte 64, and whole records follow: 1,"));
    }

    @Test
    void shouldRefuseDamageAtTheEndOfASegmentThatIsNotTheLast() throws IOException {
        files.sendAt("2026-03-01T12:00:00Z", "first");
        files.send("second");
        files.sendAt("2026-03-02T12:00:00Z", "third");
        store.close();
        StoreFiles.spoil(files.segment(1), "second");

        String refusal = files.refusal();

        assertTrue(refusal.contains("00000001.messages is damaged at byte 128, and whole records follow: 1,"), refusal);
        assertEquals(List.of("00000001.messages", "00000002.messages"), files.segments());
    }

    @Test
    void shouldGoOnOnceTheDamagedFileAndTheLaterOnesWereMovedAway() throws IOException {
        files.sendAt("2026-03-01T12:00:00Z", "first");
        files.sendAt("2026-03-02T12:00:00Z", "second");
        files.sendAt("2026-03-03T12:00:00Z", "third");
        store.close();
        Files.delete(files.segment(2));
        Files.delete(files.segment(3));

        store = files.open();
        assertEquals(4, store.getNextSenderMsgSeqNum());
        files.send("fourth");
        store.close();
        store = files.open();

        assertEquals(List.of("first", "fourth"), files.messages());
        assertEquals(5, store.getNextSenderMsgSeqNum());
    }

    @Test
    void shouldKeepTheNumbersThoughNoMessageIsLeft() throws IOException {
        files.send("first");
        store.close();
        Files.delete(files.segment(1));

        store = files.open();

        assertEquals(List.of(), files.messages());
        assertEquals(2, store.getNextSenderMsgSeqNum());
    }

    @Test
    void shouldCutOffADamagedRecordThatNoneFollows() throws IOException {
        files.send("first");
        files.send("second, which is somewhat longer than the other");
        store.close();
        StoreFiles.spoil(files.segment(1), "second");

        store = files.open();
        assertEquals(List.of("first"), files.messages());
        assertEquals(3, store.getNextSenderMsgSeqNum());
        files.send("third");
        store.close();
        store = files.open();

        assertEquals(List.of("first", "third"), files.messages());
    }

    @Test
    void shouldCutOffAnUnfinishedRecord() throws IOException {
        files.send("first");
        store.close();
        byte[] unfinished = new byte[300];
        for (int i = 8; i < unfinished.length; i++) {
            unfinished[i] = (byte) i;
        }
        StoreFiles.write(files.segment(1), 128, unfinished);

        store = files.open();
        files.send("second");
        files.send("third");
        store.close();
        store = files.open();

        assertEquals(List.of("first", "second", "third"), files.messages());
    }

    @Test
    void shouldRefuseAMissingSegmentInFrontOfOthers() throws IOException {
        files.sendAt("2026-03-01T12:00:00Z", "first");
        files.sendAt("2026-03-02T12:00:00Z", "second");
        files.sendAt("2026-03-03T12:00:00Z", "third");
        store.close();
        Files.delete(files.segment(2));

        String refusal = files.refusal();

        assertTrue(refusal.startsWith(files.segment(2) + " is missing, and later ones are there."), refusal);
        assertEquals(List.of("00000001.messages", "00000003.messages"), files.segments());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 262_144})
    void shouldReplaceTheNewestFileIfItWasNeverFinished(int length) throws IOException {
        files.sendAt("2026-03-01T12:00:00Z", "first");
        store.close();
        Files.write(files.segment(2), new byte[length]);
        // The header is written in front of its mark.
        if (length >= 64) {
            StoreFiles.write(files.segment(2), 8, (byte) 2);
        }

        store = files.open();
        files.sendAt("2026-03-02T12:00:00Z", "second");
        store.close();
        store = files.open();

        assertEquals(List.of("first", "second"), files.messages());
    }

    @Test
    void shouldRefuseAnUnfinishedFileInFrontOfAnother() throws IOException {
        files.sendAt("2026-03-01T12:00:00Z", "first");
        files.sendAt("2026-03-02T12:00:00Z", "second");
        store.close();
        Files.write(files.segment(1), new byte[1_000]);

        assertTrue(files.refusal().contains("00000001.messages was never finished, but later ones are there"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0,1GESCSAB,is a message file of format 1; this build reads and writes format 2",
                "0,9GESCSAB,is a message file of format 9; this build reads and writes format 2",
                "0,any text,is not a message file, or its beginning is damaged",
                "7,X,is not a message file, or its beginning is damaged",
                "8,X,has the header of another file, or its header is damaged",
                "24,X,has the header of another file, or its header is damaged",
            })
    void shouldRefuseAFileOfAnotherFormatAndKeepIt(String text) throws IOException {
        String[] parts = text.split(",", 3);
        files.send("first");
        store.close();
        StoreFiles.write(files.segment(1), Integer.parseInt(parts[0]), parts[1].getBytes(StandardCharsets.US_ASCII));
        byte[] before = Files.readAllBytes(files.segment(1));

        String refusal = files.refusal();

        assertTrue(refusal.startsWith(files.segment(1) + " " + parts[2]), refusal);
        assertArrayEquals(before, Files.readAllBytes(files.segment(1)));
    }

    @Test
    void shouldRefuseAFileWithoutItsMarkThatHoldsRecords() throws IOException {
        files.send("first");
        store.close();
        StoreFiles.write(files.segment(1), 0, new byte[Long.BYTES]);

        assertTrue(files.refusal().contains("is not a message file, or its beginning is damaged"));
        assertEquals(List.of("00000001.messages"), files.segments());
    }

    @Test
    void shouldRefuseNumbersOfAnotherFormat() throws IOException {
        store.close();
        StoreFiles.write(files.cells(), 0, (byte) '1');

        assertTrue(files.refusal().startsWith(files.cells() + " is of format 1; this build reads and writes format 2"));
    }

    @Test
    void shouldRefuseMessagesWhoseNumbersAreGone() throws IOException {
        files.send("one");
        store.close();
        Files.delete(files.cells());

        assertTrue(files.refusal().startsWith(files.cells() + " does not hold the session's sequence numbers"));
    }

    @Test
    void shouldRefuseMessagesOfALaterEpochThanTheNumbers() throws IOException {
        store.close();
        byte[] older = Files.readAllBytes(files.cells());
        store = files.open();
        store.reset();
        files.send("one");
        store.close();
        Files.write(files.cells(), older);

        assertTrue(files.refusal().startsWith("the messages are of epoch 2, the numbers in sequence.cells of epoch 1"));
    }
}
