package io.bascule.engine.cluster;

import org.agrona.BitUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The events that some gateway has not acknowledged yet, encoded, in event-number order, in chunks that are reused.
 * Event numbers grow by one, so a position is a number. Its contents follow from the log alone: a replay rebuilds
 * them.
 *
 * <p>An event is never dropped before it is {@link #release released}. What keeps the memory bounded: the venue refuses
 * whatever adds risk while more than 80 % of the bound is retained ({@link #hasRoom()}); cancels and what they cause
 * still pass, and above 100 % ({@link #isOverfull()}) the slowest gateway is let go, which releases what was held for
 * it.
 */
final class EventLog {
    static final int CHUNK_LENGTH = 256 << 10;

    private static final int RECORD_HEADER_LENGTH = Long.BYTES;
    private static final int MAX_SPARE_CHUNKS = 64;

    private Chunk head = new Chunk(1);
    private Chunk tail = head;
    private Chunk spare;
    private int spareCount;
    private long lastEventNumber;
    private long releasedEventNumber;
    private long keptFromEventNumber = Long.MAX_VALUE;
    private long bound = 1 << 20;

    /** Number of the newest event; 0 before the first. */
    long lastEventNumber() {
        return lastEventNumber;
    }

    /** How many events are held for a gateway that has not acknowledged them. */
    long retainedCount() {
        return lastEventNumber - releasedEventNumber;
    }

    /** Sets how many events may be retained. */
    void bound(final long maxRetainedEvents) {
        bound = maxRetainedEvents;
    }

    long bound() {
        return bound;
    }

    /** False above 80 % of the bound. */
    boolean hasRoom() {
        return retainedCount() * 5 <= bound * 4;
    }

    /** Whether more events are held than the bound allows. */
    boolean isOverfull() {
        return retainedCount() > bound;
    }

    /**
     * Where to encode the next event: {@link #claimOffset()} of the buffer returned.
     *
     * @param maxLength that it can take at most.
     */
    MutableDirectBuffer claim(final int maxLength) {
        final int required = RECORD_HEADER_LENGTH + maxLength;
        if (required > CHUNK_LENGTH) {
            throw new IllegalStateException("an event of up to " + maxLength + " bytes does not fit a chunk");
        }
        if (tail.limit + required > CHUNK_LENGTH) {
            addChunk();
        }
        return tail.buffer;
    }

    int claimOffset() {
        return tail.limit + RECORD_HEADER_LENGTH;
    }

    /** Adds the event that was encoded into the claim. */
    void commit(final long eventNumber, final int length) {
        if (eventNumber != lastEventNumber + 1) {
            throw new IllegalStateException("event " + eventNumber + " follows event " + lastEventNumber);
        }
        tail.buffer.putInt(tail.limit, length);
        tail.limit = BitUtil.align(tail.limit + RECORD_HEADER_LENGTH + length, Long.BYTES);
        tail.lastEventNumber = eventNumber;
        lastEventNumber = eventNumber;
    }

    /** No gateway needs the events up to this one any more: their memory can be used again. */
    void release(final long eventNumber) {
        releasedEventNumber = Math.max(releasedEventNumber, eventNumber);
        recycleReleased();
    }

    /** Keeps events from this one on in memory, released or not, for whoever reads a log that is replayed. */
    void keepFrom(final long eventNumber) {
        keptFromEventNumber = eventNumber;
        recycleReleased();
    }

    /** Number of the newest event that nobody needs. */
    long releasedEventNumber() {
        return releasedEventNumber;
    }

    /** Begins, while nothing was ever added, behind events that were released elsewhere. */
    void startAfter(final long eventNumber) {
        if (lastEventNumber != 0) {
            throw new IllegalStateException("there are events already, up to " + lastEventNumber);
        }
        lastEventNumber = eventNumber;
        releasedEventNumber = eventNumber;
        head.reset(eventNumber + 1);
    }

    private void recycleReleased() {
        while (head != tail && head.lastEventNumber <= Math.min(releasedEventNumber, keptFromEventNumber - 1)) {
            final Chunk released = head;
            head = head.next;
            recycle(released);
        }
    }

    /** A reader of the events behind this one, which must not be before what was released. */
    Cursor cursorAfter(final long eventNumber) {
        final Cursor cursor = new Cursor();
        cursor.seekAfter(eventNumber);
        return cursor;
    }

    private void addChunk() {
        final long firstEventNumber = lastEventNumber + 1;
        final Chunk chunk;
        if (spare == null) {
            chunk = new Chunk(firstEventNumber);
        } else {
            chunk = spare;
            spare = chunk.next;
            spareCount--;
            chunk.reset(firstEventNumber);
        }
        tail.next = chunk;
        tail = chunk;
    }

    private void recycle(final Chunk chunk) {
        chunk.reset(Long.MAX_VALUE);
        if (spareCount < MAX_SPARE_CHUNKS) {
            chunk.next = spare;
            spare = chunk;
            spareCount++;
        }
    }

    private static final class Chunk {
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CHUNK_LENGTH]);
        private int limit;
        private long firstEventNumber;
        private long lastEventNumber;
        private Chunk next;

        private Chunk(final long firstEventNumber) {
            reset(firstEventNumber);
        }

        private void reset(final long first) {
            limit = 0;
            firstEventNumber = first;
            lastEventNumber = first - 1;
            next = null;
        }

        private boolean holds(final long eventNumber) {
            return firstEventNumber <= eventNumber && eventNumber <= lastEventNumber;
        }
    }

    /** Reads the log in order. Stays valid whatever is appended; what it has yet to read must not be released. */
    final class Cursor {
        private Chunk chunk = head;
        private int offset;
        private long nextEventNumber;

        /** Number of the event that it stands before. */
        long nextEventNumber() {
            return nextEventNumber;
        }

        boolean hasNext() {
            return nextEventNumber <= lastEventNumber;
        }

        /** Goes behind an event, backwards too. */
        void seekAfter(final long eventNumber) {
            nextEventNumber = eventNumber + 1;
            chunk = head;
            offset = Integer.MAX_VALUE;
        }

        /** The buffer of the event that it stands before. */
        MutableDirectBuffer buffer() {
            if (offset == Integer.MAX_VALUE || !chunk.holds(nextEventNumber)) {
                find();
            }
            return chunk.buffer;
        }

        /** After {@link #buffer()}. */
        int offset() {
            return offset + RECORD_HEADER_LENGTH;
        }

        /** After {@link #buffer()}. */
        int length() {
            return chunk.buffer.getInt(offset);
        }

        /** Goes to the next event, after {@link #buffer()}. */
        void advance() {
            offset = BitUtil.align(offset + RECORD_HEADER_LENGTH + length(), Long.BYTES);
            nextEventNumber++;
        }

        private void find() {
            chunk = head;
            while (!chunk.holds(nextEventNumber)) {
                chunk = chunk.next;
            }
            offset = 0;
            for (long number = chunk.firstEventNumber; number < nextEventNumber; number++) {
                offset = BitUtil.align(offset + RECORD_HEADER_LENGTH + length(), Long.BYTES);
            }
        }
    }
}
