package io.bascule.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** margin.md, term by term: cases worked by hand, each with the term that it is about and no other. */
class PortfolioMarginTest extends MarginCases {
    /** Long 200 ETH at 3,000: 600,000 loses 15 % = 90,000 at worst, in scenario 7 (the common move down by S). */
    @Test
    void shouldTakeTheWorstScenarioOfAnOutright() {
        fill(ETH, 200, 3_000);
        final MarginFigures figures = figures();
        assertEquals(90_000 * USD, figures.initialMarginMicros);
        assertEquals(72_000 * USD, figures.maintenanceMarginMicros);
        assertEquals(7, figures.worstScenarioId);
        assertEquals(0, figures.equityMicros);
    }

    /** Reference case: short 1 BTC, buy 3, sell 2, flat rate 2 %, mark 90,000: 5,400, the larger side being 3 BTC. */
    @Test
    void shouldTakeTheLargerSideOfOpenOrders() {
        underlyings.get(0).indexE8(90_000 * E8);
        parameters = new TestParameters()
                .shock("ETH", 20_000, 600_000, 800_000)
                .shock("SOL", 20_000, 600_000, 800_000)
                .moves(0, -1_000_000, 1_000_000)
                .build();
        fill(ETH, -1, 90_000);
        holdings.openOrder(ETH, Side.BUY, 300, 0);
        holdings.openOrder(ETH, Side.SELL, 200, 0);
        assertEquals(5_400 * USD, figures().initialMarginMicros);
    }

    /** 100 M long: Σ L - C = 15 M - 2 M - 1 M is less than Σ f = 15 M, so C relieves nothing of an outright. */
    @Test
    void shouldNotRelieveAnOutright() {
        fill(ETH, 33_333, 3_000);
        assertEquals(14_999_850 * USD, figures().initialMarginMicros);
    }

    /**
     * A large hedged book: Σ f lets θ of the gain offset, Σ L - C none of it but less a deduction; the larger counts.
     * Scenario 7: SOL loses 24,999,750, ETH gains 14,999,850; f = 24,999,750 - 0.6 · 14,999,850 = 15,999,840; L - C =
     * 24,999,750 - 2 % of 199,998,000 - 1 M = 19,999,790.
     */
    @Test
    void shouldLimitOffsetsOfALargeBook() {
        fill(ETH, -33_333, 3_000);
        fill(SOL, 666_660, 150);
        assertEquals(19_999_790 * USD, figures().initialMarginMicros);
    }

    /** Of a firm of two accounts each has half of what C has once: 500,000 more is asked. */
    @Test
    void shouldShareTheDeductionWithinAFirm() {
        fill(ETH, -33_333, 3_000);
        fill(SOL, 666_660, 150);
        final Firm firm = new Firm("F", "F");
        final PortfolioMargin margin = new PortfolioMargin(rules(), firm.openInterest, 1);
        margin.refresh(holdings, 1);
        assertEquals(20_499_790 * USD, margin.initialMarginMicros(holdings));
    }

    /** A scenario at half its weight asks for half: 600,000 · 30 % · 0.5 = 90,000; at 0.51 it is the worst. */
    @Test
    void shouldWeighScenarios() {
        fill(ETH, 200, 3_000);
        parameters = shocks(0)
                .add(new ScenarioParameters("coming", 500_000, List.of(-300_000L, 0L), List.of(-300_000L, 0L)))
                .build();
        assertEquals(90_000 * USD, figures().initialMarginMicros);
        assertEquals(7, figures().worstScenarioId);
        parameters = shocks(0)
                .add(new ScenarioParameters("coming", 510_000, List.of(-300_000L, 0L), List.of(-300_000L, 0L)))
                .build();
        assertEquals(91_800 * USD, figures().initialMarginMicros);
        assertEquals(13, figures().worstScenarioId);
    }

    /** S_MM is a set of its own: MM = 0.8 · 600,000 · 10 %. */
    @Test
    void shouldTakeMaintenanceOfItsOwnShocks() {
        fill(ETH, 200, 3_000);
        parameters = with(eth(0, 0, 0, List.of(new ImpactStep(0, 0)), 0, 0)).build();
        assertEquals(90_000 * USD, figures().initialMarginMicros);
        assertEquals(48_000 * USD, figures().maintenanceMarginMicros);
    }

