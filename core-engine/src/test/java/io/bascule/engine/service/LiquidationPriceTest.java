package io.bascule.engine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.margin.PlainMargin;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.margin.ScenarioSet;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.Side;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The price that is found is at risk, and one tick before it is not: by the naive margin over the whole account. */
class LiquidationPriceTest {
    private static final long SEED = 5;

    private final Random random = new Random(SEED);
    private final Registry registry = new Registry();
    private final LiquidationPrice liquidationPrice = new LiquidationPrice(registry);
    private final PlainMargin plain = new PlainMargin();
    private final MarginFigures figures = new MarginFigures();
    private final long[] marks = new long[Holdings.MAX_INSTRUMENTS + 1];

    LiquidationPriceTest() {
        final String[] names = {"BTC", "ETH", "SOL"};
        final String[] indices = {"60000", "3000", "150"};
        for (int u = 0; u < names.length; u++) {
            registry.underlyings.add(new Underlying(
                    u + 1,
                    new UnderlyingDefinition(
                            names[u], "X", VenueFixture.e8(indices[u]), 120_000, 600_000, 800_000, 200_000)));
        }
        for (int i = 0; i < 4; i++) { // two of them on the same underlying
            registry.instruments.add(new Instrument(
                    i + 1,
                    VenueFixture.instrument("I" + i, names[i % 3], "0.05", "0.01", "200000", "20000", "40000"),
                    registry.underlyings.get(i % 3)));
        }
        registry.scenarios = new ScenarioSet(
                registry.underlyings,
                List.of(-500_000L, 500_000L, -1_000_000L, 1_000_000L),
                600_000,
                1_000_000,
                20_000);
    }

    @Test
    void shouldFindTheFirstTickAtRisk() {
        int found = 0;
        for (int n = 0; n < 3_000; n++) {
            final Holdings holdings = randomHoldings();
            final PortfolioMargin margin = new PortfolioMargin(registry.instruments, registry.scenarios);
            margin.refresh(holdings, 1);
            for (final Instrument instrument : registry.instruments) {
                if (holdings.lots(instrument.id()) != 0) {
                    final long priceE8 = liquidationPrice.find(margin, holdings, instrument);
                    found += verify(holdings, instrument, priceE8, "seed " + SEED + " book " + n) ? 1 : 0;
                }
            }
        }
        assertTrue(found > 1_000, found + " prices found");
    }

    /** Returns whether a price was found that is not the mark. */
    private boolean verify(final Holdings holdings, final Instrument instrument, final long priceE8, final String at) {
        final boolean isLong = holdings.lots(instrument.id()) > 0;
        final long tick = instrument.definition().tickSizeE8();
        final long last = isLong ? tick : instrument.definition().maxPriceE8();
        if (isAtRisk(holdings, instrument, instrument.markE8())) {
            assertEquals(instrument.markE8(), priceE8, at);
            return false;
        }
        if (priceE8 == OrderRequest.ABSENT) {
            assertTrue(!isAtRisk(holdings, instrument, last), at);
            return false;
        }
        final long before = isLong ? priceE8 + tick : priceE8 - tick;
        assertTrue(isAtRisk(holdings, instrument, priceE8), at);
        final boolean isBeyondMark = isLong ? before > instrument.markE8() : before < instrument.markE8();
        assertTrue(isBeyondMark || !isAtRisk(holdings, instrument, before), at);
        return true;
    }

    private boolean isAtRisk(final Holdings holdings, final Instrument moved, final long markE8) {
        for (final Instrument instrument : registry.instruments) {
            marks[instrument.id()] = instrument.underlying() == moved.underlying() ? markE8 : instrument.markE8();
        }
        plain.calculate(holdings, registry.instruments, registry.underlyings, marks, registry.scenarios, figures);
        return figures.equityMicros <= figures.maintenanceMarginMicros;
    }

    private Holdings randomHoldings() {
        final Holdings holdings = new Holdings();
        holdings.credit(Currency.USDC, random.nextInt(2_000_000) * VenueFixture.MICROS);
        for (final Instrument instrument : registry.instruments) {
            final long lots = 1L + random.nextInt(1 << (4 + random.nextInt(12)));
            if (random.nextInt(3) > 0) {
                final long ticks = instrument.markE8() / instrument.definition().tickSizeE8();
                holdings.fill(instrument, random.nextBoolean() ? Side.BUY : Side.SELL, lots, ticks);
            }
        }
        return holdings;
    }
}
