package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Underlying;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The scenarios of margin.md, scan risk: each common move of all underlyings by a fraction of their shock S, then
 * each underlying alone up and down by the single-name fraction of its S. Scenario ids run from 1 in that order.
 */
public final class ScenarioSet {
    /** The most scenarios that are published. */
    public static final int MAX_SCENARIOS = 128;

    private final long[][] shocksE6;
    private final Shocks[] up;
    private final Shocks[] down;
    private final long floorMicros;
    private final long grossE6;

    /**
     * @param underlyings by id, from 1 at index 0.
     * @param commonMovesE6 signed fractions of S.
     * @param singleNameE6 fraction of S.
     * @param floorMicros fixed part of the deduction C.
     * @param grossE6 part of gross notional in C.
     */
    public ScenarioSet(
            final List<Underlying> underlyings,
            final List<Long> commonMovesE6,
            final long singleNameE6,
            final long floorMicros,
            final long grossE6) {
        final int count = commonMovesE6.size() + 2 * underlyings.size();
        if (count > MAX_SCENARIOS) {
            throw new IllegalArgumentException(count + " scenarios, at most " + MAX_SCENARIOS + " are allowed");
        }
        shocksE6 = new long[count][underlyings.size() + 1];
        this.floorMicros = floorMicros;
        this.grossE6 = grossE6;
        int k = 0;
        for (final long fractionE6 : commonMovesE6) {
            for (final Underlying underlying : underlyings) {
                shocksE6[k][underlying.id()] = part(underlying, fractionE6);
            }
            k++;
        }
        for (final Underlying underlying : underlyings) {
            shocksE6[k++][underlying.id()] = -part(underlying, singleNameE6);
            shocksE6[k++][underlying.id()] = part(underlying, singleNameE6);
        }
        up = new Shocks[underlyings.size() + 1];
        down = new Shocks[underlyings.size() + 1];
        for (final Underlying underlying : underlyings) {
            up[underlying.id()] = shocks(underlying, 1);
            down[underlying.id()] = shocks(underlying, -1);
        }
    }

    int count() {
        return shocksE6.length;
    }

    int underlyingCount() {
        return up.length - 1;
    }

    /** The scenarios that raise an underlying. */
    Shocks up(final int underlyingId) {
        return up[underlyingId];
    }

    /** The scenarios that lower an underlying. */
    Shocks down(final int underlyingId) {
        return down[underlyingId];
    }

    /** Relative shock of an underlying in a scenario, both from the scenario's index 0 and the underlying's id. */
    long shockE6(final int scenario, final int underlyingId) {
        return shocksE6[scenario][underlyingId];
    }

    long floorMicros() {
        return floorMicros;
    }

    long grossE6() {
        return grossE6;
    }

    private Shocks shocks(final Underlying underlying, final int sign) {
        final int id = underlying.id();
        final int[] scenarios = IntStream.range(0, count())
                .filter(k -> shocksE6[k][id] * sign > 0)
                .toArray();
        final long[] sizesE6 =
                Arrays.stream(scenarios).mapToLong(k -> shocksE6[k][id] * sign).toArray();
        return new Shocks(scenarios, sizesE6, underlying.definition().offsetE6());
    }

    private static long part(final Underlying underlying, final long fractionE6) {
        return FixedPoint.mulDivAway(underlying.definition().shockE6(), fractionE6, E6);
    }
}
