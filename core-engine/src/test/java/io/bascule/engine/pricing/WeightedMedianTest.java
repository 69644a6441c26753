package io.bascule.engine.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WeightedMedianTest {
    private final WeightedMedian median = new WeightedMedian();

    @Test
    void shouldBeTheMiddleOneOfEqualWeightsAndTheMeanOfTheMiddleTwo() {
        assertEquals(0, of());
        assertEquals(7, of(7, 1));
        assertEquals(20, of(30, 1, 10, 1, 20, 1));
        assertEquals(24, of(30, 1, 10, 1, 20, 1, 29, 1)); // 24.5 rounded down
    }

    @Test
    void shouldFollowTheWeights() {
        assertEquals(10, of(10, 5, 20, 1, 30, 1));
        assertEquals(15, of(10, 2, 20, 1, 30, 1)); // exactly half at 10
        assertEquals(20, of(10, 0, 20, 1)); // no weight, no say
    }

    @Test
    void shouldNotMoveWhenAPriceBeyondTheMedianDoes() {
        final Random random = new Random(5);
        for (int round = 0; round < 1_000; round++) {
            final long[] values = new long[10];
            for (int i = 0; i < values.length; i += 2) {
                values[i] = 4L * (1_000 + random.nextInt(1_000));
                values[i + 1] = random.nextLong(1, 4);
            }
            final long before = of(values);
            final long[] moved = values.clone();
            final int at = 2 * random.nextInt(5);
            final boolean isDecided = isMet(values, before); // not the mean of two, of which either moves it
            moved[at] = moved[at] > before ? 1_000_000 : moved[at] < before ? 1 : moved[at];
            if (isDecided) {
                assertEquals(before, of(moved), Arrays.toString(values) + " " + at);
            }
        }
    }

    @Test
    void shouldClampAndSayHowFarApartThePricesAre() {
        of(100_000, 1, 100_500, 1, 300_000, 1);
        assertEquals(2, median.countWithin(100_500, 10_000));
        assertEquals(1_985_075, median.spreadE6(100_500)); // 199,500 / 100,500, rounded up
        median.clamp(100_500, 10_000);
        assertEquals(100_500, median.medianE8());
        assertEquals(10_000, median.spreadE6(100_500));
    }

    private static boolean isMet(final long[] values, final long median) {
        for (int i = 0; i < values.length; i += 2) {
            if (values[i] == median) {
                return true;
            }
        }
        return false;
    }

    private long of(final long... pricesAndWeights) {
        median.clear();
        for (int i = 0; i < pricesAndWeights.length; i += 2) {
            median.add(pricesAndWeights[i], pricesAndWeights[i + 1]);
        }
        return median.medianE8();
    }
}
