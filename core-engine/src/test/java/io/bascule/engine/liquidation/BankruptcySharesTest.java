package io.bascule.engine.liquidation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What closing every leg at its bankruptcy price leaves: nothing. */
final class BankruptcySharesTest {
    private static final long USD = 1_000_000;

    @Test
    void shouldGiveEachLegItsPartOfTheEquity() {
        // Quote -490, +0.004 BTC at 50,000, +0.1 ETH at 3,000, MM 10 % each: 20 and 30 alone, equity 10.
        final BankruptcyShares shares = new BankruptcyShares(10 * USD, new long[] {20 * USD, 30 * USD}, 2);
        assertEquals(294 * USD, shares.valueMicros(1, 300 * USD));
        assertEquals(196 * USD, shares.valueMicros(0, 200 * USD));
    }

    @Test
    void shouldGiveWhatRoundingLeavesToTheLargestRemaindersAndOfEqualOnesToTheFirst() {
        final long[] shares = new long[4];
        ProRata.share(-7, new long[] {2, 3, 2, 3}, 4, shares); // 1.4, 2.1, 1.4, 2.1: one unit is left
        assertArrayEquals(new long[] {-2, -2, -1, -2}, shares);
        ProRata.share(2, new long[] {0, 0, 0, 0}, 4, shares);
        assertArrayEquals(new long[] {1, 1, 0, 0}, shares);
    }

    @Test
    void shouldShareOutAmongAsManyAsThereAreAccountsWithoutLookingAtAllOfThemForEachUnit() {
        final int count = 200_000; // by looking anew for each unit, 20,000,000,000 remainders
        final long[] weights = new long[count];
        Arrays.fill(weights, 2);
        final long[] shares = new long[count];
        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> ProRata.share(count + count / 2, weights, count, shares));
        assertEquals(2, shares[0]);
        assertEquals(1, shares[count - 1]);
    }

    @Test
    void shouldShareOutEquityToTheUnit() {
        final Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            final int legs = 1 + random.nextInt(8);
            final long[] alone = new long[legs];
            for (int i = 0; i < legs; i++) {
                alone[i] = random.nextInt(4) == 0 ? 0 : random.nextLong(1L << 50);
            }
            final long equity = random.nextLong(-(1L << 50), 1L << 50);
            final BankruptcyShares shares = new BankruptcyShares(equity, alone, legs);
            long sum = 0;
            for (int i = 0; i < legs; i++) {
                sum += shares.shareMicros(i);
            }
            assertEquals(equity, sum, "round " + round);
        }
    }
}
