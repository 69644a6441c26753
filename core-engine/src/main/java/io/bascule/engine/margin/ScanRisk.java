package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

/**
 * The scan risk of a set of exposures, kept as one sum a scenario of each of its two terms, so that a change of one
 * underlying costs that underlying's terms only.
 *
 * <p>Underlying u stands anywhere in [from, to]. In scenario k with shock s its P&amp;L is {@code x = E·s}; a loss
 * counts whole, a gain counts θ of itself against losses elsewhere: {@code f = max(-x, -θ·x)}, and {@code L = max(-x,
 * 0)}, each at the worst point. {@code scan = max(0, max_k w_k·max(Σ f, Σ (L - g·|E|) - C0))}, where {@code g·Σ|E|
 * + C0} is the deduction C. f falls as x grows, so its worst point is the end that the shock goes against; {@code L -
 * g·|E|} has a kink at 0 only, so its worst point is an end, or 0 between them. Losses are rounded up, gains and
 * deductions down, once a term.
 */
final class ScanRisk {
    private final ScenarioSet scenarios;
    /** Scenarios of full weight: the first so many. */
    private final int fullCount;
    /** C0. */
    private long baseMicros;

    private final long[] from;
    private final long[] to;
    private final long[] offsetLosses;
    private final long[] deductedLosses;
    /** Σ (L - g·|E|) where nothing moves; the deducted losses are on top of it. */
    private long stillLoss;
    /**
     * The largest of the offset losses, and of the deducted ones, of full weight; if stale, no less than the largest.
     */
    private long worstOffsetLoss;

    private long worstDeductedLoss;
    private boolean isOffsetStale;
    private boolean isDeductedStale;
    /** The last move, and what it changed: of the scenarios that move its underlying, of the others nothing. */
    private int movedId;

    private long movedFrom;
    private long movedTo;
    private boolean hasMovedUp;
    private boolean hasMovedDown;
    private long stillBefore;
    private long worstOffsetBefore;
    private long worstDeductedBefore;
    private boolean wasOffsetStale;
    private boolean wasDeductedStale;
    private final long[] offsetBefore;
    private final long[] deductedBefore;
    /** The largest that the last terms were added to, or taken from. */
    private long metOffsetLoss;

    private long metDeductedLoss;

    ScanRisk(final ScenarioSet scenarios, final long baseMicros) {
        this.scenarios = scenarios;
        this.baseMicros = baseMicros;
        fullCount = scenarios.fullCount();
        from = new long[scenarios.underlyingCount() + 1];
        to = new long[scenarios.underlyingCount() + 1];
        offsetLosses = new long[scenarios.count()];
        deductedLosses = new long[scenarios.count()];
        offsetBefore = new long[scenarios.count()];
        deductedBefore = new long[scenarios.count()];
    }

    /** Becomes equal to another of the same scenarios. */
    void copyFrom(final ScanRisk other) {
        System.arraycopy(other.from, 0, from, 0, from.length);
        System.arraycopy(other.to, 0, to, 0, to.length);
        System.arraycopy(other.offsetLosses, 0, offsetLosses, 0, offsetLosses.length);
        System.arraycopy(other.deductedLosses, 0, deductedLosses, 0, deductedLosses.length);
        baseMicros = other.baseMicros;
        stillLoss = other.stillLoss;
        worstOffsetLoss = other.worstOffsetLoss;
        worstDeductedLoss = other.worstDeductedLoss;
        isOffsetStale = other.isOffsetStale;
        isDeductedStale = other.isDeductedStale;
        movedId = 0;
    }

