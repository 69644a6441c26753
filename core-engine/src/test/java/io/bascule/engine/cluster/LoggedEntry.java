package io.bascule.engine.cluster;

import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** An entry of the log, as the service is told of it. */
final class LoggedEntry {
    /** What an entry can be. The names are part of the kept sample logs. */
    enum Kind {
        TERM,
        OPEN,
        CLOSE,
        TIMER,
        COMMAND,
        SNAPSHOT
    }

    private static final byte[] NO_BYTES = new byte[0];
    private static final int TERM_OFFSET = 64;

    final Kind kind;
    final long timestampNs;
    final long clusterSessionId;
    final byte[] bytes;

    private LoggedEntry(final Kind kind, final long timestampNs, final long clusterSessionId, final byte[] bytes) {
        this.kind = kind;
        this.timestampNs = timestampNs;
        this.clusterSessionId = clusterSessionId;
        this.bytes = bytes;
    }

    static LoggedEntry of(final Kind kind, final long timestampNs, final long clusterSessionId) {
        return of(kind, timestampNs, clusterSessionId, NO_BYTES);
    }

    static LoggedEntry of(final Kind kind, final long timestampNs, final long clusterSessionId, final byte[] bytes) {
        return new LoggedEntry(kind, timestampNs, clusterSessionId, bytes);
    }

    static LoggedEntry command(final long timestampNs, final long clusterSessionId, final byte[] bytes) {
        return new LoggedEntry(Kind.COMMAND, timestampNs, clusterSessionId, bytes);
    }

    /** Of a command; -1 if it is too short to have one. */
    static int templateId(final byte[] bytes) {
        return bytes.length < MessageHeaderDecoder.ENCODED_LENGTH
                ? -1
                : new MessageHeaderDecoder().wrap(new UnsafeBuffer(bytes), 0).templateId();
    }

    /** Applies it as the clustered service does; a snapshot changes nothing here. */
    void applyTo(final LoggedVenue venue) {
        if (kind == Kind.SNAPSHOT) {
            return;
        }
        if (kind == Kind.TERM) {
            venue.onStart(timestampNs);
            return;
        }
        venue.onTime(timestampNs);
        if (kind == Kind.TIMER) {
            venue.onTimer(timestampNs);
        } else if (kind == Kind.CLOSE) {
            venue.onSessionClose(clusterSessionId);
        } else if (kind == Kind.COMMAND) {
            // In the middle of something larger, as a message lies in a term buffer.
            final UnsafeBuffer term = new UnsafeBuffer(new byte[bytes.length + 2 * TERM_OFFSET]);
            term.setMemory(0, term.capacity(), (byte) 0x5a);
            term.putBytes(TERM_OFFSET, bytes);
            venue.onCommand(clusterSessionId, timestampNs, term, TERM_OFFSET, bytes.length);
        }
    }
}
