package io.bascule.engine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Against a sorted set. */
class FingerprintsTest {
    private final Fingerprints fingerprints = new Fingerprints();
    private final TreeSet<Long> naive = new TreeSet<>();

    @Test
    void shouldHoldWhatWasAddedInItsOrder() {
        fill(5, 50_000, random -> random);
        assertHoldsTheSame();
    }

    @Test
    void shouldHoldFingerprintsThatAllBelongIntoTheLastSlots() {
        fill(6, 3_000, random -> Long.MAX_VALUE - (random & 0xfff));
        assertHoldsTheSame();
    }

    @Test
    void shouldHoldFingerprintsThatCrowd() {
        fill(7, 3_000, random -> ((random & 3) << 62) | ((random >>> 8) & 0x7ff));
        assertHoldsTheSame();
    }

    @Test
    void shouldCountZeroAsOne() {
        assertFalse(fingerprints.contains(0));
        assertTrue(fingerprints.add(0));
        assertTrue(fingerprints.contains(0));
        assertFalse(fingerprints.add(1));
        assertEquals(1, fingerprints.size());
    }

    @Test
    void shouldHoldNothingWhenItIsCleared() {
        fill(8, 1_000, random -> random);
        fingerprints.clear();
        naive.forEach(value -> assertFalse(fingerprints.contains(value)));
        naive.clear();
        fill(9, 1_000, random -> random);
        assertHoldsTheSame();
    }

    @Test
    void shouldHoldTheSameWhateverRoomWasMade() {
        final Fingerprints roomy = new Fingerprints(100_000);
        fill(10, 2_000, random -> random);
        naive.descendingSet().forEach(roomy::add);
        assertEquals(saved(fingerprints), saved(roomy));
        assertEquals(fingerprints.sum(), roomy.sum());
    }

    private void fill(final long seed, final int count, final LongUnaryOperator spread) {
        final Random random = new Random(seed);
        for (int n = 0; n < count; n++) {
            final long value = spread.applyAsLong(random.nextLong());
            if (value != 0) {
                assertEquals(naive.contains(value), fingerprints.contains(value));
                assertEquals(naive.add(value), fingerprints.add(value));
            }
        }
    }

    private void assertHoldsTheSame() {
        assertEquals(naive.size(), fingerprints.size());
        assertEquals(new ArrayList<>(naive), saved(fingerprints));
        naive.forEach(value -> assertTrue(fingerprints.contains(value)));
    }

    private static List<Long> saved(final Fingerprints saved) {
        final List<Long> values = new ArrayList<>();
        final StateWriter out = new StateWriter();
        out.start((buffer, offset, length) -> {
            final int first = offset + StateWriter.HEADER_LENGTH;
            for (int at = first; at <= offset + length - Long.BYTES; at += Long.BYTES) {
                values.add(buffer.getLong(at, ByteOrder.LITTLE_ENDIAN));
            }
        });
        out.begin(StateRecord.FINGERPRINTS);
        out.putInt(0); // so that with the number before them each lies wholly in one record
        saved.write(out);
        out.end();
        assertEquals(saved.size(), (int) (values.get(0) >>> Integer.SIZE));
        values.remove(0);
        return values;
    }
}
