package io.bascule.gateway.app;

import io.bascule.engine.client.LedgerSpan;
import java.util.List;

/** The ledger's file held against the lines that the log comes to: is handed the file's, one after the other. */
final class LedgerComparison {
    private final List<String> logged;
    private final LedgerSpan span;
    private int next;
    private long lastEventNumber;
    private String wrong;
    private long firstMissing;
    private long lastMissing;
    private int missing;
    private long firstPending;

    /**
     * A comparison before the file's first line.
     *
     * @param logged what the log comes to, from {@link LedgerSpan#afterEventNumber()} on
     */
    LedgerComparison(List<String> logged, LedgerSpan span) {
        this.logged = logged;
        this.span = span;
    }

    /** Whether a line is of before what the log holds. */
    static boolean isOlder(String line, LedgerSpan span) {
        return LedgerFile.eventNumber(line) <= span.afterEventNumber();
    }

    /** The next line of the file; of events behind the log's last one nothing is known. */
    void take(String line) {
        if (wrong != null) {
            return;
        }
        long eventNumber = LedgerFile.eventNumber(line);
        boolean isRight = eventNumber >= lastEventNumber;
        lastEventNumber = eventNumber;
        if (isOlder(line, span)) {
            isRight &= line.split("\t", -1).length == LedgerTable.FIELDS;
        } else {
            missBefore(eventNumber);
            boolean isLogged = next < logged.size() && logged.get(next).equals(line);
            next += isLogged ? 1 : 0;
            isRight &= isLogged || eventNumber > span.lastEventNumber();
        }
        if (!isRight) {
            wrong = line;
        }
    }

    private void missBefore(long eventNumber) {
        for (; next < logged.size() && LedgerFile.eventNumber(logged.get(next)) < eventNumber; next++) {
            miss(LedgerFile.eventNumber(logged.get(next)));
        }
    }

    private void miss(long eventNumber) {
        firstMissing = missing == 0 ? eventNumber : firstMissing;
        lastMissing = eventNumber;
        missing++;
    }

    /** The file ends: what was acknowledged should be in it, what is newer is yet to come. */
    void end() {
        missBefore(span.acknowledgedEventNumber() + 1);
        if (next < logged.size()) {
            firstPending = LedgerFile.eventNumber(logged.get(next));
        }
    }

    /** The first line of the file that the log does not have; null: there is none. */
    String wrong() {
        return wrong;
    }

    boolean isMissing() {
        return missing > 0;
    }

    /** What is to be said of a file in which nothing is wrong. */
    String text() {
        if (isMissing()) {
            return "its file lacks " + missing + " lines, of events " + firstMissing + " to " + lastMissing;
        }
        if (firstPending > 0) {
            return "its file lags, from event " + firstPending + " on: those lines are yet to be written";
        }
        return "its file is complete";
    }
}
