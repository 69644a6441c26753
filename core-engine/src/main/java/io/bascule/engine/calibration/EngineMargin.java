package io.bascule.engine.calibration;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.MarginRules;
import io.bascule.engine.margin.PortfolioMargin;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The engine's own margin function, of an account that holds a book and nothing else. Every coin stands at 100 USD and
 * every mark at the index, for a requirement is a part of notional; so holdings stay as they are from day to day, and
 * nothing is unrealised.
 */
final class EngineMargin implements BookMargin {
    private static final double MICROS = 1e6;
    private static final double PRICE_USD = 100;
    private static final long PRICE_E8 = 10_000_000_000L;
    private static final long USD_E8 = 100_000_000L;
    private static final long TICK_E8 = 1_000_000L;
    private static final long LOT_E8 = 10_000L;
    private static final double LOTS_PER_COIN = 10_000;
    private static final long TAKER_FEE_NANOS = 500_000;
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int NEAR_DAYS = 30;
    private static final int FAR_DAYS = 90;
    private static final long PRICES_VERSION = 1;

    private final double notionalUsd;
    private final List<Underlying> underlyings = new ArrayList<>();
    private final List<Instrument> instruments = new ArrayList<>();
    private final Map<String, Map<Leg.Kind, Instrument>> instrumentOf = new TreeMap<>();
    private final Holdings holdings = new Holdings();
    private PortfolioMargin margin;
    private List<Leg> held = List.of();

    /**
     * @param coins that there are.
     * @param books that will be held.
     * @param notionalUsd gross notional of a whole book.
     */
    EngineMargin(final List<String> coins, final List<Book> books, final double notionalUsd) {
        this.notionalUsd = notionalUsd;
        for (final String coin : coins) {
            final Underlying underlying =
                    new Underlying(underlyings.size() + 1, new UnderlyingDefinition(coin, coin, PRICE_E8, USD_E8));
            underlyings.add(underlying);
            for (final Leg.Kind kind : Leg.Kind.values()) {
                final boolean isUsed = books.stream()
                        .flatMap(book -> book.legs().stream())
                        .anyMatch(leg -> leg.coin().equals(coin) && leg.kind() == kind);
                if (isUsed && kind != Leg.Kind.COIN) {
                    list(underlying, kind);
                }
            }
        }
    }

    private void list(final Underlying underlying, final Leg.Kind kind) {
        final String coin = underlying.definition().name();
        final boolean isInverse = kind == Leg.Kind.INVERSE;
        final int days = kind == Leg.Kind.NEAR_FUTURE ? NEAR_DAYS : kind == Leg.Kind.FAR_FUTURE ? FAR_DAYS : 0;
        final Instrument instrument = new Instrument(
                instruments.size() + 1,
                new InstrumentDefinition(
                        coin + " " + kind,
                        coin,
                        isInverse
                                ? InstrumentKind.INVERSE_PERPETUAL
                                : days == 0 ? InstrumentKind.LINEAR_PERPETUAL : InstrumentKind.LINEAR_FUTURE,
                        isInverse ? USD_E8 : 0,
                        days * DAY_NS,
                        TICK_E8,
                        isInverse ? USD_E8 : LOT_E8,
                        PRICE_E8 * 10,
                        isInverse ? USD_E8 : LOT_E8,
                        Long.MAX_VALUE / 2,
                        Long.MAX_VALUE / 2,
                        100_000,
                        50_000,
                        0,
                        TAKER_FEE_NANOS),
                underlying);
        instruments.add(instrument);
        instrumentOf.computeIfAbsent(coin, key -> new EnumMap<>(Leg.Kind.class)).put(kind, instrument);
    }

    @Override
    public void take(final MarginParameters parameters) {
        margin = new PortfolioMargin(new MarginRules(parameters, underlyings, instruments, 0));
        margin.refresh(holdings, PRICES_VERSION);
    }

    @Override
    public void hold(final List<Leg> legs) {
        held.forEach(leg -> set(leg, 0));
        legs.forEach(leg -> set(leg, leg.weight() * notionalUsd));
        held = legs;
        margin.refresh(holdings, PRICES_VERSION);
    }

    /** A leg of so much, or with 0 of nothing. */
    private void set(final Leg leg, final double usd) {
        if (leg.kind() == Leg.Kind.COIN) {
            final Currency coin = Currency.valueOf(leg.coin());
            final long units = Math.round(usd / PRICE_USD * coin.unitsPerWhole());
            holdings.credit(coin, units - holdings.cashUnits(coin));
        } else {
            final Instrument instrument = instrumentOf.get(leg.coin()).get(leg.kind());
            final double lots = leg.kind() == Leg.Kind.INVERSE ? usd : usd / PRICE_USD * LOTS_PER_COIN;
            final long whole = Math.round(lots);
            holdings.restore(instrument.id(), whole, instrument.valueUnits(whole, instrument.markE8()));
        }
    }

    @Override
    public double initialMargin() {
        return margin.initialMarginMicros(holdings) / MICROS / notionalUsd;
    }

    @Override
    public double maintenanceMargin() {
        return margin.maintenanceMarginMicros(holdings) / MICROS / notionalUsd;
    }
}
