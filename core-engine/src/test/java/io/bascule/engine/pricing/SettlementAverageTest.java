package io.bascule.engine.pricing;

import static io.bascule.engine.fixedpoint.FixedPoint.E8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SettlementAverageTest {
    private static final long TICK_E8 = E8 / 2;

    private final SettlementAverage average = new SettlementAverage();

    @Test
    void shouldBeTheMeanOfTheSecondsThatThereWere() {
        average.sample(60_000 * E8, 900);
        average.sample(61_000 * E8, 900);
        assertEquals(121_000, average.ticks(TICK_E8, 99 * E8)); // 60,500
    }

    @Test
    void shouldBeOnTheTickNextToIt() {
        average.sample(60_000 * E8 + E8 / 4, 1); // 60,000.25: the half goes up
        assertEquals(120_001, average.ticks(TICK_E8, 1));
        average.restore(60_000 * E8 + E8 / 4 - 1, 1);
        assertEquals(120_000, average.ticks(TICK_E8, 1));
    }

    @Test
    void shouldBeTheIndexWithoutASampleAndNeverZero() {
        assertEquals(121_000, average.ticks(TICK_E8, 60_500 * E8));
        assertEquals(1, average.ticks(TICK_E8, 1));
    }
}