    /** Where an underlying stands, in USD micros: {@code newFrom <= newTo}. */
    void move(final int underlyingId, final long newFrom, final long newTo) {
        final long oldFrom = from[underlyingId];
        final long oldTo = to[underlyingId];
        if (oldFrom == newFrom && oldTo == newTo) {
            return;
        }
        from[underlyingId] = newFrom;
        to[underlyingId] = newTo;
        if (movedId == underlyingId && movedFrom == newFrom && movedTo == newTo) {
            undo();
            return;
        }
        movedId = underlyingId;
        movedFrom = oldFrom;
        movedTo = oldTo;
        stillBefore = stillLoss;
        worstOffsetBefore = worstOffsetLoss;
        worstDeductedBefore = worstDeductedLoss;
        wasOffsetStale = isOffsetStale;
        wasDeductedStale = isDeductedStale;
        stillLoss += still(newFrom, newTo) - still(oldFrom, oldTo);
        final Shocks up = scenarios.up(underlyingId);
        final Shocks down = scenarios.down(underlyingId);
        hasMovedUp = differ(oldFrom, oldTo, newFrom, newTo);
        hasMovedDown = differ(-oldTo, -oldFrom, -newTo, -newFrom);
        if (hasMovedUp) {
            replace(up, oldFrom, oldTo, newFrom, newTo);
        }
        if (hasMovedDown) {
            replace(down, -oldTo, -oldFrom, -newTo, -newFrom);
        }
    }

    /** Takes the last move back: an order was refused, or withdrawn at once. */
    private void undo() {
        if (hasMovedUp) {
            undo(scenarios.up(movedId));
        }
        if (hasMovedDown) {
            undo(scenarios.down(movedId));
        }
        stillLoss = stillBefore;
        worstOffsetLoss = worstOffsetBefore;
        worstDeductedLoss = worstDeductedBefore;
        isOffsetStale = wasOffsetStale;
        isDeductedStale = wasDeductedStale;
        movedId = 0;
    }

    private void undo(final Shocks shocks) {
        for (int n = 0; n < shocks.count(); n++) {
            final int k = shocks.scenario(n);
            offsetLosses[k] = offsetBefore[k];
            deductedLosses[k] = deductedBefore[k];
        }
    }

    /** The requirement in USD micros. */
    long requirementMicros() {
        settle();
        final long deduction = stillLoss - baseMicros;
        long worst = Math.max(worstOffsetLoss, worstDeductedLoss + deduction);
        for (int k = fullCount; k < offsetLosses.length; k++) {
            final long micros = Math.max(offsetLosses[k], deductedLosses[k] + deduction);
            if (micros > worst) { // or it is no more at its weight either
                worst = Math.max(worst, scenarios.weighted(k, micros));
            }
        }
        return worst;
    }

    /** E of an underlying where orders lead it lowest. */
    long fromMicros(final int underlyingId) {
        return from[underlyingId];
    }

    /** E of an underlying where orders lead it highest. */
    long toMicros(final int underlyingId) {
        return to[underlyingId];
    }

    /** Looks for what is largest, if that is not known and matters. */
    void settle() {
        if (isOffsetStale) {
            worstOffsetLoss = worst(offsetLosses, fullCount);
            isOffsetStale = false;
        }
        if (isDeductedStale && worstDeductedLoss + stillLoss - baseMicros > worstOffsetLoss) {
            worstDeductedLoss = worst(deductedLosses, fullCount);
            isDeductedStale = false;
        }
    }

    /** Replaces the terms of an underlying; only if the worst was among them and is less now are all looked at. */
    private void replace(
            final Shocks shocks, final long oldWorse, final long oldBetter, final long newWorse, final long newBetter) {
        add(shocks, oldWorse, oldBetter, -1);
        final long oldOffsetLoss = metOffsetLoss;
        final long oldDeductedLoss = metDeductedLoss;
        add(shocks, newWorse, newBetter, 1);
        isOffsetStale |= metOffsetLoss < worstOffsetLoss && oldOffsetLoss == worstOffsetLoss;
        isDeductedStale |= metDeductedLoss < worstDeductedLoss && oldDeductedLoss == worstDeductedLoss;
        worstOffsetLoss = Math.max(worstOffsetLoss, metOffsetLoss);
        worstDeductedLoss = Math.max(worstDeductedLoss, metDeductedLoss);
    }

    /** The largest, at least 0; by fours, so that none waits for the one before it. */
    private static long worst(final long[] losses, final int count) {
        final int fours = count & ~3;
        long first = 0;
        long second = 0;
        long third = 0;
        long fourth = 0;
        for (int k = 0; k < fours; k += 4) {
            first = Math.max(first, losses[k]);
            second = Math.max(second, losses[k + 1]);
            third = Math.max(third, losses[k + 2]);
            fourth = Math.max(fourth, losses[k + 3]);
        }
        for (int k = fours; k < count; k++) {
            first = Math.max(first, losses[k]);
        }
        return Math.max(Math.max(first, second), Math.max(third, fourth));
    }

