package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.engine.client.LedgerSpan;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file against a log that holds events 11 to 40, of which 30 are acknowledged. */
class LedgerComparisonTest {
    private static final String REST = "\t".repeat(LedgerTable.FIELDS - 1);
    private static final LedgerSpan SPAN = new LedgerSpan(17, 10, 40, 30, Set.of());
    private static final List<String> LOGGED = Stream.of("12", "20", "20", "31", "31")
            .map(LedgerComparisonTest::line)
            .toList();
    private static final String COMPLETE = "its file is complete";

    private static String line(String event) {
        return event + REST;
    }

    private static String verdict(String... events) {
        LedgerComparison comparison = new LedgerComparison(LOGGED, SPAN);
        Stream.of(events)
                .map(event -> event.contains("\t") ? event : line(event))
                .forEach(comparison::take);
        comparison.end();
        String wrong = comparison.wrong();
        return wrong == null ? comparison.text() : "wrong: " + wrong.replaceFirst("\t+$", "");
    }

    @Test
    void shouldFindAFileThatHasAllOfIt() {
        assertEquals(COMPLETE, verdict("12", "20", "20", "31", "31"));
        assertEquals(COMPLETE, verdict("3", "9", "12", "20", "20", "31", "31"), "lines of before the log");
        assertEquals(COMPLETE, verdict("12", "20", "20", "31", "31", "41"), "it was written on since the log was read");
    }

    @Test
    void shouldFindAFileThatLags() {
        String lags = "its file lags, from event 31 on: those lines are yet to be written";
        assertEquals(lags, verdict("12", "20", "20"));
        assertEquals(lags, verdict("12", "20", "20", "31"));
    }

    @Test
    void shouldSayWhichLinesAreMissing() {
        assertEquals("its file lacks 3 lines, of events 12 to 20", verdict(), "an empty file");
        assertEquals("its file lacks 3 lines, of events 12 to 20", verdict("3", "9"), "a missing tail");
        assertEquals("its file lacks 1 lines, of events 20 to 20", verdict("12", "20"), "a torn tail");
        assertEquals("its file lacks 1 lines, of events 12 to 12", verdict("20", "20", "31", "31"));
        assertEquals("its file lacks 2 lines, of events 20 to 31", verdict("12", "20", "31", "41"));
    }

    @Test
    void shouldNameTheFirstLineThatTheLogDoesNotHave() {
        assertEquals("wrong: 13", verdict("12", "13", "20", "20", "31", "31"));
        assertEquals("wrong: 20", verdict("12", "20", "20", "20", "31", "31"));
        assertEquals("wrong: 40", verdict("12", "20", "20", "31", "31", "40"));
        assertEquals("wrong: 20\tother", verdict("12", "20\tother", "20", "31", "31"), "of another epoch");
        assertEquals("wrong: 3\ttoo few", verdict("3\ttoo few", "12"));
        assertEquals("wrong: 9", verdict("12", "20", "20", "31", "31", "9"), "not in event order");
    }
}
