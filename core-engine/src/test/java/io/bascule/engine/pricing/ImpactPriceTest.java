package io.bascule.engine.pricing;

import static io.bascule.engine.fixedpoint.FixedPoint.E8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A linear contract of tick 0.5 and lot 0.001, and an inverse one of 100 USD. */
final class ImpactPriceTest {
    private static final long NOTIONAL_MICROS = 5_000_000_000L;

    private final ImpactPrice impact = new ImpactPrice();

    @Test
    void shouldBeTheNotionalOverTheQuantityThatItTrades() {
        linear(true);
        assertFalse(impact.take(2 * 9_999, 100));
        assertTrue(impact.take(2 * 9_998, 1_000));
        // 5,000 / (0.1 + 4,000.1 / 9,998) = 9,998.199963999...
        assertEquals(999_819_996_399L, impact.priceE8());
    }

    @Test
    void shouldRoundAnAskUp() {
        linear(false);
        assertFalse(impact.take(20_002, 100));
        assertFalse(impact.take(20_003, 100));
        assertTrue(impact.take(20_004, 1_000));
        // 5,000 / (0.1 + 0.1 + 2,999.75 / 10,002) = 10,001.69994900...
        assertEquals(1_000_169_994_901L, impact.priceE8());
    }

    @Test
    void shouldBeThePriceOfAFirstLevelThatIsEnough() {
        linear(true);
        assertTrue(impact.take(20_000, 500));
        assertEquals(10_000 * E8, impact.priceE8());
    }

    @Test
    void shouldBeNoneOfASideThatIsTooThin() {
        linear(true);
        assertEquals(0, impact.priceE8());
        assertFalse(impact.take(20_000, 499));
        assertEquals(0, impact.priceE8());
    }

    @Test
    void shouldBeTheMeanOverTheContractsOfAnInverseOne() {
        impact.contract(true, 100_000_000, E8 / 2);
        impact.begin(true, NOTIONAL_MICROS);
        assertFalse(impact.take(20_000, 30)); // 3,000 USD at 10,000
        assertTrue(impact.take(19_000, 100)); // 2,000 at 9,500
        assertEquals(9_800 * E8, impact.priceE8());
    }

    private void linear(final boolean isBid) {
        impact.contract(false, 500, E8 / 2); // 0.5 × 0.001 USD
        impact.begin(isBid, NOTIONAL_MICROS);
    }
}