    /**
     * Carry: 100 ETH of coins against 100 short: E = 0, so nothing is scanned, but the legs are matched: 300,000 · (0.5
     * % + 0.5 %) = 3,000; MM has 0.8 of it. The dated future is 73 days away: r = 10 % · 73/365 = 2 %.
     */
    @Test
    void shouldChargeBasisBetweenLegs() {
        parameters = with(eth(5_000, 100_000, 0, List.of(new ImpactStep(0, 0)), 0, 0))
                .build();
        holdings.credit(Currency.ETH, 100 * Currency.ETH.unitsPerWhole());
        fill(ETH, -100, 3_000);
        assertEquals(3_000 * USD, figures().initialMarginMicros);
        assertEquals(2_400 * USD, figures().maintenanceMarginMicros);

        fill(ETH, 100, 3_000); // the future is short in its place
        fill(ETH_DATED, -100, 3_000);
        assertEquals(7_500 * USD, figures().initialMarginMicros);

        fill(ETH_DATED, 50, 3_000); // half of it: 150,000 · 2.5 %, and 15 % on the half that is not hedged
        assertEquals(3_750 * USD + 22_500 * USD, figures().initialMarginMicros);
    }

    /** Long 100 perpetual and 100 dated, short 100 inverse: the dated has the higher rate and is matched first. */
    @Test
    void shouldMatchTheHighestRatesFirst() {
        parameters = with(eth(5_000, 100_000, 0, List.of(new ImpactStep(0, 0)), 0, 0))
                .build();
        fill(ETH, 100, 3_000);
        fill(ETH_DATED, 100, 3_000);
        fill(ETH_INVERSE, -30_000, 3_000);
        assertEquals(45_000 * USD + 7_500 * USD, figures().initialMarginMicros);
    }

    /** Orders on both sides of one instrument are no basis; against another instrument they are, at their extremes. */
    @Test
    void shouldChargeNoBasisOfAnInstrumentAgainstItself() {
        parameters = with(eth(5_000, 0, 0, List.of(new ImpactStep(0, 0)), 0, 0)).build();
        holdings.openOrder(ETH, Side.BUY, 100_00, 0);
        holdings.openOrder(ETH, Side.SELL, 100_00, 0);
        assertEquals(45_000 * USD, figures().initialMarginMicros);

        fill(ETH_DATED, -10, 3_000); // 30,000 more short: 49,500; 30,000 of the buy order stand against it
        assertEquals(49_500 * USD + 300 * USD, figures().initialMarginMicros);
    }

    /** Half-spread 0.01 % on both legs; impact on half of their sum, where E = 0: 1 % on 300,000. */
    @Test
    void shouldChargeLiquidity() {
        parameters =
                with(eth(0, 0, 100, List.of(new ImpactStep(0, 10_000)), 0, 0)).build();
        fill(ETH, 100, 3_000);
        fill(ETH_DATED, -100, 3_000);
        assertEquals(60 * USD + 3_000 * USD, figures().initialMarginMicros);
        assertEquals(60 * USD + 3_000 * USD, figures().maintenanceMarginMicros);

        fill(ETH_DATED, 100, 3_000); // an outright: E = 300,000
        assertEquals(45_000 * USD + 30 * USD + 3_000 * USD, figures().initialMarginMicros);
        assertEquals(24_000 * USD + 30 * USD + 3_000 * USD, figures().maintenanceMarginMicros);
    }

    /** Reference case, tiers: MM = half of 1/leverage; 40× to 150 M, then 20×; notional 200 M: 3.125 M. */
    @Test
    void shouldChargeTiersAsOnePiecewiseLinearFunction() {
        final ImpactTable tiers =
                new ImpactTable(List.of(new ImpactStep(0, 12_500), new ImpactStep(150_000_000 * USD, 25_000)));
        assertEquals(3_125_000 * USD, tiers.micros(200_000_000 * USD));
        assertEquals(1_875_000 * USD, tiers.micros(150_000_000 * USD));
        assertEquals(1_874_999_999_988L, tiers.micros(149_999_999_999_000L));
        assertEquals(0, tiers.micros(0));
        assertEquals(1, tiers.micros(1));
    }

