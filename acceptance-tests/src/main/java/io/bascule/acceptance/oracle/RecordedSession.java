package io.bascule.acceptance.oracle;

import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.fix.Transcript.Direction;
import io.bascule.acceptance.fix.Transcript.Entry;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One session over all its connections. An epoch of its numbers begins with a Logon that the venue answers with 141=Y,
 * at the weekly reset (both sides log on with new numbers in a later week, from Sunday 00:00 UTC and by the venue's
 * SendingTime, than that in which the epoch began), and with a SequenceReset to a lower number. Numbers that begin
 * again for no such reason break rule d. A Logon with 141=Y whose answer never arrived may have begun an epoch, if it
 * was the session's own: it had credentials that the venue took.
 */
final class RecordedSession {
    private static final int DAY_LENGTH = "yyyyMMdd".length();
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

    private final SessionRecord record;
    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> credentials = new HashSet<>();
    private final List<String> unanswered = new ArrayList<>();
    private int connection;
    private int epoch;
    private long lastSeqNum;
    private LocalDate weekOfEpoch = LocalDate.MIN;

    RecordedSession(String compId) {
        record = new SessionRecord(compId);
    }

    SessionRecord record() {
        return record;
    }

    /** What the numbering itself broke. */
    List<Violation> violations() {
        return violations;
    }

    /**
     * A connection on which the venue said nothing: it may have had what was sent, or not.
     *
     * @param sent by the client, its Logon first.
     */
    void onUnansweredConnection(List<RawMessage> sent) {
        connection++;
        RawMessage logon = sent.get(0);
        if (logon.is(141, "Y")) {
            unanswered.add(credentials(logon));
        }
        sent.forEach(this::onSent);
    }

    /**
     * A connection that the venue has answered.
     *
     * @param sent by the client before that, its Logon first.
     * @param first message of the venue.
     */
    void onConnection(List<RawMessage> sent, RawMessage first) {
        connection++;
        if (first.msgType().equals("A")) {
            beginEpoch(first, sent.get(0).msgSeqNum() == 1);
            credentials.add(credentials(sent.get(0)));
            unanswered.clear();
        }
        sent.forEach(this::onSent);
        take(first);
    }

    void onSent(RawMessage message) {
        record.onEntry(new Entry(Direction.OUT, connection, epoch, message));
    }

    void onReceived(RawMessage message) {
        if (message.msgType().equals("A")) {
            beginEpoch(message, false);
        } else if (message.msgType().equals("4") && !message.is(123, "Y")) {
            resetTo(Long.parseLong(message.required(36)));
        }
        take(message);
    }

    private void take(RawMessage message) {
        record.onEntry(new Entry(Direction.IN, connection, epoch, message));
        if (!message.isPossDup()) {
            lastSeqNum = message.msgSeqNum();
        }
    }

    private void beginEpoch(RawMessage logon, boolean clientBegins) {
        LocalDate week = weekOf(logon.get(52));
        boolean weekHasTurned = clientBegins && week.isAfter(weekOfEpoch);
        if (epoch == 0 || logon.is(141, "Y") || weekHasTurned) {
            startEpoch();
            weekOfEpoch = week;
        } else if (logon.msgSeqNum() <= lastSeqNum) {
            if (unanswered.stream().noneMatch(credentials::contains)) {
                violations.add(new Violation(
                        'd',
                        record.session(),
                        "numbers begin again after " + lastSeqNum + " without a reset: " + logon));
            }
            startEpoch();
            weekOfEpoch = week;
        }
    }

    private void resetTo(long seqNum) {
        if (seqNum <= lastSeqNum) {
            startEpoch();
        }
    }

    private void startEpoch() {
        epoch++;
        lastSeqNum = 0;
    }

    /** The Sunday that a time's week began with; the first of all if it is no time. */
    private static LocalDate weekOf(String time) {
        try {
            String text = time == null ? "" : time;
            LocalDate day = LocalDate.parse(text.substring(0, Math.min(DAY_LENGTH, text.length())), DAY);
            return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
        } catch (DateTimeParseException e) {
            return LocalDate.MIN;
        }
    }

    private static String credentials(RawMessage logon) {
        return logon.get(553) + "/" + logon.get(554) + "/" + logon.get(96);
    }
}
