package io.bascule.engine.margin;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.order.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An account that anything may happen to: linear and inverse perpetuals and dated futures of BTC, ETH, SOL and XRP, in
 * USDC and coins; a USDC that may leave its peg. Every term of margin.md is on, some scenarios are on their way in.
 */
public final class RandomBook {
    static final long E8 = 100_000_000L;
    static final long MICROS = 1_000_000L;
    /** 2026-11-26. */
    public static final long DAY = 20_783;

    private static final long DAY_NS = 86_400_000_000_000L;
    private static final String[] NAMES = {"BTC", "ETH", "SOL", "XRP", "USDC"};
    private static final long[] PRICES_E8 = {60_000 * E8 + 12_345_678, 3_000 * E8, 150 * E8, E8 / 2, E8};

    public final Random random;
    public final List<Underlying> underlyings = new ArrayList<>();
    public final List<Instrument> instruments = new ArrayList<>();
    public final MarginParameters parameters;
    public final MarginRules rules;
    public final PlainMargin twin;
    public final Holdings holdings = new Holdings();
    public long pricesVersion = 1;
    private boolean isQuoting = true;

    public RandomBook(final long seed) {
        random = new Random(seed);
        for (int u = 0; u < NAMES.length; u++) {
            underlyings.add(new Underlying(
                    u + 1, new UnderlyingDefinition(NAMES[u], NAMES[u] + "-INDEX", PRICES_E8[u], 200_000)));
        }
        for (int u = 0; u < NAMES.length - 1; u++) {
            linear(u, InstrumentKind.LINEAR_PERPETUAL, 0);
            linear(u, InstrumentKind.LINEAR_FUTURE, (DAY + 30 + 200L * u) * DAY_NS + 8 * DAY_NS / 24);
            if (u < 2) {
                inverse(u);
                linear(u, InstrumentKind.LINEAR_FUTURE, (DAY + 400) * DAY_NS);
            }
        }
        parameters = parameters();
        rules = new MarginRules(parameters, underlyings, instruments, DAY);
        twin = new PlainMargin(parameters, underlyings, instruments, DAY);
    }

    private void linear(final int u, final InstrumentKind kind, final long expiryNs) {
        final long lotE8 = new long[] {100_000, 1_000_000, 10_000_000, 10 * E8}[u];
        final long tickE8 = new long[] {50_000_000, 5_000_000, 1_000_000, 10_000}[u];
        add(NAMES[u], kind, 0, expiryNs, tickE8, lotE8);
    }

    private void inverse(final int u) {
        add(NAMES[u], InstrumentKind.INVERSE_PERPETUAL, (u == 0 ? 100 : 10) * E8, 0, 5_000_000, E8);
    }

    private void add(
            final String underlying,
            final InstrumentKind kind,
            final long contractSizeE8,
            final long expiryNs,
            final long tickE8,
            final long lotE8) {
        final int id = instruments.size() + 1;
        final int u = List.of(NAMES).indexOf(underlying);
        final InstrumentDefinition definition = new InstrumentDefinition(
                "I" + id,
                underlying,
                kind,
                contractSizeE8,
                expiryNs,
                tickE8,
                lotE8,
                1_000_000 * E8,
                lotE8,
                1_000 * E8,
                5_000 * E8,
                200_000,
                50_000,
                0,
                400_001);
        instruments.add(new Instrument(id, definition, underlyings.get(u)));
    }

    private static MarginParameters parameters() {
        final TestParameters all = new TestParameters();
        for (int u = 0; u < NAMES.length; u++) {
            all.add(new UnderlyingParameters(
                    NAMES[u],
                    u < 2 ? LiquidityClass.MAJOR : LiquidityClass.ALT,
                    120_001 + 37_001L * u,
                    110_003 + 37_001L * u,
                    u == 3 ? 333_333 : 600_000, // some gains are no whole parts of 1e-6
                    new long[] {800_000, 800_000, 500_000, 0, 1_000_000}[u],
                    5_003 + 1_000L * u,
                    50_000 + 50_000L * u,
                    101 + 100L * u,
                    List.of(
                            new ImpactStep(0, 82),
                            new ImpactStep(250_000 * MICROS, 191),
                            new ImpactStep(1_000_000 * MICROS, 415),
                            new ImpactStep(5_000_000 * MICROS, 851)),
                    20_000_000 * MICROS,
                    50_001 + 20_000L * u,
                    u == 1 ? -122_842 : 115_865));
        }
        return all.moves(950_000, -1_000_000, 1_000_000, -333_000, 333_000)
                .add(new ScenarioParameters(
                        "basis day",
                        1_000_000,
                        List.of(50_000L, -40_001L, 200_000L, 0L, 0L),
                        List.of(1L, 0L, 2L, 0L, -3L)))
                .add(new ScenarioParameters(
                        "coming",
                        650_000,
                        List.of(-150_000L, -200_000L, -180_007L, 300_000L, 0L),
                        List.of(-140_000L, -190_000L, -170_000L, 290_000L, 0L)))
                .add(new ScenarioParameters(
                        "going",
                        50_000,
                        List.of(900_000L, 900_000L, 900_000L, 900_000L, -900_000L),
                        List.of(800_000L, 800_000L, 800_000L, 800_000L, -10_000L)))
                .moves(0, -500_000, 500_000)
                .peg(new PegTier(5_000, 5_000), new PegTier(10_000, 20_000), new PegTier(30_000, 100_000))
                .deduction(20_000, 300_000 * MICROS)
                .build();
    }