    /** 15 % of a floor of 2 M: half way from 5 to 25 %, so 15 % + (100 % - 15 %) / 2 of 300,000; of the firm in all. */
    @Test
    void shouldRaiseTheRateOfConcentratedPositions() {
        parameters =
                with(eth(0, 0, 0, List.of(new ImpactStep(0, 0)), 2_000_000, 0)).build();
        fill(ETH, 100, 3_000);
        assertEquals(45_000 * USD + 127_500 * USD, figures().initialMarginMicros);
        assertEquals(24_000 * USD, figures().maintenanceMarginMicros);

        fill(ETH, 100, 3_000); // 30 %: all of it
        assertEquals(600_000 * USD, figures().initialMarginMicros);

        fill(ETH, -100, 3_000); // the other account of the firm holds the other 100, and makes the floor no larger
        final Firm firm = new Firm("F", "F");
        firm.hold(2, -10_000);
        final PortfolioMargin margin = new PortfolioMargin(rules(), firm.openInterest, 1);
        margin.refresh(holdings, 1);
        assertEquals(300_000 * USD, margin.initialMarginMicros(holdings));
    }

    /** Open interest of 10,000 ETH, 30 M, is above the floor: 300,000 is 1 % of it. */
    @Test
    void shouldMeasureConcentrationAgainstOpenInterest() {
        parameters =
                with(eth(0, 0, 0, List.of(new ImpactStep(0, 0)), 2_000_000, 0)).build();
        fill(ETH, 100, 3_000);
        final Firm firm = new Firm("F", "G");
        firm.hold(2, 1_000_000);
        final PortfolioMargin margin = new PortfolioMargin(rules(), firm.openInterest, 1);
        margin.refresh(holdings, 1);
        assertEquals(45_000 * USD, margin.initialMarginMicros(holdings));
    }

    /** A bad feed asks for IM and liquidates nobody: 0.2 % of 300,000. */
    @Test
    void shouldChargeTheOracleToInitialMarginOnly() {
        fill(ETH, 100, 3_000);
        underlyings.get(0).confidenceE6(2_000);
        assertEquals(45_600 * USD, figures().initialMarginMicros);
        assertEquals(36_000 * USD, figures().maintenanceMarginMicros);
    }

    /** USDC at 0.985: the second tier, 2 % of 1,000, of both; above par nothing is charged. */
    @Test
    void shouldChargeThePegOfUsdc() {
        final Underlying usdc = new Underlying(3, new UnderlyingDefinition("USDC", "USDC-INDEX", E8, 200_000));
        final List<Underlying> all = new ArrayList<>(underlyings);
        all.add(usdc);
        parameters = shocks(0)
                .peg(new PegTier(5_000, 5_000), new PegTier(10_000, 20_000))
                .build();
        final List<UnderlyingParameters> three = new ArrayList<>(parameters.underlyings());
        three.add(new TestParameters()
                .shock("USDC", 10_000, 0, 0)
                .build()
                .underlyings()
                .get(0));
        final MarginRules rules = new MarginRules(
                new MarginParameters(
                        "peg",
                        0,
                        TestParameters.HASH,
                        800_000,
                        0,
                        0,
                        parameters.pegTiers(),
                        three,
                        List.of(new ScenarioParameters(
                                "down", 1_000_000, List.of(-1L, -1L, -1L), List.of(-1L, -1L, -1L)))),
                all,
                instruments,
                0);
        final PortfolioMargin margin = new PortfolioMargin(rules);
        holdings.credit(Currency.USDC, 1_000 * USD);
        margin.refresh(holdings, 1);
        assertEquals(0, margin.initialMarginMicros(holdings));
        usdc.indexE8(98_500_000);
        assertEquals(20 * USD, margin.initialMarginMicros(holdings));
        assertEquals(20 * USD, margin.maintenanceMarginMicros(holdings));
        usdc.indexE8(101_500_000);
        assertEquals(0, margin.initialMarginMicros(holdings));
    }

    /** 10 ETH of coins, 30,000: haircut 7 %; against 4 short 18,000 are left; an open buy order hedges nothing. */
    @Test
    void shouldCutTheUnhedgedPartOfCoins() {
        parameters =
                with(eth(0, 0, 0, List.of(new ImpactStep(0, 0)), 0, 70_000)).build();
        holdings.credit(Currency.ETH, 10 * Currency.ETH.unitsPerWhole());
        assertEquals(4_500 * USD + 2_100 * USD, figures().initialMarginMicros);
        assertEquals(2_400 * USD, figures().maintenanceMarginMicros);
        assertEquals(30_000 * USD, figures().equityMicros);

        fill(ETH, -4, 3_000);
        assertEquals(2_700 * USD + 1_260 * USD, figures().initialMarginMicros);

        holdings.openOrder(ETH, Side.BUY, 400, 0);
        assertEquals(4_500 * USD + 2_100 * USD, figures().initialMarginMicros);
    }