    /** The first scenario that a requirement, as it is now, comes from; 0 if it is 0. */
    int worstScenarioId(final long requirementMicros) {
        for (int id = 1; requirementMicros > 0 && id <= offsetLosses.length; id++) {
            if (requirementMicros(id) == requirementMicros) {
                return id;
            }
        }
        return 0;
    }

    /** What one scenario requires, at its weight; at least 0. */
    long requirementMicros(final int scenarioId) {
        final int k = scenarios.slot(scenarioId);
        final long micros = Math.max(offsetLosses[k], deductedLosses[k] + stillLoss - baseMicros);
        return scenarios.weighted(k, Math.max(0, micros));
    }

    /** Whether the terms of a shock can differ: the better end matters only where both ends lose. */
    private static boolean differ(
            final long oldWorse, final long oldBetter, final long newWorse, final long newBetter) {
        return oldWorse != newWorse || (oldBetter != newBetter && (oldBetter < 0 || newBetter < 0));
    }

    /**
     * Adds the terms of an underlying, or with a sign of -1 takes them out, and notes the largest of the sums that it
     * met: with the terms in them.
     *
     * @param shocks of one direction.
     * @param worse the end of [from, to] that they go against, signed so that a negative exposure loses.
     * @param better the other end, likewise.
     */
    private void add(final Shocks shocks, final long worse, final long better, final long sign) {
        metOffsetLoss = 0;
        metDeductedLoss = 0;
        if (worse >= 0) {
            addGains(shocks, worse, sign);
        } else if (better >= 0) {
            addLosses(shocks, -worse, deduction(-worse), sign);
        } else if (better == worse) {
            addLosses(shocks, -worse, 0, sign); // all of the deduction is in the still loss
        } else {
            addSureLosses(shocks, -worse, -better, sign);
        }
    }

    private void addGains(final Shocks shocks, final long exposure, final long sign) {
        final long millions = exposure / E6;
        final long rest = exposure % E6;
        for (int n = 0; n < shocks.count(); n++) {
            add(shocks.scenario(n), sign, -shocks.gain(n, millions, rest), 0);
        }
    }

    /** What is lost beyond the deduction; the exposure may vanish, so no less than 0. */
    private void addLosses(final Shocks shocks, final long exposure, final long deduction, final long sign) {
        final long millions = exposure / E6;
        final long rest = exposure % E6;
        for (int n = 0; n < shocks.count(); n++) {
            final long loss = shocks.loss(n, millions, rest);
            add(shocks.scenario(n), sign, loss, Math.max(loss - deduction, 0));
        }
    }

    private void addSureLosses(final Shocks shocks, final long most, final long least, final long sign) {
        final long mostMillions = most / E6;
        final long mostRest = most % E6;
        final long leastMillions = least / E6;
        final long leastRest = least % E6;
        final long deduction = deduction(most) - deduction(least);
        for (int n = 0; n < shocks.count(); n++) {
            final long loss = shocks.loss(n, mostMillions, mostRest);
            final long leastLoss = shocks.loss(n, leastMillions, leastRest);
            add(shocks.scenario(n), sign, loss, Math.max(loss - deduction, leastLoss));
        }
    }

    private void add(final int k, final long sign, final long offsetLoss, final long deductedLoss) {
        final long offset = offsetLosses[k];
        final long deducted = deductedLosses[k];
        final long newOffset = offset + sign * offsetLoss;
        final long newDeducted = deducted + sign * deductedLoss;
        offsetLosses[k] = newOffset;
        deductedLosses[k] = newDeducted;
        if (sign < 0) {
            offsetBefore[k] = offset;
            deductedBefore[k] = deducted;
            meet(k, offset, deducted);
        } else {
            meet(k, newOffset, newDeducted);
        }
    }

    private void meet(final int k, final long offset, final long deducted) {
        if (k < fullCount) {
            metOffsetLoss = Math.max(metOffsetLoss, offset);
            metDeductedLoss = Math.max(metDeductedLoss, deducted);
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
