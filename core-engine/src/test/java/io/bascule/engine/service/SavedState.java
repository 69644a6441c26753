package io.bascule.engine.service;

import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A state's records as byte arrays, to be compared, damaged and loaded. */
final class SavedState implements StateSink {
    final List<byte[]> records = new ArrayList<>();

    static SavedState of(final Venue venue) {
        final SavedState saved = new SavedState();
        venue.save(saved);
        return saved;
    }

    @Override
    public void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        records.add(copy);
    }

    /** A new venue with this state. */
    Venue load(final VenueListener listener) {
        final Venue venue = new Venue(listener);
        venue.load(new Source());
        return venue;
    }

    boolean isEqualTo(final SavedState other) {
        boolean equal = records.size() == other.records.size();
        for (int i = 0; equal && i < records.size(); i++) {
            equal = java.util.Arrays.equals(records.get(i), other.records.get(i));
        }
        return equal;
    }

    SavedState copy() {
        final SavedState copy = new SavedState();
        records.forEach(record -> copy.records.add(record.clone()));
        return copy;
    }

    long bytes() {
        return records.stream().mapToLong(record -> record.length).sum();
    }

    /** Gives each record in one buffer, over the one before, so that nothing can be kept of it. */
    final class Source implements StateSource {
        private static final int OFFSET = 3;

        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[2 * Venue.MAX_STATE_RECORD_LENGTH]);
        private int given;

        @Override
        public boolean next() {
            if (given == records.size()) {
                return false;
            }
            buffer.setMemory(0, buffer.capacity(), (byte) 0xee);
            buffer.putBytes(OFFSET, records.get(given++));
            return true;
        }

        @Override
        public DirectBuffer buffer() {
            return buffer;
        }

        @Override
        public int offset() {
            return OFFSET;
        }

        @Override
        public int length() {
            return records.get(given - 1).length;
        }
    }
}
