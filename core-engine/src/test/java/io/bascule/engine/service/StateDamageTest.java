package io.bascule.engine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records that are not what was saved are refused, whatever is wrong with them. */
class StateDamageTest {
    private static SavedState intact;
    private static long hash;

    /** A little of everything: open, closed and replaced orders, fingerprints, sources, something staged. */
    @BeforeAll
    static void save() {
        final VenueFixture f = new VenueFixture();
        f.quote(VenueFixture.BTC, Side.SELL, "60000", "1").quote(VenueFixture.BTC, Side.SELL, "60001", "2");
        f.place("a", VenueFixture.DESK, 1, VenueFixture.BTC, Side.BUY, "60000", "0.4", TimeInForce.GTC);
        f.place("b", VenueFixture.DESK, 2, VenueFixture.BTC, Side.BUY, "59000", "0.5", TimeInForce.DAY);
        f.place("c", VenueFixture.DESK, 2, VenueFixture.BTC, Side.BUY, "59500", "0.5", TimeInForce.DAY);
        f.replace(VenueFixture.DESK, "d", "b", VenueFixture.BTC, Side.BUY, "59000", "0.3");
        f.cancel(VenueFixture.DESK2, "e", "unknown").index(1, "60010");
        f.venue.rollDay(f.nowNs);
        f.place("g", VenueFixture.DESK, 2, VenueFixture.BTC, Side.BUY, "59500", "0.5", TimeInForce.DAY);
        f.cancel(VenueFixture.DESK2, "h", "unknown");
        f.venue.beginConfiguration(8, 100);
        f.venue.define(VenueFixture.limits());
        f.venue.define(VenueFixture.instrument("X", "BTC", "0.5", "0.001", "1000000", "1000", "5000"));
        hash = f.venue.stateHash();
        intact = SavedState.of(f.venue);
        assertEquals(hash, intact.load(new Transcript()).stateHash());
    }

    @Test
    void shouldRefuseEveryFlippedByte() {
        int bytes = 0;
        for (int i = 0; i < intact.records.size(); i++) {
            for (int at = 0; at < intact.records.get(i).length; at++) {
                for (final int mask : new int[] {0x01, 0x80}) {
                    final SavedState damaged = intact.copy();
                    damaged.records.get(i)[at] ^= (byte) mask;
                    assertRefused(damaged, "record " + i + " byte " + at + " mask " + mask);
                    bytes++;
                }
            }
        }
        assertTrue(bytes > 6_000, bytes + " bytes flipped");
    }

    @Test
    void shouldRefuseALostRecord() {
        for (int i = 0; i < intact.records.size(); i++) {
            final SavedState damaged = intact.copy();
            damaged.records.remove(i);
            assertRefused(damaged, "record " + i);
        }
    }

    @Test
    void shouldRefuseARepeatedRecord() {
        for (int i = 0; i < intact.records.size() - 1; i++) { // what is behind the last is not the venue's
            final SavedState damaged = intact.copy();
            damaged.records.add(i, damaged.records.get(i).clone());
            assertRefused(damaged, "record " + i);
        }
    }

    @Test
    void shouldRefuseSwappedRecords() {
        for (int i = 0; i < intact.records.size(); i++) {
            for (int j = i + 1; j < intact.records.size(); j++) {
                final SavedState damaged = intact.copy();
                Collections.swap(damaged.records, i, j);
                assertRefused(damaged, "record " + i);
            }
        }
    }

    @Test
    void shouldRefuseAStateThatEndsTooEarly() {
        for (int i = 0; i < intact.records.size(); i++) {
            final SavedState damaged = intact.copy();
            damaged.records.subList(i, damaged.records.size()).clear();
            assertRefused(damaged, "record " + i);
        }
    }

    @Test
    void shouldRefuseARecordOfAnotherLength() {
        for (int i = 0; i < intact.records.size(); i++) {
            final int length = intact.records.get(i).length;
            for (final int other : new int[] {0, 15, 16, length - 1, length + 1, 4096, 4097}) {
                if (other != length) {
                    final SavedState damaged = intact.copy();
                    damaged.records.set(i, Arrays.copyOf(damaged.records.get(i), other));
                    assertRefused(damaged, "record " + i);
                }
            }
        }
    }

    @Test
    void shouldSayWhichRecordAndWhy() {
        final SavedState damaged = intact.copy();
        damaged.records.remove(2);
        final StateFormatException refusal =
                assertThrows(StateFormatException.class, () -> damaged.load(new Transcript()));
        assertEquals("state record 2 (MARGIN): type 3, number 3 is in its place", refusal.getMessage());
    }

    @Test
    void shouldLeaveWhatIsBehindItToOthers() {
        final SavedState longer = intact.copy();
        longer.records.add(new byte[] {1, 2, 3});
        final SavedState.Source source = longer.new Source();
        new Venue(new Transcript()).load(source);
        assertTrue(source.next());
        assertEquals(3, source.length());
    }

    @Test
    void shouldFillNoVenueThatIsInUse() {
        final Venue used = intact.load(new Transcript());
        assertThrows(IllegalStateException.class, () -> used.load(intact.new Source()));
        assertEquals(hash, used.stateHash());
    }

    private static void assertRefused(final SavedState damaged, final String what) {
        assertThrows(StateFormatException.class, () -> damaged.load(new Transcript()), what);
    }
}
