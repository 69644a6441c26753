package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.MarginFigures;
import java.util.List;

/**
 * The margin of one account (margin.md, terms 1 and order loss), kept as sums: an order, or a move of the index, costs
 * the terms of one underlying.
 *
 * <p>Per underlying u: {@code E_u} is the value at mark of its positions, {@code E+} with every buy order filled,
 * {@code E-} with every sell order filled; {@link ScanRisk} covers every set of partial fills between them. {@code IM =
 * scan at the extremes + order loss}; {@code MM = 0.8 · scan of the positions alone}; {@code equity = cash + Σ (value
 * at mark - cost)}; {@code IM equity} counts an unrealised gain at its weight. Losses and requirements are rounded up,
 * gains down, once a term.
 *
 * <p>The terms of an instrument are of the holdings that they were taken of last: the account's, or for a while those
 * of a hypothetical. Cash and order losses are read from the holdings that a figure is asked for.
 */
public final class PortfolioMargin {
    private static final long MAINTENANCE_E6 = 800_000;
    private static final long NEVER = -1;
    private static final int STRIDE = 10;
    private static final int LOW = 0;
    private static final int HELD = 1;
    private static final int HIGH = 2;
    private static final int UNREALISED = 3;
    private static final int DISCOUNT = 4;
    private static final int PRICE_VERSION = 5;
    private static final int LOTS = 6;
    private static final int BUY_LOTS = 7;
    private static final int SELL_LOTS = 8;
    private static final int COST = 9;

    private final List<Instrument> instruments;
    private final ScenarioSet scenarios;
    private final ScanRisk initial;
    private final ScanRisk maintenance;

    /** By instrument, {@link #STRIDE} longs each. */
    private final long[] terms;

    /** By underlying, over its instruments, {@link #STRIDE} longs each: exposures only. */
    private final long[] exposures;

    private long totalUnrealisedMicros;
    private long totalDiscountMicros;
    private long pricesVersion = NEVER;
    /** Bit id - 1 of each underlying whose positions are not in {@link #maintenance} yet. */
    private long staleMaintenance;
    /** Bit id - 1 of each instrument whose terms are of a hypothetical. */
    private long triedOut;

    /**
     * Of an account that holds nothing.
     *
     * @param instruments by id, from 1 at index 0; those of now.
     * @param scenarios in force.
     */
    public PortfolioMargin(final List<Instrument> instruments, final ScenarioSet scenarios) {
        this.instruments = instruments;
        this.scenarios = scenarios;
        initial = new ScanRisk(scenarios);
        maintenance = new ScanRisk(scenarios);
        terms = new long[(instruments.size() + 1) * STRIDE];
        exposures = new long[(scenarios.underlyingCount() + 1) * STRIDE];
    }

    /** Whether it was made for these scenarios: others come with every configuration. */
    public boolean isOf(final ScenarioSet inForce) {
        return scenarios == inForce;
    }

    /** Version of all prices together that the terms were taken at. */
    public long pricesVersion() {
        return pricesVersion;
    }

    /** Becomes equal to another of the same instruments and scenarios, whose terms are all an account's. */
    public void copyFrom(final PortfolioMargin other) {
        initial.copyFrom(other.initial);
        maintenance.copyFrom(other.maintenance);
        System.arraycopy(other.terms, 0, terms, 0, terms.length);
        System.arraycopy(other.exposures, 0, exposures, 0, exposures.length);
        totalUnrealisedMicros = other.totalUnrealisedMicros;
        totalDiscountMicros = other.totalDiscountMicros;
        pricesVersion = other.pricesVersion;
        staleMaintenance = other.staleMaintenance;
        triedOut = 0;
    }

    /**
     * Brings all terms to an account's holdings and to the marks of now.
     *
     * @param holdings of the account.
     * @param newPricesVersion of all prices together: grows whenever one of them changes.
     */
    public void refresh(final Holdings holdings, final long newPricesVersion) {
        if (pricesVersion != newPricesVersion) {
            takeRepriced(holdings);
            pricesVersion = newPricesVersion;
        }
        long changed = holdings.takeChangedInstruments() | triedOut;
        triedOut = 0;
        while (changed != 0) {
            take(instruments.get(Long.numberOfTrailingZeros(changed)), holdings);
            changed &= changed - 1;
        }
    }

    /** Takes an instrument's terms of a hypothetical; {@link #refresh} takes them of the account's holdings again. */
    public void tryOut(final Instrument instrument, final Holdings hypotheticalHoldings) {
        initial.settle(); // once, rather than anew in each hypothetical of the same holdings
        triedOut |= 1L << (instrument.id() - 1);
        take(instrument, hypotheticalHoldings);
    }

    /** IM of the terms as they are. */
    public long initialMarginMicros(final Holdings holdings) {
        return Math.addExact(initial.requirementMicros(), holdings.totalOrderLossMicros());
    }

    /** IM equity less a given IM. */
    public long excessMicros(final Holdings holdings, final long initialMarginMicros) {
        return equityMicros(holdings) - totalDiscountMicros - initialMarginMicros;
    }

    /** Equity of the terms as they are. */
    public long equityMicros(final Holdings holdings) {
        return Math.addExact(holdings.cashMicros(), totalUnrealisedMicros);
    }

