package io.bascule.acceptance.fix;

import java.util.ArrayList;
import java.util.List;

/** Every message of one session, in and out, in the order in which its client saw or wrote it. Thread-safe. */
public final class Transcript {
    /** Which way a message went, seen from the client. */
    public enum Direction {
        IN,
        OUT
    }

    /**
     * One message.
     *
     * @param direction that it went.
     * @param connection counted from 1 over the life of the session.
     * @param epoch counted from 1, growing with each reset of the sequence numbers.
     * @param message as it was.
     */
    public record Entry(Direction direction, int connection, int epoch, RawMessage message) {}

    private final String session;
    private final List<Entry> entries = new ArrayList<>();

    public Transcript(String session) {
        this.session = session;
    }

    /** SenderCompID of the client. */
    public String session() {
        return session;
    }

    /** Adds one message. */
    public synchronized void add(Direction direction, int connection, int epoch, RawMessage message) {
        entries.add(new Entry(direction, connection, epoch, message));
    }

    /** A copy of all that was recorded so far. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }
}
