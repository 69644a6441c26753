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

    private final List<Instrument> instruments;
    private final ScenarioSet scenarios;
    private final ScanRisk initial;
    private final ScanRisk maintenance;

    /** By instrument. */
    private final long[] lowMicros;

    private final long[] heldMicros;
    private final long[] highMicros;
    private final long[] unrealisedMicros;
    private final long[] discountMicros;
    private final long[] priceVersions;

    /** By underlying, over its instruments. */
    private final long[] lowOf;

    private final long[] heldOf;
    private final long[] highOf;

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
        final int perInstrument = instruments.size() + 1;
        final int perUnderlying = scenarios.underlyingCount() + 1;
        initial = new ScanRisk(scenarios);
        maintenance = new ScanRisk(scenarios);
        lowMicros = new long[perInstrument];
        heldMicros = new long[perInstrument];
        highMicros = new long[perInstrument];
        unrealisedMicros = new long[perInstrument];
        discountMicros = new long[perInstrument];
        priceVersions = new long[perInstrument];
        lowOf = new long[perUnderlying];
        heldOf = new long[perUnderlying];
        highOf = new long[perUnderlying];
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
        copy(other.lowMicros, lowMicros);
        copy(other.heldMicros, heldMicros);
        copy(other.highMicros, highMicros);
        copy(other.unrealisedMicros, unrealisedMicros);
        copy(other.discountMicros, discountMicros);
        copy(other.priceVersions, priceVersions);
        copy(other.lowOf, lowOf);
        copy(other.heldOf, heldOf);
        copy(other.highOf, highOf);
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
        maintenance.move(underlyingId, heldOf[underlyingId], heldOf[underlyingId]);
        return part(requirement);
    }

    /** Value at mark less cost of an instrument's position. */
    public long unrealisedMicros(final int instrumentId) {
        return unrealisedMicros[instrumentId];
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
            if (priceVersions[instrument.id()] != instrument.underlying().priceVersion()) {
                take(instrument, holdings);
            }
        }
    }

    private void take(final Instrument instrument, final Holdings holdings) {
        final int i = instrument.id();
        final long mark = instrument.markE8();
        priceVersions[i] = instrument.underlying().priceVersion();
        final long lots = holdings.lots(i);
        final long buyLots = holdings.buyLots(i);
        final long sellLots = holdings.sellLots(i);
        final long held = instrument.exposureMicros(lots, mark);
        final long low = sellLots == 0 ? held : instrument.exposureMicros(lots - sellLots, mark);
        final long high = buyLots == 0 ? held : instrument.exposureMicros(lots + buyLots, mark);
        final int u = instrument.underlying().id();
        if (held != heldMicros[i]) {
            heldOf[u] += held - heldMicros[i];
            heldMicros[i] = held;
            staleMaintenance |= 1L << (u - 1);
        }
        lowOf[u] += low - lowMicros[i];
        highOf[u] += high - highMicros[i];
        lowMicros[i] = low;
        highMicros[i] = high;
        initial.move(u, lowOf[u], highOf[u]);
        takeGain(instrument, lots == 0 ? 0 : instrument.valueMicros(lots, mark) - holdings.costMicros(i));
    }

    private void takeGain(final Instrument instrument, final long unrealised) {
        final int i = instrument.id();
        if (unrealised == unrealisedMicros[i]) {
            return;
        }
        final long weightE6 = instrument.underlying().definition().gainWeightE6();
        final long discount = unrealised > 0 ? FixedPoint.mulDivCeil(unrealised, E6 - weightE6, E6) : 0;
        totalUnrealisedMicros = Math.addExact(totalUnrealisedMicros, unrealised - unrealisedMicros[i]);
        totalDiscountMicros += discount - discountMicros[i];
        unrealisedMicros[i] = unrealised;
        discountMicros[i] = discount;
    }

    private void refreshMaintenance() {
        while (staleMaintenance != 0) {
            final int u = Long.numberOfTrailingZeros(staleMaintenance) + 1;
            maintenance.move(u, heldOf[u], heldOf[u]);
            staleMaintenance &= staleMaintenance - 1;
        }
    }

    private static long part(final long requirementMicros) {
        return FixedPoint.mulDivCeil(requirementMicros, MAINTENANCE_E6, E6);
    }

    private static void copy(final long[] source, final long[] target) {
        System.arraycopy(source, 0, target, 0, target.length);
    }
}