    /**
     * What may leave the account: {@code max(0, min(cash, equity - unrealised gains - max(IM, 10 % of gross
     * notional)))}.
     */
    public long withdrawableMicros(final Holdings holdings) {
        long gains = 0;
        long gross = 0;
        for (int i = 0; i < instruments.size(); i++) {
            final int at = instruments.get(i).id() * STRIDE;
            gains += Math.max(0, terms[at + UNREALISED]);
            gross += Math.abs(terms[at + HELD]);
        }
        final long kept = Math.max(initialMarginMicros(holdings), gross / 10 + 1);
        return Math.max(0, Math.min(holdings.cashMicros(), equityMicros(holdings) - gains - kept));
    }

    /** MM of the terms as they are. */
    public long maintenanceMarginMicros() {
        refreshMaintenance();
        return part(maintenance.requirementMicros());
    }

    /** MM if the positions in one underlying had another exposure. */
    public long maintenanceMarginMicros(final int underlyingId, final long exposureMicros) {
        refreshMaintenance();
        maintenance.move(underlyingId, exposureMicros, exposureMicros);
        final long requirement = maintenance.requirementMicros();
        final long held = exposures[underlyingId * STRIDE + HELD];
        maintenance.move(underlyingId, held, held);
        return part(requirement);
    }

    /** Value at mark less cost of an instrument's position. */
    public long unrealisedMicros(final int instrumentId) {
        return terms[instrumentId * STRIDE + UNREALISED];
    }

    /** Fills in all figures of the terms as they are. */
    public void figures(final Holdings holdings, final MarginFigures figures) {
        final long requirement = initial.requirementMicros();
        figures.present = true;
        figures.initialMarginMicros = Math.addExact(requirement, holdings.totalOrderLossMicros());
        figures.maintenanceMarginMicros = maintenanceMarginMicros();
        figures.equityMicros = equityMicros(holdings);
        figures.excessMicros = excessMicros(holdings, figures.initialMarginMicros);
        figures.worstScenarioId = initial.worstScenarioId(requirement);
    }

    private void takeRepriced(final Holdings holdings) {
        for (int i = 0; i < instruments.size(); i++) {
            final Instrument instrument = instruments.get(i);
            if (terms[instrument.id() * STRIDE + PRICE_VERSION] != instrument.priceVersion()) {
                take(instrument, holdings);
            }
        }
    }

    private void take(final Instrument instrument, final Holdings holdings) {
        final int at = instrument.id() * STRIDE;
        final int u = instrument.underlying().id();
        final long lots = holdings.lots(instrument.id());
        final long version = instrument.priceVersion();
        final boolean isNew = terms[at + LOTS] != lots || terms[at + PRICE_VERSION] != version;
        if (isNew) {
            terms[at + LOTS] = lots;
            terms[at + PRICE_VERSION] = version;
            final long held = lots == 0 ? 0 : instrument.exposureMicros(lots, instrument.markE8());
            if (held != terms[at + HELD]) {
                staleMaintenance |= 1L << (u - 1);
            }
            expose(at, u, HELD, held);
        }
        takeEnd(instrument, isNew, LOW, SELL_LOTS, -holdings.sellLots(instrument.id()));
        takeEnd(instrument, isNew, HIGH, BUY_LOTS, holdings.buyLots(instrument.id()));
        initial.move(u, exposures[u * STRIDE + LOW], exposures[u * STRIDE + HIGH]);
        final long cost = holdings.costUnits(instrument.id());
        if (isNew || terms[at + COST] != cost) {
            terms[at + COST] = cost;
            takeGain(
                    instrument,
                    at,
                    lots == 0 ? 0 : instrument.microsDown(instrument.valueUnits(lots, instrument.markE8()) - cost));
        }
    }

    /** One end of where the orders may lead. */
    private void takeEnd(
            final Instrument instrument, final boolean isNew, final int end, final int orders, final long orderLots) {
        final int at = instrument.id() * STRIDE;
        if (isNew || terms[at + orders] != orderLots) {
            terms[at + orders] = orderLots;
            final long micros = orderLots == 0
                    ? terms[at + HELD]
                    : instrument.exposureMicros(terms[at + LOTS] + orderLots, instrument.markE8());
            expose(at, instrument.underlying().id(), end, micros);
        }
    }

    private void expose(final int at, final int underlyingId, final int what, final long micros) {
        exposures[underlyingId * STRIDE + what] += micros - terms[at + what];
        terms[at + what] = micros;
    }

    private void takeGain(final Instrument instrument, final int at, final long unrealised) {
        if (unrealised == terms[at + UNREALISED]) {
            return;
        }
        final long weightE6 = instrument.underlying().definition().gainWeightE6();
        final long discount = unrealised > 0 ? FixedPoint.mulDivCeil(unrealised, E6 - weightE6, E6) : 0;
        totalUnrealisedMicros = Math.addExact(totalUnrealisedMicros, unrealised - terms[at + UNREALISED]);
        totalDiscountMicros += discount - terms[at + DISCOUNT];
        terms[at + UNREALISED] = unrealised;
        terms[at + DISCOUNT] = discount;
    }

    private void refreshMaintenance() {
        while (staleMaintenance != 0) {
            final int u = Long.numberOfTrailingZeros(staleMaintenance) + 1;
            final long held = exposures[u * STRIDE + HELD];
            maintenance.move(u, held, held);
            staleMaintenance &= staleMaintenance - 1;
        }
    }

    private static long part(final long requirementMicros) {
        return FixedPoint.mulDivCeil(requirementMicros, MAINTENANCE_E6, E6);
    }
}
