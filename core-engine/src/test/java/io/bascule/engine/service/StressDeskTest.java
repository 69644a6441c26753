package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.MAKER;
import static io.bascule.engine.service.VenueFixture.MICROS;
import static io.bascule.engine.service.VenueFixture.e8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.FundingTerms;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.instrument.OracleRules;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.liquidation.LadderStage;
import io.bascule.engine.liquidation.MarginLevel;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.PlainMargin;
import io.bascule.engine.margin.TestParameters;
import io.bascule.engine.margin.UnderlyingParameters;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.Side;
import io.bascule.engine.stress.ShockKind;
import io.bascule.engine.stress.StressFigures;
import io.bascule.engine.stress.StressReport;
import io.bascule.engine.stress.StressShock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StressDeskTest {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final List<String> NAMES = List.of("BTC", "ETH", "SOL");
    private static final List<String> INDEXES = List.of("60000", "3000", "150");
    private static final OracleRules RULES = OracleRules.ANY_SOURCE;
    /** Lots of DESK-A by instrument. */
    private static final long[] LOTS = {30_000, -40_000, -20_000, 5_000, 10_000};

    private final PricedVenue p = new PricedVenue(RULES, 200_000, List.of(), parameters(600_000));
    private final StressDesk desk = p.venue.operator().stress();

    /** Every term, and one scenario at half its weight. */
    private static MarginParameters parameters(final long offsetE6) {
        return new TestParameters()
                .add(VenueFixture.underlying("BTC", 120_000, offsetE6, 800_000))
                .add(VenueFixture.underlying("ETH", 150_000, offsetE6, 800_000))
                .add(VenueFixture.underlying("SOL", 250_000, offsetE6 / 2, 500_000))
                .moves(600_000, -250_000, 250_000, -500_000, 500_000, -1_000_000, 1_000_000)
                .deduction(20_000, 1_000 * MICROS)
                .build();
    }

    /** DESK-A holds something of each instrument, 100 BTC and 51,000,000 USDC, and has an order on either side. */
    private void hold() {
        p.trade(1, DESK_A, MAKER, "60000", "30")
                .trade(2, MAKER, DESK_A, "3000", "400")
                .trade(3, MAKER, DESK_A, "150", "2000")
                .trade(4, DESK_A, MAKER, "60000", "5000")
                .trade(5, DESK_A, MAKER, "60000", "10")
                .place(DESK_A, 1, Side.BUY, "59000", "5")
                .place(DESK_A, 2, Side.SELL, "3100", "100");
        p.venue.margins().onTime(p.f.nowNs);
        p.f.said();
    }

    private StressReport report(final StressShock... shocks) {
        assertNull(desk.problem("DESK-A", List.of(shocks)));
        return desk.report("DESK-A", List.of(shocks), p.f.nowNs);
    }

    private static StressShock shock(final ShockKind kind, final Map<String, Long> movesE6) {
        final List<StressShock.Move> moves = new ArrayList<>();
        NAMES.stream()
                .filter(movesE6::containsKey)
                .forEach(name -> moves.add(new StressShock.Move(name, movesE6.get(name))));
        return new StressShock(kind, moves, 0, 0);
    }

    private static StressShock funding(final long rateE9, final int hours) {
        return new StressShock(ShockKind.FUNDING, List.of(), rateE9, hours);
    }

    private StressFigures standing() {
        final MarginFigures figures = new MarginFigures();
        p.venue.holdings().figures(DESK_A, figures);
        return new StressFigures(
                figures.equityMicros,
                figures.initialMarginMicros,
                figures.maintenanceMarginMicros,
                figures.excessMicros,
                MarginLevel.levelE6(figures.equityMicros, figures.maintenanceMarginMicros),
                LadderStage.HEALTHY);
    }

    @Test
    void shouldSayOfAnAccountAsItStandsWhatTheVenueSays() {
        hold();
        final StressReport report = report();
        assertEquals(standing(), report.now());
        final StressReport.Terms terms = report.terms();
        assertEquals(
                report.now().initialMicros(),
                terms.scanMicros()
                        + terms.basisMicros()
                        + terms.liquidityMicros()
                        + terms.concentrationMicros()
                        + terms.confidenceMicros()
                        + terms.haircutMicros()
                        + terms.provisionsMicros()
                        + terms.orderLossMicros()
                        + terms.pegMicros());
        assertEquals(
                terms.scanMicros(),
                report.scenarios().get(report.worstScenarioId() - 1).requirementMicros());
        assertEquals(
                terms.scanMicros(),
                report.scenarios().stream()
                        .mapToLong(StressReport.Scenario::requirementMicros)
                        .max()
                        .orElseThrow());
        assertEquals(12, report.scenarios().size());
        assertEquals("common -250000", report.scenarios().get(0).name());
    }

    /** BTC: 30 + 10 + 100 coins and 500,000 USD, by 12 %; ETH and SOL are short, by 15 and 25 %. */
    @Test
    void shouldSayWhatEachScenarioEarns() {
        hold();
        final StressReport.Scenario down = report().scenarios().get(4);
        assertEquals("common -1000000", down.name());
        final long btc = (140 * 60_000L + 500_000) * 12 / 100;
        final long others = 400 * 3_000L * 15 / 100 + 2_000 * 150L * 25 / 100;
        final long feeMicros = 24 * MICROS; // of the inverse contract 4 bp were paid in coins: 12 % of 200 USD
        assertTrue(Math.abs(down.pnlMicros() - (others - btc) * MICROS - feeMicros) < 100, down::toString);
    }

    @Test
    void shouldSayWhatIsHeld() {
        hold();
        final StressReport.Position position = report().positions().get(1);
        assertEquals("ETH-PERP", position.symbol());
        assertEquals(e8("-400"), position.positionE8());
        assertEquals(e8("3000"), position.markE8());
        assertEquals(-1_200_000 * MICROS, position.exposureMicros());
        assertEquals(0, position.unrealisedMicros());
        assertEquals(StressReport.NO_PRICE, position.liquidationPxE8()); // not even at 100,000
    }

    /** 300 BTC bought, 100 BTC and 17,000,000 USDC held. */
    private void holdMuch() {
        p.trade(1, DESK_A, MAKER, "60000", "300");
        assertNull(p.venue.operator().transfer("DESK-A", Currency.USDC, -34_000_000 * MICROS, p.f.nowNs++));
        p.f.said();
    }

    @Test
    void shouldSayWhereAPositionWouldBeLiquidated() {
        holdMuch();
        final long liquidationPxE8 = report().positions().get(0).liquidationPxE8();
        final long moveE6 = (liquidationPxE8 - e8("60000")) / 6_000_000; // a millionth of 60,000
        final StressFigures before = report(shock(ShockKind.PRICE, Map.of("BTC", moveE6 + 10)))
                .outcomes()
                .get(0)
                .figures();
        final StressFigures behind = report(shock(ShockKind.PRICE, Map.of("BTC", moveE6 - 10)))
                .outcomes()
                .get(0)
                .figures();
        assertTrue(before.equityMicros() > before.maintenanceMicros(), before::toString);
        assertTrue(behind.equityMicros() < behind.maintenanceMicros(), behind::toString);
        assertEquals(LadderStage.RESTRICTED, before.stage());
        assertEquals(LadderStage.UNWIND, behind.stage());
    }

    @Test
    void shouldForeseeWhatAMoveOfPricesBringsAbout() {
        hold();
        final StressFigures foreseen = report(shock(ShockKind.PRICE, Map.of("BTC", -100_000L, "ETH", 80_000L)))
                .outcomes()
                .get(0)
                .figures();
        assertNotEquals(standing(), foreseen);
        p.f.index(VenueFixture.BTC, "54000").index(VenueFixture.ETH, "3240");
        assertEquals(standing(), foreseen);
        assertEquals(foreseen, report().now());
    }

    @Test
    void shouldAgreeWithTheNaiveTwinInEveryMarket() {
        hold();
        final Random random = new Random(27);
        for (int n = 0; n < 300; n++) {
            final Map<String, Long> moves = new HashMap<>();
            NAMES.forEach(name -> moves.put(name, random.nextInt(1_400_000) - 700_000L));
            final ShockKind kind = random.nextBoolean() ? ShockKind.PRICE : ShockKind.CORRELATION;
            final StressFigures figures =
                    report(shock(kind, moves)).outcomes().get(0).figures();
            final PlainMargin.Figures twin = twin(moves, kind == ShockKind.CORRELATION ? 0 : 600_000);
            final String which = n + ": " + kind + " " + moves;
            assertEquals(twin.equity().longValueExact(), figures.equityMicros(), which);
            assertEquals(twin.initialMargin().longValueExact(), figures.initialMicros(), which);
            assertEquals(twin.maintenanceMargin().longValueExact(), figures.maintenanceMicros(), which);
            assertEquals(twin.excess().longValueExact(), figures.excessMicros(), which);
        }
    }

    /** DESK-A's holdings, put together anew, in a market that was moved by decimals. */
    private PlainMargin.Figures twin(final Map<String, Long> movesE6, final long offsetE6) {
        final List<Underlying> underlyings = new ArrayList<>();
        for (int n = 0; n < NAMES.size(); n++) {
            final Underlying underlying = new Underlying(
                    n + 1, new UnderlyingDefinition(NAMES.get(n), NAMES.get(n) + "-INDEX", 1, 200_000, RULES));
            underlying.indexE8(new BigDecimal(INDEXES.get(n))
                    .multiply(BigDecimal.ONE.add(BigDecimal.valueOf(movesE6.get(NAMES.get(n)), 6)))
                    .movePointRight(8)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact());
            underlyings.add(underlying);
        }
        final List<Instrument> instruments = new ArrayList<>();
        final Holdings holdings = new Holdings();
        for (final Currency currency : Currency.values()) {
            holdings.credit(currency, p.venue.holdings().cashUnits(DESK_A, currency));
        }
        for (final InstrumentDefinition definition : p.instruments()) {
            final int id = instruments.size() + 1;
            final int underlying = NAMES.indexOf(definition.underlying());
            final Instrument instrument = new Instrument(id, definition, underlyings.get(underlying));
            final long ticks = e8(INDEXES.get(underlying)) / definition.tickSizeE8();
            assertEquals(LOTS[id - 1], p.venue.holdings().positionLots(DESK_A, id));
            holdings.restore(id, LOTS[id - 1], instrument.notionalUnits(ticks, LOTS[id - 1]));
            instruments.add(instrument);
        }
        final Instrument btc = instruments.get(0);
        final Instrument eth = instruments.get(1);
        holdings.openOrder(1, Side.BUY, 5_000, loss(5 * 59_000L, btc, 5));
        holdings.openOrder(2, Side.SELL, 10_000, loss(-100 * 3_100L, eth, -100));
        final PlainMargin margin = new PlainMargin(parameters(offsetE6), underlyings, instruments, p.f.nowNs / DAY_NS);
        for (int id = 1; id <= LOTS.length; id++) {
            margin.hold(id, Math.abs(LOTS[id - 1]), 0);
        }
        return margin.figures(holdings);
    }

    /** What an order loses at the mark, with its fee of 4 bp. */
    private static long loss(final long paid, final Instrument instrument, final long qty) {
        final BigDecimal gained = BigDecimal.valueOf(instrument.markE8(), 2)
                .multiply(BigDecimal.valueOf(qty))
                .setScale(0, RoundingMode.FLOOR);
        return BigDecimal.valueOf(paid * MICROS)
                .subtract(gained)
                .max(BigDecimal.ZERO)
                .add(BigDecimal.valueOf(Math.abs(paid) * MICROS).multiply(new BigDecimal("0.0004")))
                .longValueExact();
    }

    @Test
    void shouldCountNoOffsetWhereCorrelationsBreak() {
        hold();
        final StressReport report = report(shock(ShockKind.CORRELATION, Map.of()));
        final StressFigures broken = report.outcomes().get(0).figures();
        assertEquals(report.now().equityMicros(), broken.equityMicros());
        assertTrue(broken.initialMicros() > report.now().initialMicros());
        final Map<String, Long> still = Map.of("BTC", 0L, "ETH", 0L, "SOL", 0L);
        assertEquals(twin(still, 0).initialMargin().longValueExact(), broken.initialMicros());
    }

    @Test
    void shouldForeseeWhatAnHourOfFundingCosts() {
        hold();
        final StressReport report = report(funding(100_000, 1)); // what it comes to without a premium
        assertEquals(
                List.of("BTC-PERP", "ETH-PERP", "SOL-PERP", "BTCUSD-PERP"),
                report.fundings().stream().map(StressReport.Funding::symbol).toList());
        // 1,800,000 USD at 0.01 % for eight hours
        assertEquals(-22_500_000, report.fundings().get(0).units());
        assertEquals(15_000_000, report.fundings().get(1).units());
        assertEquals("BTC", report.fundings().get(3).currency());
        p.passToTheHour().pass(1);
        assertEquals(standing(), report.outcomes().get(0).figures());
    }

    @Test
    void shouldPayNoMoreThanTheCapOfAnInstrument() {
        hold();
        final StressReport.Funding spike =
                report(funding(1_000_000_000, 168)).fundings().get(0);
        assertEquals(40_000_000, spike.rateE9());
        assertEquals(-1_800_000 * MICROS / 8 * 4 / 100 * 168, spike.units());
        final StressReport.Funding other =
                report(funding(-10_000_000, 2)).fundings().get(0);
        assertEquals(-10_000_000, other.rateE9());
        assertEquals(2 * 1_800_000 * MICROS / 8 / 100, other.units());
    }

    @Test
    void shouldAskForTheMostConfidenceOfAnIndexThatStandsStill() {
        hold();
        final StressReport report = report(shock(ShockKind.ORACLE, Map.of("SOL", 0L)));
        final StressReport.Outcome frozen = report.outcomes().get(0);
        final long confidence = 300_000 * MICROS / 1_000_000 * RULES.clampE6();
        assertEquals(report.now().initialMicros() + confidence, frozen.figures().initialMicros());
        assertEquals(report.now().maintenanceMicros(), frozen.figures().maintenanceMicros());
        assertTrue(frozen.isLiquidationHeld());
        assertTrue(frozen.isWithdrawalHeld());
        final StressReport calm = report(shock(ShockKind.PRICE, Map.of("SOL", 0L)));
        assertFalse(calm.outcomes().get(0).isLiquidationHeld());
        assertFalse(calm.outcomes().get(0).isWithdrawalHeld());
    }

    @Test
    void shouldSayWhichStageAShockLeadsTo() {
        holdMuch();
        final List<LadderStage> stages = Stream.of(0L, -950_000L, -970_000L)
                .map(move -> report(shock(ShockKind.PRICE, Map.of("BTC", move)))
                        .outcomes()
                        .get(0)
                        .figures()
                        .stage())
                .toList();
        assertEquals(List.of(LadderStage.HEALTHY, LadderStage.RESTRICTED, LadderStage.TAKEOVER), stages);
    }

    @Test
    void shouldRefuseWhatCannotBeMeant() {
        hold();
        final StressShock none = shock(ShockKind.CORRELATION, Map.of());
        assertEquals("there is no account NOBODY", desk.problem("NOBODY", List.of()));
        assertEquals(
                "33 shocks are asked for: at most 32",
                desk.problem("DESK-A", Stream.generate(() -> none).limit(33).toList()));
        assertEquals(
                "more than 8 shocks of funding are asked for",
                desk.problem(
                        "DESK-A", Stream.generate(() -> funding(1, 1)).limit(9).toList()));
        assertProblem("a shock names an underlying at least", shock(ShockKind.PRICE, Map.of()));
        assertProblem(
                "there is no underlying DOGE",
                new StressShock(ShockKind.ORACLE, List.of(new StressShock.Move("DOGE", 0)), 0, 0));
        final StressShock.Move move = new StressShock.Move("BTC", 1);
        assertProblem("a shock names BTC twice", new StressShock(ShockKind.PRICE, List.of(move, move), 0, 0));
        for (final long beyond : new long[] {-1_000_000, 1_000_001, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertProblem(
                    "a price moves by more than -100 % and by at most 100 %: BTC",
                    shock(ShockKind.PRICE, Map.of("BTC", beyond)));
        }
        assertProblem(
                "the mark of BTC-PERP would be outside of its prices: 6000000 · 1e-8",
                shock(ShockKind.PRICE, Map.of("BTC", -999_999L)));
        assertProblem(
                "a shock of funding names no underlying: DOGE",
                new StressShock(ShockKind.FUNDING, List.of(new StressShock.Move("DOGE", 0)), 1, 1));
        assertProblem("hours of funding: 1 to 168", funding(1, 0));
        assertProblem("hours of funding: 1 to 168", funding(1, 169));
        assertProblem("a rate of funding is within 100 %", funding(1_000_000_001, 1));
        assertProblem("a rate of funding is within 100 %", funding(Long.MIN_VALUE, 1));
    }

    /** A future that was taken off the list, at prices of at most 70,000: nobody can hold it any more. */
    @Test
    void shouldNotAskWhatNobodyCanHoldForItsPrices() {
        p.reconfigure(200, p.instrumentsWithCheapFuture("70000"));
        p.reconfigure(201, p.instruments().subList(0, 4));
        final StressReport report = report(shock(ShockKind.PRICE, Map.of("BTC", 200_000L)));
        assertEquals(
                100 * 12_000 * MICROS,
                report.outcomes().get(0).figures().equityMicros() - report.now().equityMicros());
    }

    /** 52 perpetuals without a cap, each at the largest position of all: 21 times 468 billion USD. */
    @Test
    void shouldRefuseMoreFundingThanThereCanBe() {
        final List<InstrumentDefinition> instruments = new ArrayList<>(p.instruments());
        for (int n = 0; n < 52; n++) {
            instruments.add(new InstrumentDefinition(
                    "BTC-" + n,
                    "BTC",
                    InstrumentKind.LINEAR_PERPETUAL,
                    0,
                    0,
                    e8("0.5"),
                    e8("0.001"),
                    e8("60000"),
                    e8("0.001"),
                    e8("150000"),
                    e8("150000"),
                    200_000,
                    50_000,
                    100_000,
                    400_000,
                    new FundingTerms(FundingTerms.HOUR_NS, 5_000_000_000L, 0, 100_000, 500_000, 1_000_000_000)));
        }
        p.reconfigure(200, instruments);
        for (final String name : List.of("DESK-A", "MAKER")) {
            p.venue.operator().transfer(name, Currency.USDC, 480_000_000_000L * MICROS, p.f.nowNs++);
        }
        for (int id = 6; id <= instruments.size(); id++) {
            p.trade(id, DESK_A, MAKER, "60000", "150000");
            assertEquals(150_000_000, p.venue.holdings().positionLots(DESK_A, id));
        }
        report(funding(1_000_000_000, 24), shock(ShockKind.PRICE, Map.of("BTC", -500_000L)));
        assertProblem("so much funding is more than the venue can hold", funding(1_000_000_000, 168));
        assertProblem("so much funding is more than the venue can hold", funding(-1_000_000_000, 168));
    }

    private void assertProblem(final String text, final StressShock shock) {
        assertEquals(text, desk.problem("DESK-A", List.of(shock)));
    }

    @Test
    void shouldLeaveTheStateAsItWasAndSayNothing() {
        hold();
        final long hash = p.venue.stateHash();
        final SavedState before = SavedState.of(p.venue);
        report(
                shock(ShockKind.PRICE, Map.of("BTC", -500_000L)),
                shock(ShockKind.CORRELATION, Map.of()),
                funding(500_000, 24),
                shock(ShockKind.ORACLE, Map.of("ETH", 0L)));
        assertTrue(SavedState.of(p.venue).isEqualTo(before));
        assertEquals(hash, p.venue.stateHash());
        assertEquals(List.of(), p.f.said());
    }

    @Test
    void shouldKnowTheParametersThatItWasMadeBy() {
        assertEquals("test", report().parameters());
        final UnderlyingParameters btc =
                p.venue.margins().inForce().underlyings().get(0);
        assertEquals(600_000, btc.offsetE6());
    }
}
