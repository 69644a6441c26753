package io.bascule.engine.fee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FeeScheduleTest {
    private static final FeeSchedule SCHEDULE =
            new FeeSchedule(0, List.of(new FeeTier(1_000, 50_000, 350_000), new FeeTier(5_000, -20_000, 300_000)));

    @Test
    void shouldFindTheTierOfAVolume() {
        assertEquals(0, SCHEDULE.tierOf(999));
        assertEquals(1, SCHEDULE.tierOf(1_000));
        assertEquals(1, SCHEDULE.tierOf(4_999));
        assertEquals(2, SCHEDULE.tierOf(Long.MAX_VALUE));
        assertEquals(0, FeeSchedule.NONE.tierOf(Long.MAX_VALUE));
    }

    @Test
    void shouldChargeTheLowerOfTheInstrumentsFeeAndTheTiers() {
        assertEquals(100_000, SCHEDULE.makerFeeNanos(0, 100_000));
        assertEquals(50_000, SCHEDULE.makerFeeNanos(1, 100_000));
        assertEquals(-20_000, SCHEDULE.makerFeeNanos(2, 100_000));
        assertEquals(-30_000, SCHEDULE.makerFeeNanos(2, -30_000));
        assertEquals(200_000, SCHEDULE.takerFeeNanos(2, 200_000));
        assertEquals(300_000, SCHEDULE.takerFeeNanos(2, 400_000));
    }

    @Test
    void shouldRefuseWhatIsOutOfOrderOrRange() {
        assertNull(SCHEDULE.problem());
        assertNotNull(new FeeSchedule(0, List.of(new FeeTier(5, 0, 0), new FeeTier(5, 0, 0))).problem());
        assertNotNull(new FeeSchedule(0, List.of(new FeeTier(5, 0, -1))).problem());
        assertNotNull(new FeeSchedule(0, List.of(new FeeTier(5, -100_000_001, 0))).problem());
        assertNotNull(new FeeSchedule(0, java.util.Collections.nCopies(17, new FeeTier(5, 0, 0))).problem());
    }

    @Test
    void shouldNotLetTwoAccountsTradeForARebate() {
        assertTrue(SCHEDULE.paysFor(100_000, 400_000));
        assertTrue(SCHEDULE.paysFor(100_000, 20_000));
        assertFalse(SCHEDULE.paysFor(100_000, 19_999)); // rebate of one tier, taker fee of the instrument
        assertFalse(SCHEDULE.paysFor(-300_001, 400_000));
    }
}
