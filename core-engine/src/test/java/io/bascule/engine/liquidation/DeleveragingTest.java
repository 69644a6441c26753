package io.bascule.engine.liquidation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whose positions are reduced, and by how much. */
final class DeleveragingTest {
    private static final long USD = 1_000_000;

    private final Deleveraging adl = new Deleveraging();

    @Test
    void shouldReduceByLotsProfitAndLeverage() {
        // Weights 100 × 0.10 × 5 = 50, 100 × 0.20 × 5 = 100, 100 × 0.10 × 10 = 100.
        adl.add(3, 100, 100, 1_000 * USD, 10_000 * USD, 10_000 * USD, 2_000 * USD);
        adl.add(5, 100, 100, 2_000 * USD, 10_000 * USD, 10_000 * USD, 2_000 * USD);
        adl.add(9, 100, 100, 1_000 * USD, 10_000 * USD, 10_000 * USD, 1_000 * USD);
        assertEquals(0, adl.allocate(50));
        assertLots(10, 20, 20);
    }

    @Test
    void shouldGiveTheOddLotToTheLowestAccountOfEqualRemainders() {
        for (int account = 1; account <= 3; account++) {
            adl.add(account, 100, 100, 1_000 * USD, 10_000 * USD, 10_000 * USD, 2_000 * USD);
        }
        assertEquals(0, adl.allocate(10));
        assertLots(4, 3, 3);
    }

    @Test
    void shouldTakeNoMoreThanAPositionHas() {
        adl.add(1, 10, 10, 1_000 * USD, 10_000 * USD, 10_000 * USD, 10 * USD);
        adl.add(2, 100, 100, 1_000 * USD, 10_000 * USD, 10_000 * USD, 2_000 * USD);
        assertEquals(0, adl.allocate(60));
        assertLots(10, 50);
    }

    @Test
    void shouldTakeProfitableThenProfitlessThenHedgedLots() {
        adl.add(1, 100, 20, 1_000 * USD, 10_000 * USD, 2_000 * USD, 2_000 * USD); // 80 of it hedge
        adl.add(2, 30, 30, -5 * USD, 10_000 * USD, 10_000 * USD, 2_000 * USD);
        assertEquals(0, adl.allocate(20));
        assertLots(20, 0);
        assertEquals(0, adl.allocate(45));
        assertLots(20, 25);
        assertEquals(0, adl.allocate(70));
        assertLots(40, 30);
        assertEquals(20, adl.hedgedLots(0));
        assertEquals(20, adl.weightedLots(0));
    }

    @Test
    void shouldSayWhatNobodyHolds() {
        adl.add(1, 10, 10, 1, 1, 1, 1);
        assertEquals(5, adl.allocate(15));
        assertLots(10);
    }

    @Test
    void shouldAllocateToTheLotWhateverTheSizes() {
        final Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            final Deleveraging large = new Deleveraging();
            long held = 0;
            final int accounts = 1 + random.nextInt(60);
            for (int i = 1; i <= accounts; i++) {
                final long lots = 1 + random.nextLong(1L << random.nextInt(1, 40));
                held += lots;
                large.add(
                        i,
                        lots,
                        random.nextLong(lots + 2),
                        random.nextLong(-1L << 40, 1L << 53),
                        random.nextLong(1L << 53),
                        random.nextLong(1L << 53),
                        random.nextLong(-1L << 30, 1L << 53));
            }
            final long lots = 1 + random.nextLong(held + 10);
            long sum = large.allocate(lots);
            assertEquals(Math.max(0, lots - held), sum, "round " + round);
            for (int i = 0; i < large.count(); i++) {
                assertTrue(large.lots(i) >= 0, "round " + round);
                sum += large.lots(i);
            }
            assertEquals(lots, sum, "round " + round);
        }
    }

    private void assertLots(final long... lots) {
        assertEquals(lots.length, adl.count());
        for (int i = 0; i < lots.length; i++) {
            assertEquals(lots[i], adl.lots(i), "account " + adl.accountId(i));
        }
    }
}
