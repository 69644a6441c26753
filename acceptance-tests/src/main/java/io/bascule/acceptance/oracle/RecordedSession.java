package io.bascule.acceptance.oracle;

import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.fix.Transcript.Direction;
import io.bascule.acceptance.fix.Transcript.Entry;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One session over all its connections. An epoch of its numbers begins with a Logon that the venue answers with 141=Y,
 * at the weekly reset (a venue's Logon with 34=1 after a Sunday 00:00 UTC by the venue's SendingTime), and with a
 * SequenceReset to a lower number. Numbers that begin again for no such reason break rule d. A Logon with 141=Y whose
 * answer never arrived may have begun an epoch, if it was the session's own: it had credentials that the venue took.
 */
final class RecordedSession {
    private static final int TIME_LENGTH = "yyyyMMdd-HH:mm:ss".length();
    private static final DateTimeFormatter UTC_TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss");

    private final SessionRecord record;
    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> credentials = new HashSet<>();
    private final List<String> unanswered = new ArrayList<>();
    private int connection;
    private int epoch;
    private long lastSeqNum;
    private String lastSendingTime = "";

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
            beginEpoch(first);
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
            beginEpoch(message);
        } else if (message.msgType().equals("4") && !message.is(123, "Y")) {
            resetTo(Long.parseLong(message.required(36)));
        }
        take(message);
    }

    private void take(RawMessage message) {
        record.onEntry(new Entry(Direction.IN, connection, epoch, message));
        if (!message.isPossDup()) {
            lastSeqNum = message.msgSeqNum();
            lastSendingTime = message.has(52) ? message.get(52) : lastSendingTime;
        }
    }

    private void beginEpoch(RawMessage logon) {
        boolean asked = logon.is(141, "Y");
        boolean again = logon.msgSeqNum() <= lastSeqNum;
        if (epoch == 0 || asked) {
            startEpoch();
        } else if (again) {
            boolean mayHaveReset = unanswered.stream().anyMatch(credentials::contains);
            if (!mayHaveReset && !(logon.msgSeqNum() == 1 && weekHasTurned(logon.get(52)))) {
                violations.add(new Violation(
                        'd',
                        record.session(),
                        "numbers begin again after " + lastSeqNum + " without a reset: " + logon));
            }
            startEpoch();
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

    private boolean weekHasTurned(String sendingTime) {
        try {
            LocalDateTime before = parse(lastSendingTime);
            LocalDateTime sunday =
                    before.with(TemporalAdjusters.next(DayOfWeek.SUNDAY)).truncatedTo(ChronoUnit.DAYS);
            return !parse(sendingTime).isBefore(sunday);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static LocalDateTime parse(String time) {
        String seconds = time == null ? "" : time.substring(0, Math.min(TIME_LENGTH, time.length()));
        return LocalDateTime.parse(seconds, UTC_TIMESTAMP);
    }

    private static String credentials(RawMessage logon) {
        return logon.get(553) + "/" + logon.get(554) + "/" + logon.get(96);
    }
}
