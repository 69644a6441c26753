package io.bascule.engine.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EmaTest {
    @Test
    void shouldRoundEachStepHalfToEven() {
        final Random random = new Random(11);
        for (final long k : new long[] {Ema.K_150_S, Ema.K_30_S, 500_000_000L}) {
            final Ema ema = new Ema(k);
            long plain = 0;
            for (int step = 0; step < 5_000; step++) {
                final long sample =
                        random.nextLong(-5_000_000_000_000L, 5_000_000_000_000L) / (1L << random.nextInt(40));
                ema.advance(sample, 1);
                plain = BigDecimal.valueOf(k)
                        .multiply(BigDecimal.valueOf(plain))
                        .add(BigDecimal.valueOf(1_000_000_000L - k).multiply(BigDecimal.valueOf(sample)))
                        .movePointLeft(9)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact();
                assertEquals(plain, ema.valueE8(), "step " + step);
            }
        }
    }

    @Test
    void shouldComeToTheSameWhetherStepsAreTakenOneByOneOrAtOnce() {
        final Ema byOne = new Ema(Ema.K_150_S);
        final Ema atOnce = new Ema(Ema.K_150_S);
        for (final long sample : new long[] {300_000_000_000L, -1, 0, 7}) {
            for (int step = 0; step < 20_000; step++) {
                byOne.advance(sample, 1);
            }
            atOnce.advance(sample, 20_000);
            assertEquals(byOne.valueE8(), atOnce.valueE8());
            assertTrue(atOnce.rests(sample));
            atOnce.advance(sample, Long.MAX_VALUE); // at rest: no work
            assertEquals(byOne.valueE8(), atOnce.valueE8());
        }
    }

    @Test
    void shouldHaveTheDecayOfItsTimeConstant() {
        assertDecay(Ema.K_150_S, 150);
        assertDecay(Ema.K_30_S, 30);
    }

    /** k^T is 1/e. */
    private static void assertDecay(final long keptE9, final int seconds) {
        final BigDecimal power = BigDecimal.valueOf(keptE9, 9).pow(seconds, MathContext.DECIMAL64);
        final BigDecimal e = BigDecimal.valueOf(367_879_441L, 9);
        assertTrue(power.subtract(e).abs().compareTo(BigDecimal.valueOf(1, 7)) < 0, power.toString());
    }
}