    /** A coin that is owed is owed in full, and is exposure the other way; there is no haircut on it. */
    @Test
    void shouldCountADebtInFull() {
        parameters =
                with(eth(0, 0, 0, List.of(new ImpactStep(0, 0)), 0, 70_000)).build();
        holdings.credit(Currency.ETH, -1);
        assertEquals(-3, figures().equityMicros); // 3e-6 USD, exactly
        underlyings.get(0).indexE8(3_000 * E8 + 1);
        assertEquals(-4, figures().equityMicros);
        assertEquals(1, figures().initialMarginMicros);
    }

    /** Eight hours of funding at 0.01 %, of the side that pays it, and the taker fee of 0.04 %. */
    @Test
    void shouldProvideForFundingAndExit() {
        instruments.get(0).redefine(definition(ETH, InstrumentKind.LINEAR_PERPETUAL, 0, 0, 400_000));
        final UnderlyingParameters payingLongs = new UnderlyingParameters(
                "ETH",
                LiquidityClass.MAJOR,
                150_000,
                100_000,
                600_000,
                800_000,
                0,
                0,
                0,
                List.of(new ImpactStep(0, 0)),
                9_000_000_000L * USD,
                0,
                100_000);
        parameters = with(payingLongs).build();
        fill(ETH, 100, 3_000);
        assertEquals(45_000 * USD + 120 * USD + 30 * USD, figures().initialMarginMicros);
        assertEquals(24_000 * USD + 120 * USD + 30 * USD, figures().maintenanceMarginMicros);

        fill(ETH, -200, 3_000); // shorts are paid
        assertEquals(45_000 * USD + 120 * USD, figures().initialMarginMicros);
    }

    /** SOL counts half of its gains: 10 bought at 140, worth 150. */
    @Test
    void shouldCountUnrealisedGainsAtTheirWeight() {
        holdings.credit(Currency.USDC, 1_000 * USD);
        fill(SOL, 10, 140);
        final MarginFigures figures = figures();
        assertEquals(1_100 * USD, figures.equityMicros);
        assertEquals(1_050 * USD - 375 * USD, figures.excessMicros);
    }

    /** No gain leaves: 1,000 and a gain of 100, less the larger of IM 375 and 10 % of 1,500; what is free is USDC. */
    @Test
    void shouldNotLetUnrealisedGainsOut() {
        holdings.credit(Currency.USDC, 1_000 * USD);
        fill(SOL, 10, 140);
        final PortfolioMargin margin = margin();
        assertEquals(1_000 * USD - 375 * USD, margin.withdrawableMicros(holdings));

        fill(SOL, -10, 150);
        fill(ETH, 1, 3_000); // 10 % of 3,000 is less than 15 %
        margin.refresh(holdings, 1);
        assertEquals(1_100 * USD - 450 * USD, margin.withdrawableMicros(holdings));
        parameters = new TestParameters()
                .shock("ETH", 50_000, 600_000, 800_000)
                .shock("SOL", 50_000, 600_000, 800_000)
                .moves(0, -1_000_000, 1_000_000)
                .build();
        assertEquals(1_100 * USD - 300 * USD, margin().withdrawableMicros(holdings));
    }

    /**
     * Reference case, additive margin: quote -490, 0.004 BTC (SOL stands for it) at 50,000, 0.1 ETH at 3,000, MM 10 %
     * each. Equity is 10; ETH's part of it 30/50; its bankruptcy value 300 - 6 = 294.
     */
    @Test
    void shouldAddMarginsOfLegsThatDoNotOffset() {
        underlyings.get(1).indexE8(50_000 * E8);
        parameters = new TestParameters()
                .shock("ETH", 125_000, 0, 800_000)
                .shock("SOL", 125_000, 0, 800_000)
                .moves(0, -1_000_000, 1_000_000)
                .build();
        holdings.fill(instruments.get(0), Side.BUY, 10, 300_000);
        final long alone = figures().maintenanceMarginMicros;
        holdings.fill(instruments.get(1), Side.BUY, 4, 5_000_000);
        holdings.credit(Currency.USDC, 500 * USD - 490 * USD); // bought for 500 that it owes
        final MarginFigures figures = figures();
        assertEquals(30 * USD, alone);
        assertEquals(50 * USD, figures.maintenanceMarginMicros);
        assertEquals(10 * USD, figures.equityMicros);
        assertEquals(294 * USD, 300 * USD - figures.equityMicros * alone / figures.maintenanceMarginMicros);
    }
}
