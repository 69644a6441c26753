package io.bascule.engine.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.order.Side;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InversePositionTest {
    private static final long E8 = 100_000_000L;

    private final Underlying btc = new Underlying(1, new UnderlyingDefinition("BTC", "BTC-INDEX", 800 * E8, 200_000));
    /** A contract of 100 USD, a tick of 0.5 USD. */
    private final Instrument instrument = new Instrument(
            1,
            new InstrumentDefinition(
                    "BTCUSD",
                    "BTC",
                    InstrumentKind.INVERSE_PERPETUAL,
                    100 * E8,
                    0,
                    E8 / 2,
                    E8,
                    500_000 * E8,
                    E8,
                    40_000 * E8,
                    400_000 * E8,
                    200_000,
                    50_000,
                    100_000,
                    400_000),
            btc);

    /** The case of margin.md: 15,000 USD long, 750 to 800, gains 1.25 coins. */
    @Test
    void shouldGainInCoins() {
        final Holdings holdings = new Holdings();
        holdings.fill(instrument, Side.BUY, 150, 1_500);
        assertEquals(125_000_000, instrument.valueUnits(150, 800 * E8) - holdings.costUnits(1));

        holdings.fill(instrument, Side.SELL, 150, 1_600);

        assertEquals(125_000_000, holdings.cashUnits(Currency.BTC));
        assertEquals(0, holdings.costUnits(1));
        assertEquals(0, holdings.cashMicros());
    }

    @Test
    void shouldBeWorthItsContractsInUsd() {
        assertEquals(15_000_000_000L, instrument.usdNotionalMicros(7, 150));
        assertEquals(15_000_000_000L, instrument.exposureMicros(150, 800 * E8));
        assertEquals(16_000_000_000L, instrument.exposureMicros(150, 750 * E8), "of coins at the index");
        assertEquals(-15_000_000_000L, instrument.exposureMicros(-150, 800 * E8));
    }

    @Test
    void shouldConserveCoinsHoweverBothSidesSplitATrade() {
        final Random random = new Random(7);
        final Holdings one = new Holdings();
        final Holdings other = new Holdings();
        for (int i = 0; i < 10_000; i++) {
            final long lots = 1L + random.nextInt(2_000);
            final long ticks = 1L + random.nextInt(200_000);
            final boolean buys = random.nextBoolean();
            one.fill(instrument, buys ? Side.BUY : Side.SELL, lots, ticks);
            other.fill(instrument, buys ? Side.SELL : Side.BUY, lots, ticks);
            if (i % 3 == 0) {
                other.fill(instrument, Side.BUY, 7, ticks);
                one.fill(instrument, Side.SELL, 7, ticks);
            }
            assertEquals(
                    0,
                    one.cashUnits(Currency.BTC) - one.costUnits(1) + other.cashUnits(Currency.BTC) - other.costUnits(1),
                    "after trade " + i);
        }
    }
}
