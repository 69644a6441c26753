package io.bascule.acceptance.oracle;

import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.oracle.RecordingFile.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Reads the records of one connection: cuts messages, finds whose session it is from 49 and 56 of the Logon, and tells
 * that session. What a client sends on a connection that no Logon began is nobody's.
 */
final class RecordedConnection {
    private final String name;
    private final BiFunction<String, String, RecordedSession> sessions;
    private final FrameCutter fromClient = new FrameCutter(this::onSent, junk -> {});
    private final FrameCutter fromVenue = new FrameCutter(this::onReceived, this::onJunk);
    private final List<RawMessage> early = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private RecordedSession session;
    private boolean answered;
    private boolean foreign;
    private long messages;

    /**
     * A connection of which nothing has been read.
     *
     * @param name in violations.
     * @param sessions by SenderCompID and TargetCompID of the client.
     */
    RecordedConnection(String name, BiFunction<String, String, RecordedSession> sessions) {
        this.name = name;
        this.sessions = sessions;
    }

    void onRecord(Kind kind, byte[] bytes) {
        switch (kind) {
            case FROM_CLIENT -> fromClient.onBytes(bytes);
            case FROM_VENUE -> fromVenue.onBytes(bytes);
            default -> {
                // Ends carry no bytes; what was cut in half stays uncut.
            }
        }
    }

    void end() {
        fromClient.end();
        if (session != null && !answered) {
            session.onUnansweredConnection(early);
        }
    }

    List<Violation> violations() {
        return violations;
    }

    /** Messages both ways. */
    long messages() {
        return messages;
    }

    private void onSent(RawMessage message) {
        messages++;
        if (session == null && !foreign) {
            foreign = !message.msgType().equals("A") || !message.has(49) || !message.has(56);
            session = foreign ? null : sessions.apply(message.get(49), message.get(56));
        }
        if (answered && session != null) {
            session.onSent(message);
        } else if (session != null) {
            early.add(message);
        }
    }

    private void onReceived(RawMessage message) {
        messages++;
        if (session == null) {
            violations.add(new Violation('-', name, "the venue spoke to somebody who had not logged on: " + message));
        } else if (answered) {
            session.onReceived(message);
        } else {
            answered = true;
            session.onConnection(early, message);
        }
    }

    private void onJunk(String bytes) {
        violations.add(new Violation('d', name, "the venue sent what is no message: " + bytes));
    }
}
