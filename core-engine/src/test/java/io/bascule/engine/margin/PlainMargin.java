package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.order.MarginFigures;
import java.util.List;

/**
 * The margin of an account (margin.md, terms 1 and order loss).
 *
 * <p>Per underlying u: {@code E_u} is the value at mark of its positions, {@code E+} with every buy order filled,
 * {@code E-} with every sell order filled. In scenario k with shock s the P&amp;L is {@code x = E·s}; a loss counts
 * whole, a gain counts θ of itself against losses elsewhere: {@code f = max(-x, -θ·x)}, and {@code L = max(-x, 0)}.
 * Each underlying stands at the worst point of [E-, E+], so every set of partial fills is covered. {@code scan =
 * max(0, max_k max(Σ f, Σ (L - g·|E|) - C0))}, where {@code g·Σ|E| + C0} is the deduction C. Both terms are piecewise
 * linear in E with a kink at 0 only: the ends, and 0 between them, are all there is to try.
 *
 * <p>{@code IM = scan at the extremes + order loss}; {@code MM = 0.8 · scan of the positions alone}; {@code equity =
 * cash + Σ (value at mark - cost)}; {@code IM equity} counts an unrealised gain at its weight. Losses and
 * requirements are rounded up, gains down, once a term.
 */
public final class PlainMargin {
    private static final long MAINTENANCE_E6 = 800_000;

    private final long[] low = new long[Holdings.MAX_INSTRUMENTS + 1];
    private final long[] held = new long[Holdings.MAX_INSTRUMENTS + 1];
    private final long[] high = new long[Holdings.MAX_INSTRUMENTS + 1];
    private int worstScenarioId;

    /**
     * Fills in all figures.
     *
     * @param holdings of the account.
     * @param instruments by id, from 1 at index 0.
     * @param underlyings by id, from 1 at index 0.
     * @param marksE8 by instrument id.
     * @param scenarios in force.
     * @param figures that are filled in.
     */
    public void calculate(
            final Holdings holdings,
            final List<Instrument> instruments,
            final List<Underlying> underlyings,
            final long[] marksE8,
            final ScenarioSet scenarios,
            final MarginFigures figures) {
        for (int u = 1; u <= underlyings.size(); u++) {
            low[u] = 0;
            held[u] = 0;
            high[u] = 0;
        }
        long equity = holdings.cashMicros();
        long discount = 0;
        long orderLoss = 0;
        for (int i = 0; i < instruments.size(); i++) {
            final Instrument instrument = instruments.get(i);
            final int id = instrument.id();
            if (holdings.isFlat(id)) {
                continue;
            }
            final long mark = marksE8[id];
            final Underlying underlying = instrument.underlying();
            final long lots = holdings.lots(id);
            final int u = underlying.id();
            held[u] += instrument.exposureMicros(lots, mark);
            high[u] += instrument.exposureMicros(lots + holdings.buyLots(id), mark);
            low[u] += instrument.exposureMicros(lots - holdings.sellLots(id), mark);
            orderLoss += holdings.orderLossMicros(id);
            final long unrealised = instrument.valueUnits(lots, mark) - holdings.costUnits(id);
            equity = Math.addExact(equity, unrealised);
            if (unrealised > 0) {
                final long weightE6 = underlying.definition().gainWeightE6();
                discount += FixedPoint.mulDivCeil(unrealised, E6 - weightE6, E6);
            }
        }
        final long heldScan = scan(held, held, underlyings, scenarios);
        final long initialScan = scan(low, high, underlyings, scenarios);
        figures.present = true;
        figures.equityMicros = equity;
        figures.initialMarginMicros = Math.addExact(initialScan, orderLoss);
        figures.maintenanceMarginMicros = FixedPoint.mulDivCeil(heldScan, MAINTENANCE_E6, E6);
        figures.excessMicros = equity - discount - figures.initialMarginMicros;
        figures.worstScenarioId = worstScenarioId;
    }

    private long scan(
            final long[] from, final long[] to, final List<Underlying> underlyings, final ScenarioSet scenarios) {
        long worst = 0;
        worstScenarioId = 0;
        for (int k = 0; k < scenarios.count(); k++) {
            long offsetLoss = 0;
            long deductedLoss = -scenarios.floorMicros();
            for (int i = 0; i < underlyings.size(); i++) {
                final Underlying underlying = underlyings.get(i);
                final int u = underlying.id();
                if (from[u] == 0 && to[u] == 0) {
                    continue;
                }
                final long shockE6 = scenarios.shockE6(k, u);
                final long thetaE6 = underlying.definition().offsetE6();
                final boolean straddles = from[u] < 0 && to[u] > 0;
                final long f = Math.max(offsetLoss(from[u], shockE6, thetaE6), offsetLoss(to[u], shockE6, thetaE6));
                final long g = Math.max(
                        deductedLoss(from[u], shockE6, scenarios.grossE6()),
                        deductedLoss(to[u], shockE6, scenarios.grossE6()));
                offsetLoss += f;
                deductedLoss += straddles ? Math.max(g, 0) : g;
            }
            final long requirement = Math.max(offsetLoss, deductedLoss);
            if (requirement > worst) {
                worst = requirement;
                worstScenarioId = k + 1;
            }
        }
        return worst;
    }

    /** f of margin.md: the loss, or minus θ of the gain. */
    private static long offsetLoss(final long exposure, final long shockE6, final long thetaE6) {
        final boolean loss = (exposure < 0) != (shockE6 < 0);
        return loss
                ? FixedPoint.mulDivCeil(Math.abs(exposure), Math.abs(shockE6), E6)
                : -FixedPoint.mulDivFloor(Math.abs(exposure), Math.abs(shockE6) * thetaE6, E6 * E6);
    }

    /** L of margin.md, less the exposure's part of the deduction. */
    private static long deductedLoss(final long exposure, final long shockE6, final long grossE6) {
        final boolean loss = (exposure < 0) != (shockE6 < 0);
        final long whole = loss ? FixedPoint.mulDivCeil(Math.abs(exposure), Math.abs(shockE6), E6) : 0;
        return whole - FixedPoint.mulDivFloor(Math.abs(exposure), grossE6, E6);
    }
}
