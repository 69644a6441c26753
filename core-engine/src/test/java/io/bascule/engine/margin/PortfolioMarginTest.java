package io.bascule.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** margin.md, term by term: cases worked by hand, each with the term that it is about and no other. */
class PortfolioMarginTest {
    private static final long E8 = 100_000_000L;
    private static final long USD = 1_000_000L;
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int ETH = 1;
    private static final int SOL = 2;
    private static final int ETH_DATED = 3;
    private static final int ETH_INVERSE = 4;

    private final List<Underlying> underlyings = List.of(underlying(1, "ETH", 3_000), underlying(2, "SOL", 150));
    private final List<Instrument> instruments = List.of(
            instrument(ETH, InstrumentKind.LINEAR_PERPETUAL, 0, 0),
            instrument(SOL, InstrumentKind.LINEAR_PERPETUAL, 0, 0),
            instrument(ETH_DATED, InstrumentKind.LINEAR_FUTURE, 0, 73 * DAY_NS - 1),
            instrument(ETH_INVERSE, InstrumentKind.INVERSE_PERPETUAL, 10 * E8, 0));
    private final Holdings holdings = new Holdings();
    private MarginParameters parameters = shocks(1_000_000 * USD).build();

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
        parameters = with(eth(5_000, 100_000, 0, List.of(new ImpactStep(0, 0)), 0, 0)).build();
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
        parameters = with(eth(5_000, 100_000, 0, List.of(new ImpactStep(0, 0)), 0, 0)).build();
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
        parameters = with(eth(0, 0, 0, List.of(new ImpactStep(0, 0)), 2_000_000, 0)).build();
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
        parameters = with(eth(0, 0, 0, List.of(new ImpactStep(0, 0)), 2_000_000, 0)).build();
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
        parameters = with(eth(0, 0, 0, List.of(new ImpactStep(0, 0)), 0, 70_000)).build();
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
        parameters = with(eth(0, 0, 0, List.of(new ImpactStep(0, 0)), 0, 70_000)).build();
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
                "ETH", LiquidityClass.MAJOR, 150_000, 100_000, 600_000, 800_000, 0, 0, 0, List.of(new ImpactStep(0, 0)),
                9_000_000_000L * USD, 0, 100_000);
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
     * Reference case: an inverse contract of -0.999487053 coins in shocks of ±18 %, coin terms q·s/(1+s): -0.15246412672881
     * and +0.219399597, here a hundred thousand of it in gwei, a loss rounded up.
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
        final PortfolioMargin margin =
                new PortfolioMargin(new MarginRules(parameters, underlyings, all, 0));
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
     * Long coins and short as many USD of inverse contracts is cash in USD: no shock changes it. 10 ETH at 3,000 against
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

    /** Scaling by n scales every requirement at least n-fold, to a unit for each term that is rounded. */
    @Test
    void shouldScaleAtLeastLinearly() {
        final Random random = new Random(11);
        for (int n = 0; n < 2_000; n++) {
            final RandomBook book = book(random.nextLong());
            final Holdings scaled = new Holdings();
            final int factor = 2 + random.nextInt(20);
            for (final Instrument instrument : book.instruments) {
                final long lots = book.holdings.lots(instrument.id());
                if (lots != 0) {
                    scaled.restore(instrument.id(), lots * factor, book.holdings.costUnits(instrument.id()) * factor);
                }
                final long buys = book.holdings.buyLots(instrument.id());
                final long sells = book.holdings.sellLots(instrument.id());
                scaled.changeOrder(instrument.id(), Side.BUY, buys * factor, 0);
                scaled.changeOrder(instrument.id(), Side.SELL, sells * factor, 0);
            }
            for (int c = 0; c < Currency.count(); c++) {
                scaled.credit(Currency.at(c), book.holdings.cashUnits(Currency.at(c)) * factor);
            }
            book.holdings.orderLossMicros(1, -orderLossOfOthers(book));
            final MarginFigures once = figures(book, book.holdings);
            final MarginFigures more = figures(book, scaled);
            final long units = 400L * factor;
            final String at = "book " + n + " times " + factor;
            assertTrue(more.initialMarginMicros + units >= factor * once.initialMarginMicros, at);
            assertTrue(more.maintenanceMarginMicros + units >= factor * once.maintenanceMarginMicros, at);
        }
    }

    private static long orderLossOfOthers(final RandomBook book) {
        return book.holdings.totalOrderLossMicros() - book.holdings.orderLossMicros(1);
    }

    /** In a book of one instrument and USD collateral reducing never raises MM. */
    @Test
    void shouldNeverRaiseMaintenanceByReducing() {
        final Random random = new Random(12);
        for (int n = 0; n < 2_000; n++) {
            final RandomBook book = new RandomBook(random.nextLong());
            final Instrument instrument = book.instruments.get(n % 2 == 0 ? 0 : 1);
            final long lots = 1L + random.nextInt(5_000_000);
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            book.fill(book.holdings, instrument, side, lots);
            final long before = figures(book, book.holdings).maintenanceMarginMicros;
            book.fill(
                    book.holdings,
                    instrument,
                    side == Side.BUY ? Side.SELL : Side.BUY,
                    1 + (long) (random.nextDouble() * (lots - 1)));
            assertTrue(figures(book, book.holdings).maintenanceMarginMicros <= before, "book " + n);
        }
    }

    /** Merging two books never raises scan risk while C is slack: Σ f is subadditive. A satoshi is 600 micros. */
    @Test
    void shouldNeverRaiseScanRiskByMerging() {
        final Random random = new Random(13);
        for (int n = 0; n < 2_000; n++) {
            final RandomBook first = book(random.nextLong());
            final RandomBook second = book(random.nextLong());
            final Holdings merged = new Holdings();
            for (final RandomBook book : List.of(first, second)) {
                for (final Instrument instrument : book.instruments) {
                    final int id = instrument.id();
                    merged.restore(
                            id, merged.lots(id) + book.holdings.lots(id), merged.costUnits(id) + book.holdings.costUnits(id));
                    merged.changeOrder(id, Side.BUY, book.holdings.buyLots(id), 0);
                    merged.changeOrder(id, Side.SELL, book.holdings.sellLots(id), 0);
                }
                for (int c = 0; c < Currency.count(); c++) {
                    merged.credit(Currency.at(c), book.holdings.cashUnits(Currency.at(c)));
                }
            }
            final long together = slackScan(first, merged);
            final long apart = slackScan(first, first.holdings) + slackScan(first, second.holdings);
            assertTrue(together <= apart + 1_300, "books " + n + ": " + together + " > " + apart);
        }
    }

    /** Scan risk with so large a C that only Σ f counts, at the marks of a book. */
    private static long slackScan(final RandomBook book, final Holdings of) {
        final MarginParameters p = book.parameters;
        final MarginParameters slack = new MarginParameters(
                p.name(),
                0,
                p.sha256(),
                p.maintenanceE6(),
                p.deductionRateE6(),
                9_000_000_000_000_000L,
                p.pegTiers(),
                p.underlyings(),
                p.scenarios());
        final PortfolioMargin margin =
                new PortfolioMargin(new MarginRules(slack, book.underlyings, book.instruments, RandomBook.DAY));
        margin.refresh(of, 1);
        final MarginBreakdown breakdown = new MarginBreakdown();
        margin.breakdown(of, breakdown);
        return breakdown.scanMicros;
    }

    /** Exactness of the extremes: no set of partial fills needs more than what was asked for the open orders. */
    @Test
    void shouldCoverEverySetOfPartialFills() {
        final Random random = new Random(14);
        for (int n = 0; n < 2_000; n++) {
            final RandomBook book = book(random.nextLong());
            final long asked =
                    figures(book, book.holdings).initialMarginMicros - book.holdings.totalOrderLossMicros();
            final Holdings filled = new Holdings();
            filled.copyFrom(book.holdings, book.instruments.size());
            for (final Instrument instrument : book.instruments) {
                final int id = instrument.id();
                final long buys = Math.round(book.holdings.buyLots(id) * random.nextDouble());
                final long sells = Math.round(book.holdings.sellLots(id) * random.nextDouble());
                // at no gain or loss, so that coins are not changed by it
                final long lots = book.holdings.lots(id) + buys - sells;
                filled.restore(
                        id,
                        lots,
                        instrument.valueUnits(lots, instrument.markE8())
                                - instrument.valueUnits(book.holdings.lots(id), instrument.markE8())
                                + book.holdings.costUnits(id));
                filled.changeOrder(id, Side.BUY, -book.holdings.buyLots(id), 0);
                filled.changeOrder(id, Side.SELL, -book.holdings.sellLots(id), 0);
                filled.orderLossMicros(id, 0);
            }
            final long needed = figures(book, filled).initialMarginMicros;
            assertTrue(needed <= asked, "book " + n + ": " + needed + " > " + asked);
        }
    }

    private static RandomBook book(final long seed) {
        final RandomBook book = new RandomBook(seed);
        for (int change = 0; change < 30; change++) {
            book.change(change % 3 == 0 ? 200_000 : 2_000);
        }
        return book;
    }

    private static MarginFigures figures(final RandomBook book, final Holdings of) {
        final PortfolioMargin margin = new PortfolioMargin(book.rules);
        margin.refresh(of, 1);
        final MarginFigures figures = new MarginFigures();
        margin.figures(of, figures);
        return figures;
    }

    /** ETH 15 % and SOL 25 %, all moves. */
    private static TestParameters shocks(final long baseMicros) {
        return new TestParameters()
                .shock("ETH", 150_000, 600_000, 800_000)
                .shock("SOL", 250_000, 300_000, 500_000)
                .moves(600_000, -250_000, 250_000, -500_000, 500_000, -750_000, 750_000, -1_000_000, 1_000_000)
                .deduction(20_000, baseMicros);
    }

    private static TestParameters with(final UnderlyingParameters eth) {
        return new TestParameters()
                .add(eth)
                .shock("SOL", 250_000, 300_000, 500_000)
                .moves(0, -1_000_000, 1_000_000);
    }

    /** S_IM 15 %, S_MM 10 %. */
    private static UnderlyingParameters eth(
            final long basisE6,
            final long basisYearE6,
            final long halfSpreadE6,
            final List<ImpactStep> impact,
            final long openInterestFloor,
            final long haircutE6) {
        return new UnderlyingParameters(
                "ETH",
                LiquidityClass.MAJOR,
                150_000,
                100_000,
                600_000,
                800_000,
                basisE6,
                basisYearE6,
                halfSpreadE6,
                impact,
                (openInterestFloor == 0 ? 9_000_000_000L : openInterestFloor) * USD,
                haircutE6,
                0);
    }

    private MarginRules rules() {
        return new MarginRules(parameters, underlyings, instruments, 0);
    }

    private PortfolioMargin margin() {
        final PortfolioMargin margin = new PortfolioMargin(rules());
        margin.refresh(holdings, 1);
        return margin;
    }

    private MarginFigures figures() {
        final MarginFigures figures = new MarginFigures();
        margin().figures(holdings, figures);
        return figures;
    }

    /** Whole coins, or contracts, at a whole price; negative: sold. */
    private void fill(final int id, final long quantity, final long price) {
        final Instrument instrument = instruments.get(id - 1);
        final long lots = quantity * E8 / instrument.definition().lotSizeE8();
        holdings.fill(
                instrument,
                lots > 0 ? Side.BUY : Side.SELL,
                Math.abs(lots),
                price * E8 / instrument.definition().tickSizeE8());
    }

    private Instrument instrument(
            final int id, final InstrumentKind kind, final long contractSizeE8, final long expiryNs) {
        return new Instrument(
                id, definition(id, kind, contractSizeE8, expiryNs, 0), underlyings.get(id == SOL ? 1 : 0));
    }

    private static InstrumentDefinition definition(
            final int id,
            final InstrumentKind kind,
            final long contractSizeE8,
            final long expiryNs,
            final long takerFeeNanos) {
        return new InstrumentDefinition(
                "I" + id,
                id == SOL ? "SOL" : "ETH",
                kind,
                contractSizeE8,
                expiryNs,
                1_000_000,
                kind == InstrumentKind.INVERSE_PERPETUAL ? E8 : id == SOL ? 100_000 : 1_000_000,
                1_000_000 * E8,
                E8,
                1_000 * E8,
                5_000 * E8,
                200_000,
                50_000,
                0,
                takerFeeNanos);
    }

    private static Underlying underlying(final int id, final String name, final long index) {
        return new Underlying(id, new UnderlyingDefinition(name, name + "-INDEX", index * E8, 200_000));
    }

    /** Two accounts, and open interest of what the second holds in ETH. */
    private final class Firm {
        final OpenInterest openInterest = new OpenInterest();
        private final List<Account> accounts = new ArrayList<>();

        Firm(final String first, final String second) {
            for (final String firm : List.of(first, second)) {
                accounts.add(new Account(
                        accounts.size() + 1,
                        new AccountDefinition(
                                "A" + accounts.size(), firm, List.of(0L, 0L, 0L), 10)));
            }
            openInterest.take(accounts, instruments);
        }

        void hold(final int accountId, final long ethLots) {
            accounts.get(accountId - 1).holdings().restore(ETH, ethLots, 0);
            openInterest.take(accounts, instruments);
        }
    }
}
