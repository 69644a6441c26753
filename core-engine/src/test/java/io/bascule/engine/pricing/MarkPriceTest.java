package io.bascule.engine.pricing;

import static io.bascule.engine.fixedpoint.FixedPoint.E8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class MarkPriceTest {
    private static final long INDEX = 60_000 * E8;
    private static final long CLAMP_E6 = 10_000;

    private final MarkPrice mark = new MarkPrice();

    @Test
    void shouldBeTheIndexWhereNothingIsKnown() {
        assertEquals(INDEX, mark.take(INDEX, CLAMP_E6, 0, 0));
        assertTrue(mark.isFlagged());
        assertTrue(mark.rests(0));
    }

    @Test
    void shouldBeTheMiddleOfAverageBookAndExternalPrices() {
        mark.sample(100 * E8, 150);
        // 100 × (1 − 1/e), each of 150 steps rounded
        assertEquals(6_321_205_735L, mark.slowE8());
        assertEquals(60_080 * E8, mark.take(INDEX, CLAMP_E6, 60_080 * E8, 60_090 * E8));
        assertEquals(INDEX + mark.slowE8(), mark.take(INDEX, CLAMP_E6, 60_080 * E8, 60_010 * E8));
        assertEquals(60_070 * E8, mark.take(INDEX, CLAMP_E6, 60_080 * E8, 60_070 * E8));
        assertEquals(60_070 * E8, mark.thirdE8());
        assertFalse(mark.isFlagged());
    }

    @Test
    void shouldTakeTheFastAverageInPlaceOfExternalPrices() {
        mark.sample(100 * E8, 30);
        final long fast = INDEX + mark.fastE8();
        assertTrue(mark.fastE8() > mark.slowE8());
        assertEquals(fast, mark.take(INDEX, CLAMP_E6, 60_100 * E8, 0));
        assertEquals(fast, mark.thirdE8());
        assertEquals(INDEX + mark.slowE8(), mark.take(INDEX, CLAMP_E6, 59_900 * E8, 0));
    }

    @Test
    void shouldDecayToTheIndexWithoutABook() {
        mark.sample(100 * E8, 1_000);
        final long before = mark.take(INDEX, CLAMP_E6, 0, 0);
        assertEquals(INDEX + mark.slowE8(), before);
        assertTrue(mark.isFlagged());
        mark.sample(0, 150);
        final long after = mark.take(INDEX, CLAMP_E6, 0, 61_000 * E8);
        assertTrue(after < before && after > INDEX);
        mark.sample(0, 10_000);
        assertTrue(mark.rests(0));
        assertTrue(mark.take(INDEX, CLAMP_E6, 0, 0) - INDEX <= 75, "1e-8 units that rounding leaves");
    }

    @Test
    void shouldAlwaysBeNearTheIndex() {
        mark.sample(5_000 * E8, 10_000);
        assertEquals(60_600 * E8, mark.take(INDEX, CLAMP_E6, 65_000 * E8, 66_000 * E8));
        assertEquals(60_600 * E8, mark.take(INDEX, CLAMP_E6, 0, 0));
        mark.sample(-9_000 * E8, 10_000);
        assertEquals(58_200 * E8, mark.take(INDEX, 30_000, 50_000 * E8, 0));
    }

    @Test
    void shouldKnowWhereTheMiddleUsuallyIs() {
        mark.sample(100 * E8, 28_800);
        assertEquals(63.212, mark.usualE8() / (double) E8, 0.001); // 100·(1 - 1/e)
        mark.sample(0, 28_800);
        assertEquals(23.254, mark.usualE8() / (double) E8, 0.001);
    }

    @Test
    void shouldGoOnFromASavedState() {
        mark.sample(100 * E8, 77);
        final long before = mark.take(INDEX, CLAMP_E6, 60_033 * E8, 0);
        final MarkPrice again = new MarkPrice();
        again.restoreAverages(mark.slowE8(), mark.fastE8(), mark.usualE8());
        again.restoreParts(mark.averagedE8(), mark.bookE8(), mark.thirdE8());
        assertEquals(mark.thirdE8(), again.thirdE8());
        assertEquals(mark.usualE8(), again.usualE8());
        assertFalse(again.isFlagged());
        assertEquals(before, again.take(INDEX, CLAMP_E6, 60_033 * E8, 0));
    }
}
