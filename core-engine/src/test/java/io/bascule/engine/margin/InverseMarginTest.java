package io.bascule.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.order.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** margin.md, valuation of inverse contracts: cases worked by hand. */
class InverseMarginTest extends MarginCases {
    /**
     * Reference case: an inverse contract of -0.999487053 coins in shocks of ±18 %, coin terms q·s/(1+s):
     * -0.15246412672881 and +0.219399597, here a hundred thousand of it in gwei, a loss rounded up.
     */
    @Test
    void shouldGiveInverseContractsTheirCoinTerms() {
        underlyings.get(0).indexE8(1_000 * E8);
        final Instrument tenths = new Instrument(
                ETH_INVERSE,
                definition(ETH_INVERSE, InstrumentKind.INVERSE_PERPETUAL, E8 / 10, 0, 0),
                underlyings.get(0));
        final List<Instrument> all = List.of(instruments.get(0), instruments.get(1), instruments.get(2), tenths);
        holdings.fill(tenths, Side.SELL, 999_487_053, 100_000);
        final PortfolioMargin margin = new PortfolioMargin(new MarginRules(parameters, underlyings, all, 0));
        underlyings.get(0).indexE8(1_180 * E8);
        margin.refresh(holdings, 1);
        assertEquals(-15_246_412_672_882L, margin.unrealisedUnits(ETH_INVERSE));
        underlyings.get(0).indexE8(820 * E8);
        margin.refresh(holdings, 2);
        assertEquals(21_939_959_700_000L, margin.unrealisedUnits(ETH_INVERSE));
    }

    /** Reference case: 15,000 USD long, 750 to 800: +1.25 coins; in USD at the index it is 1,000, floor. */
    @Test
    void shouldGainCoinsOfAnInverseContract() {
        underlyings.get(0).indexE8(750 * E8);
        fill(ETH_INVERSE, 1_500, 750);
        underlyings.get(0).indexE8(800 * E8);
        final PortfolioMargin margin = margin();
        assertEquals(1_250_000_000L, margin.unrealisedUnits(ETH_INVERSE)); // gwei
        assertEquals(1_000 * USD, margin.equityMicros(holdings));
        assertEquals(15_000 * USD, margin.exposureMicros(ETH_INVERSE));
        assertEquals(16_000 * USD, margin.underlyingExposureMicros(1), "and the coins that it gained");
    }

    /**
     * A leg whose ticks are finer than another's, or whose largest price is above it, takes that one no further than it
     * goes: 30,000 USD short at a price of 1e-8 were more coins than a long holds.
     */
    @Test
    void shouldMoveNoMarkBeyondWhatItsPricesMayBe() {
        holdings.credit(Currency.USDC, 40_000 * USD);
        fill(ETH, 10, 3_000);
        fill(ETH_INVERSE, -3_000, 3_000);
        final PortfolioMargin margin = margin();
        final long atLeast = margin.excessIfMovedMicros(holdings, 1, 1, 3_000 * E8);
        assertTrue(
                atLeast > 0 && atLeast < 10_000 * USD + 1_000_000,
                atLeast + ": 10 coins have lost all, the inverse contract's coins are worth all but nothing");
        final long atMost = margin.excessIfMovedMicros(holdings, 1, 900_000_000 * E8, 3_000 * E8);
        assertEquals(atMost, margin.excessIfMovedMicros(holdings, 1, 90_000_000 * E8, 3_000 * E8));
    }

    /**
     * Long coins and short as many USD of inverse contracts is cash in USD: no shock changes it. 10 ETH at 3,000
     * against
     * 3,000 contracts of 10.
     */
    @Test
    void shouldHedgeCoinsWithInverseContracts() {
        holdings.credit(Currency.ETH, 10 * Currency.ETH.unitsPerWhole());
        fill(ETH_INVERSE, -3_000, 3_000);
        assertEquals(0, figures().initialMarginMicros);
        assertEquals(30_000 * USD, figures().equityMicros);
        underlyings.get(0).indexE8(1_500 * E8);
        assertEquals(30_000 * USD, figures().equityMicros);
    }
}