    public Instrument anyInstrument() {
        return instruments.get(random.nextInt(instruments.size()));
    }

    /** One change of holdings or prices. */
    public void change(final int scale) {
        final Instrument instrument = anyInstrument();
        final int id = instrument.id();
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final long lots = 1L + random.nextInt(scale);
        isQuoting ^= random.nextInt(500) == 0; // for a while orders are opened, for a while they are closed only
        switch (random.nextInt(9)) {
            case 0, 1 -> fill(holdings, instrument, random.nextInt(3) == 0 ? side : against(instrument), lots);
            case 2, 3 -> {
                if (isQuoting) {
                    holdings.openOrder(id, side, lots, random.nextInt(1_000));
                } else {
                    closeOrders(id, side);
                }
            }
            case 4 -> closeOrders(id, side);
            case 5 -> flatten(instrument);
            case 6 -> transfer(scale);
            case 7 -> reprice(instrument);
            default -> {
                final Underlying underlying = underlyings.get(random.nextInt(underlyings.size()));
                final long base = underlying.definition().initialIndexE8();
                final boolean isPegged = underlying.definition().name().equals("USDC");
                final double far = isPegged ? 0.04 * random.nextDouble() : 0.3 * random.nextDouble();
                underlying.indexE8((long) (base * (1 + (isPegged ? 0.005 : 0.15) - far)));
                underlying.confidenceE6(random.nextInt(4) == 0 ? random.nextInt(3_000) : 0);
                pricesVersion++;
            }
        }
    }

    /** The side that hedges what is held of the underlying. */
    private Side against(final Instrument with) {
        long net = 0;
        for (int n = 0; n < instruments.size(); n++) { // an iterator would be garbage
            final Instrument instrument = instruments.get(n);
            if (instrument.underlying() == with.underlying()) {
                net += instrument.exposureMicros(holdings.lots(instrument.id()), instrument.markE8());
            }
        }
        return net > 0 ? Side.SELL : Side.BUY;
    }

    /** A mark of its own, up to 1 % from the index, or none any more; now and then another mean of its funding. */
    private void reprice(final Instrument instrument) {
        if (random.nextInt(10) == 0) {
            instrument.meanFundingE9(random.nextInt(2_000_001) - 1_000_000);
        }
        final long indexE8 = instrument.underlying().indexE8();
        instrument.ownMarkE8(
                random.nextInt(4) == 0 ? 0 : indexE8 - indexE8 / 100 + (long) (random.nextDouble() * indexE8 / 50));
        pricesVersion++;
    }

    /** At about the mark. */
    public void fill(final Holdings of, final Instrument instrument, final Side side, final long lots) {
        final long ticks = instrument.markE8() / instrument.definition().tickSizeE8();
        of.fill(instrument, side, lots, Math.max(1, ticks - ticks / 50 + (long) (random.nextDouble() * ticks / 25)));
    }

    /** So much is then held, or owed. */
    private void transfer(final int scale) {
        final Currency currency = Currency.at(random.nextInt(Currency.count()));
        final double whole = (random.nextDouble() - 0.4) * scale / (currency.isCoin() ? 1_000 : 1);
        holdings.credit(currency, (long) (whole * currency.unitsPerWhole()) - holdings.cashUnits(currency));
    }

    private void closeOrders(final int id, final Side side) {
        final long open = side == Side.BUY ? holdings.buyLots(id) : holdings.sellLots(id);
        if (open > 0) {
            holdings.closeOrder(id, side, open, 0);
        }
        if (holdings.buyLots(id) == 0 && holdings.sellLots(id) == 0) {
            holdings.orderLossMicros(id, 0);
        }
    }

    private void flatten(final Instrument instrument) {
        final long lots = holdings.lots(instrument.id());
        if (lots != 0) {
            fill(holdings, instrument, lots > 0 ? Side.SELL : Side.BUY, Math.abs(lots));
        }
    }
}
