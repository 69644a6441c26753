package io.bascule.gateway.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

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

/** What the store deletes, and what it keeps whatever the clock says. */
class MappedMessageStoreRetentionTest {
    private static final int DAYS = 4;

    @TempDir
    Path parent;

    private StoreFiles files;
    private MappedMessageStore store;

    @BeforeEach
    void open() {
        FixClock.moveTo("2026-03-01T12:00:00Z");
        files = new StoreFiles(parent);
        store = files.open(DAYS);
    }

    @AfterEach
    void close() {
        files.close();
        FixClock.reset();
    }

    @Test
    void shouldBeginASegmentWithTheFirstRecordOfADay() throws IOException {
        files.sendAt("2026-03-01T23:59:50Z", "one");
        files.sendAt("2026-03-02T00:00:00Z", "two");
        files.sendAt("2026-03-02T00:00:01Z", "three");

        assertEquals(List.of("00000001.messages", "00000002.messages"), files.segments());
        assertEquals(SegmentLog.FIRST_CAPACITY, Files.size(files.segment(2)));
        assertEquals(List.of("one", "two", "three"), files.messages());
    }

    @Test
    void shouldGrowTheSegmentsOfADayAndBeginSmallOnTheNext() throws IOException {
        String large = "x".repeat(200_000);
        files.sendAt("2026-03-01T12:00:00Z", large);
        files.send(large);
        files.send(large);
        files.send(large);
        files.sendAt("2026-03-02T12:00:00Z", "small");

        assertEquals(2L * SegmentLog.FIRST_CAPACITY, Files.size(files.segment(2)));
        assertEquals(4L * SegmentLog.FIRST_CAPACITY, Files.size(files.segment(3)));
        assertEquals(SegmentLog.FIRST_CAPACITY, Files.size(files.segment(4)));
    }

    @Test
    void shouldDeleteWhatIsOlderThanTheRetentionAtTheRoll() throws IOException {
        store.currentEvent(7, 3);
        sendDaily(1, 1);
        store.currentEvent(0, 0);
        sendDaily(2, 5);
        assertEquals("day 1", files.messages().get(0));

        sendDaily(6, 6);

        assertEquals(List.of("day 2", "day 3", "day 4", "day 5", "day 6"), files.messages());
        assertEquals(5, files.segments().size());
        assertNull(store.message(1));
        assertEquals("7 3 0", store.lastEventNumber() + " " + store.lastApplSeqNum() + " " + store.firstApplSeqNum());
        reopen();
        assertEquals("7 3 0", store.lastEventNumber() + " " + store.lastApplSeqNum() + " " + store.firstApplSeqNum());
        assertEquals(7, store.getNextSenderMsgSeqNum());
        assertEquals(5, files.messages().size());
    }

    @Test
    void shouldFindWhatTwoResetsAreBehindUntilItIsOld() throws IOException {
        store.currentEvent(7, 3);
        sendDaily(1, 1);
        store.currentEvent(8, 4);
        store.reset();
        sendDaily(2, 2);
        store.currentEvent(0, 0);
        store.reset();
        sendDaily(3, 5);

        assertArrayEquals("day 1".getBytes(StandardCharsets.US_ASCII), store.applMessage(3));
        reopen();
        assertArrayEquals("day 1".getBytes(StandardCharsets.US_ASCII), store.applMessage(3));

        sendDaily(6, 6);
        assertNull(store.applMessage(3));
        assertArrayEquals("day 2".getBytes(StandardCharsets.US_ASCII), store.applMessage(4));
        assertEquals(4, store.firstApplSeqNum());
    }

    @Test
    void shouldDeleteAtTheStartWhatHasBecomeOld() throws IOException {
        store.close();
        store = files.open(30);
        sendDaily(1, 20);
        assertEquals(20, files.segments().size());

        reopen();

        assertEquals("day 16", files.messages().get(0));
        assertEquals(5, files.segments().size());
    }

    @Test
    void shouldKeepTheNewestDaysHoweverLongTheStoreWasNotUsed() throws IOException {
        sendDaily(1, 5);
        FixClock.moveTo("2027-01-01T12:00:00Z");
        reopen();

        assertEquals(5, files.messages().size());
        files.sendAt("2027-01-02T12:00:00Z", "later");
        assertEquals(List.of("day 2", "day 3", "day 4", "day 5", "later"), files.messages());
    }

    @Test
    void shouldNotDeleteForAClockThatJumpsAYearAheadAndBack() throws IOException {
        sendDaily(1, 3);
        files.sendAt("2027-03-04T00:30:00Z", "year ahead");
        reopen();
        files.sendAt("2027-03-04T00:40:00Z", "still");
        files.sendAt("2026-03-04T00:50:00Z", "right again");
        reopen();
        assertEquals(List.of("day 1", "day 2", "day 3", "year ahead", "still", "right again"), files.messages());

        sendDaily(5, 6);
        assertEquals("day 3", files.messages().get(0));
        sendDaily(7, 8);
        assertEquals("right again", files.messages().get(0));
        sendDaily(9, 9);
        assertEquals(List.of("day 5", "day 6", "day 7", "day 8", "day 9"), files.messages());
    }

    @Test
    void shouldNotDeleteForAClockThatJumpsToAndFroOverMidnight() throws IOException {
        sendDaily(1, 2);
        for (int i = 0; i < 10; i++) {
            files.sendAt("2026-03-03T13:00:00Z", "ahead");
            reopen();
            files.sendAt("2026-03-02T12:00:00Z", "right");
            reopen();
        }

        assertEquals(22, files.messages().size());
        assertEquals("day 1", files.messages().get(0));
    }

    @Test
    void shouldJudgeASegmentByItsLatestRecordThoughTheClockWasSetBackWithinADay() throws IOException {
        files.sendAt("2026-03-01T20:00:00Z", "late");
        files.sendAt("2026-03-01T10:00:00Z", "set back");
        sendDaily(2, 5);
        files.sendAt("2026-03-04T12:00:00Z", "set back again");
        FixClock.moveTo("2026-03-05T15:00:00Z");
        reopen();
        assertEquals("late", files.messages().get(0));

        FixClock.moveTo("2026-03-05T20:00:01Z");
        reopen();
        assertEquals("day 2", files.messages().get(0));
    }

    @Test
    void shouldKeepASegmentThatCannotBeDeletedAndTryAgain() throws IOException {
        sendDaily(1, 5);
        Files.delete(files.segment(1));
        Path inTheWay = Files.createFile(Files.createDirectory(files.segment(1)).resolve("in the way"));

        sendDaily(6, 6);
        assertEquals(List.of("day 1", "day 2", "day 3", "day 4", "day 5", "day 6"), files.messages());
        assertEquals(6, files.segments().size());

        Files.delete(inTheWay);
        sendDaily(7, 7);
        assertEquals(List.of("day 3", "day 4", "day 5", "day 6", "day 7"), files.messages());
        assertEquals(5, files.segments().size());
    }

    private void sendDaily(int first, int last) throws IOException {
        for (int day = first; day <= last; day++) {
            files.sendAt(String.format("2026-03-%02dT12:%02d:00Z", day, day), "day " + day);
        }
    }

    private void reopen() {
        store.close();
        store = files.open(DAYS);
    }
}
