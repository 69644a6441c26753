package io.bascule.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ShocksTest {
    @Test
    void shouldRoundAMillionthDownAsADivisionDoes() {
        for (final long number : new long[] {0, 1, 999_999, 1_000_000, 1_999_999, 2_000_000, Long.MAX_VALUE}) {
            assertEquals(number / 1_000_000, Shocks.millionth(number));
        }
        final Random random = new Random(3);
        for (int n = 0; n < 1_000_000; n++) {
            final long number = random.nextLong() >>> (1 + random.nextInt(63));
            final long whole = number / 1_000_000 * 1_000_000; // and at the edges of a million
            assertEquals(number / 1_000_000, Shocks.millionth(number));
            assertEquals(whole / 1_000_000, Shocks.millionth(whole));
            assertEquals(Math.max(0, whole - 1) / 1_000_000, Shocks.millionth(Math.max(0, whole - 1)));
        }
    }
}
