package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import java.util.Arrays;

/**
 * The scan risk of a set of exposures, kept as one sum a scenario of each of its two terms, so that a change of one
 * underlying costs that underlying's terms only.
 *
 * <p>Underlying u stands anywhere in [from, to]. In scenario k with shock s its P&amp;L is {@code x = E·s}; a loss
 * counts whole, a gain counts θ of itself against losses elsewhere: {@code f = max(-x, -θ·x)}, and {@code L = max(-x,
 * 0)}, each at the worst point. {@code scan = max(0, max_k max(Σ f, Σ (L - g·|E|) - C0))}, where {@code g·Σ|E| + C0}
 * is the deduction C. f falls as x grows, so its worst point is the end that the shock goes against; {@code L - g·|E|}
 * has a kink at 0 only, so its worst point is an end, or 0 between them. Losses are rounded up, gains and deductions
 * down, once a term.
 */
final class ScanRisk {
    private final ScenarioSet scenarios;
    private final long[] from;
    private final long[] to;
    private final long[] offsetLosses;
    private final long[] deductedLosses;
    /** Σ (L - g·|E|) where nothing moves; the deducted losses are on top of it. */
    private long stillLoss;

    ScanRisk(final ScenarioSet scenarios) {
        this.scenarios = scenarios;
        from = new long[scenarios.underlyingCount() + 1];
        to = new long[scenarios.underlyingCount() + 1];
        offsetLosses = new long[scenarios.count()];
        deductedLosses = new long[scenarios.count()];
    }

    /** Becomes equal to another of the same scenarios. */
    void copyFrom(final ScanRisk other) {
        System.arraycopy(other.from, 0, from, 0, from.length);
        System.arraycopy(other.to, 0, to, 0, to.length);
        System.arraycopy(other.offsetLosses, 0, offsetLosses, 0, offsetLosses.length);
        System.arraycopy(other.deductedLosses, 0, deductedLosses, 0, deductedLosses.length);
        stillLoss = other.stillLoss;
    }

    void clear() {
        Arrays.fill(from, 0);
        Arrays.fill(to, 0);
        Arrays.fill(offsetLosses, 0);
        Arrays.fill(deductedLosses, 0);
        stillLoss = 0;
    }

    /** Where an underlying stands, in USDC micros: {@code newFrom <= newTo}. */
    void move(final int underlyingId, final long newFrom, final long newTo) {
        final long oldFrom = from[underlyingId];
        final long oldTo = to[underlyingId];
        if (oldFrom == newFrom && oldTo == newTo) {
            return;
        }
        from[underlyingId] = newFrom;
        to[underlyingId] = newTo;
        stillLoss += still(newFrom, newTo) - still(oldFrom, oldTo);
        final Shocks up = scenarios.up(underlyingId);
        final Shocks down = scenarios.down(underlyingId);
        if (differ(oldFrom, oldTo, newFrom, newTo)) {
            add(up, oldFrom, oldTo, -1);
            add(up, newFrom, newTo, 1);
        }
        if (differ(-oldTo, -oldFrom, -newTo, -newFrom)) {
            add(down, -oldTo, -oldFrom, -1);
            add(down, -newTo, -newFrom, 1);
        }
    }

    /** The requirement in USDC micros. */
    long requirementMicros() {
        long offsetLoss = 0;
        long deductedLoss = 0;
        for (int k = 0; k < offsetLosses.length; k++) {
            offsetLoss = Math.max(offsetLoss, offsetLosses[k]);
            deductedLoss = Math.max(deductedLoss, deductedLosses[k]);
        }
        return Math.max(offsetLoss, deductedLoss + stillLoss - scenarios.floorMicros());
    }

    /** The first scenario that a requirement, as it is now, comes from; 0 if it is 0. */
    int worstScenarioId(final long requirementMicros) {
        final long deduction = stillLoss - scenarios.floorMicros();
        for (int k = 0; requirementMicros > 0 && k < offsetLosses.length; k++) {
            if (Math.max(offsetLosses[k], deductedLosses[k] + deduction) == requirementMicros) {
                return k + 1;
            }
        }
        return 0;
    }

    /** Whether the terms of a shock can differ: the better end matters only where both ends lose. */
    private static boolean differ(
            final long oldWorse, final long oldBetter, final long newWorse, final long newBetter) {
        return oldWorse != newWorse || (oldBetter != newBetter && (oldBetter < 0 || newBetter < 0));
    }

    /**
     * Adds the terms of an underlying, or with a sign of -1 takes them out.
     *
     * @param shocks of one direction.
     * @param worse the end of [from, to] that they go against, signed so that a negative exposure loses.
     * @param better the other end, likewise.
     */
    private void add(final Shocks shocks, final long worse, final long better, final long sign) {
        if (worse > 0) {
            addGains(shocks, worse, sign);
        } else if (better < 0) {
            addSureLosses(shocks, -worse, -better, sign);
        } else if (worse < 0) {
            addLosses(shocks, -worse, sign);
        }
    }

    private void addGains(final Shocks shocks, final long exposure, final long sign) {
        final long millions = exposure / E6;
        final long rest = exposure % E6;
        for (int n = 0; n < shocks.count(); n++) {
            offsetLosses[shocks.scenario(n)] -= sign * shocks.gain(n, millions, rest);
        }
    }

    /** The exposure may vanish: then nothing is lost, and nothing deducted. */
    private void addLosses(final Shocks shocks, final long exposure, final long sign) {
        final long millions = exposure / E6;
        final long rest = exposure % E6;
        final long deduction = deduction(exposure);
        for (int n = 0; n < shocks.count(); n++) {
            final int k = shocks.scenario(n);
            final long loss = shocks.loss(n, millions, rest);
            offsetLosses[k] += sign * loss;
            deductedLosses[k] += sign * Math.max(loss - deduction, 0);
        }
    }

    private void addSureLosses(final Shocks shocks, final long most, final long least, final long sign) {
        final long mostMillions = most / E6;
        final long mostRest = most % E6;
        final long leastMillions = least / E6;
        final long leastRest = least % E6;
        final long mostDeduction = deduction(most);
        final long leastDeduction = deduction(least);
        for (int n = 0; n < shocks.count(); n++) {
            final int k = shocks.scenario(n);
            final long loss = shocks.loss(n, mostMillions, mostRest);
            final long leastLoss = shocks.loss(n, leastMillions, leastRest);
            offsetLosses[k] += sign * loss;
            deductedLosses[k] += sign * Math.max(loss - mostDeduction + leastDeduction, leastLoss);
        }
    }

    /** L - g·|E| where nothing moves, at the worst point. */
    private long still(final long low, final long high) {
        if (low < 0 && high > 0) {
            return 0;
        }
        return -deduction(Math.min(Math.abs(low), Math.abs(high)));
    }

    private long deduction(final long exposure) {
        return exposure / E6 * scenarios.grossE6() + exposure % E6 * scenarios.grossE6() / E6;
    }
}
