package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.fixedpoint.FixedPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The published scenarios of one set of shocks, for initial or for maintenance margin. Ids run from 1 in the order of
 * publication; inside, those of full weight come first, so that weights cost nothing where there are none.
 */
final class ScenarioSet {
    private final long[][] shocksE6;
    private final long[] weightsE6;
    private final int[] idsBySlot;
    private final int[] slotsById;
    private final int fullCount;
    private final Shocks[] up;
    private final Shocks[] down;
    private final long grossE6;

    /**
     * @param published by id, from 1 at index 0.
     * @param isMaintenance which of a scenario's shocks.
     * @param parameterOf index of an underlying in the parameters, by the underlying's id from 1.
     * @param offsetsE6 θ, by the same index.
     * @param grossE6 part of gross notional in the deduction C.
     */
    ScenarioSet(
            final List<ScenarioParameters> published,
            final boolean isMaintenance,
            final int[] parameterOf,
            final long[] offsetsE6,
            final long grossE6) {
        this.grossE6 = grossE6;
        final List<Integer> order = new ArrayList<>();
        addIf(order, published, true);
        fullCount = order.size();
        addIf(order, published, false);
        idsBySlot = order.stream().mapToInt(n -> n + 1).toArray();
        slotsById = new int[idsBySlot.length + 1];
        weightsE6 = new long[idsBySlot.length];
        shocksE6 = new long[idsBySlot.length][parameterOf.length];
        for (int slot = 0; slot < idsBySlot.length; slot++) {
            final ScenarioParameters scenario = published.get(idsBySlot[slot] - 1);
            final List<Long> shocks = isMaintenance ? scenario.maintenanceShocksE6() : scenario.initialShocksE6();
            slotsById[idsBySlot[slot]] = slot;
            weightsE6[slot] = scenario.weightE6();
            for (int u = 1; u < parameterOf.length; u++) {
                shocksE6[slot][u] = shocks.get(parameterOf[u]);
            }
        }
        up = new Shocks[parameterOf.length];
        down = new Shocks[parameterOf.length];
        for (int u = 1; u < parameterOf.length; u++) {
            up[u] = shocks(u, 1, offsetsE6[parameterOf[u]]);
            down[u] = shocks(u, -1, offsetsE6[parameterOf[u]]);
        }
    }

    private static void addIf(
            final List<Integer> order, final List<ScenarioParameters> published, final boolean isFull) {
        for (int n = 0; n < published.size(); n++) {
            if (published.get(n).weightE6() == E6 == isFull) {
                order.add(n);
            }
        }
    }

    int count() {
        return idsBySlot.length;
    }

    /** Slots from 0 to below this one have full weight. */
    int fullCount() {
        return fullCount;
    }

    int underlyingCount() {
        return up.length - 1;
    }

    /** Slot of a scenario's id. */
    int slot(final int id) {
        return slotsById[id];
    }

    /** A requirement of at least 0 at its scenario's weight, rounded up. */
    long weighted(final int slot, final long micros) {
        return slot < fullCount ? micros : FixedPoint.mulDivCeil(micros, weightsE6[slot], E6);
    }

    /** The scenarios that raise an underlying. */
    Shocks up(final int underlyingId) {
        return up[underlyingId];
    }

    /** The scenarios that lower an underlying. */
    Shocks down(final int underlyingId) {
        return down[underlyingId];
    }

    /** Relative shock of an underlying in a scenario, by their ids. */
    long shockE6(final int scenarioId, final int underlyingId) {
        return shocksE6[slotsById[scenarioId]][underlyingId];
    }

    /** The largest shock of any underlying, whatever its sign. */
    long largestShockE6() {
        long largest = 0;
        for (final long[] shocks : shocksE6) {
            for (final long shock : shocks) {
                largest = Math.max(largest, Math.abs(shock));
            }
        }
        return largest;
    }

    /** Part of gross notional in C. */
    long grossE6() {
        return grossE6;
    }

    private Shocks shocks(final int underlyingId, final int sign, final long offsetE6) {
        final int[] slots = IntStream.range(0, count())
                .filter(slot -> shocksE6[slot][underlyingId] * sign > 0)
                .toArray();
        final long[] sizesE6 = Arrays.stream(slots)
                .mapToLong(slot -> shocksE6[slot][underlyingId] * sign)
                .toArray();
        return new Shocks(slots, sizesE6, offsetE6);
    }
}
