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
        hasMovedUp = differ(oldFrom, oldTo, newFrom, newTo);
        hasMovedDown = differ(-oldTo, -oldFrom, -newTo, -newFrom);
        if (hasMovedUp) {
            replace(scenarios.up(underlyingId), oldFrom, oldTo, newFrom, newTo);
        }
        if (hasMovedDown) {
            replace(scenarios.down(underlyingId), -oldTo, -oldFrom, -newTo, -newFrom);
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

    /**
     * Replaces the terms of an underlying, in one pass for the old and the new ones; only if the worst was among them
     * and is less now are all looked at.
     *
     * @param shocks of one direction.
     * @param oldWorse the end of [from, to] that they go against, signed so that a negative exposure loses.
     * @param oldBetter the other end, likewise.
     */
    private void replace(
            final Shocks shocks, final long oldWorse, final long oldBetter, final long newWorse, final long newBetter) {
        if (oldWorse >= 0 && newWorse >= 0) {
            replaceGains(shocks, oldWorse, newWorse);
        } else if (oldWorse < 0 && oldBetter >= 0 && newWorse < 0 && newBetter >= 0) {
            replaceLosses(shocks, -oldWorse, -newWorse);
        } else {
            replaceAny(shocks, oldWorse, oldBetter, newWorse, newBetter);
        }
    }

    /** No end loses: a gain is no deducted loss. */
    private void replaceGains(final Shocks shocks, final long oldGainer, final long newGainer) {
        final long oldMillions = oldGainer / E6;
        final long oldRest = oldGainer % E6;
        final long newMillions = newGainer / E6;
        final long newRest = newGainer % E6;
        long oldWorst = 0;
        long newWorst = 0;
        for (int n = 0; n < shocks.count(); n++) {
            final int k = shocks.scenario(n);
            final long offset = offsetLosses[k];
            final long newOffset = offset + shocks.gain(n, oldMillions, oldRest) - shocks.gain(n, newMillions, newRest);
            offsetBefore[k] = offset;
            deductedBefore[k] = deductedLosses[k];
            offsetLosses[k] = newOffset;
            if (k < fullCount) {
                oldWorst = Math.max(oldWorst, offset);
                newWorst = Math.max(newWorst, newOffset);
            }
        }
        noteOffset(oldWorst, newWorst);
    }

    /** One end loses, the other does not, before and after: what is usual with orders on either side. */
    private void replaceLosses(final Shocks shocks, final long oldLoser, final long newLoser) {
        final long oldMillions = oldLoser / E6;
        final long oldRest = oldLoser % E6;
        final long newMillions = newLoser / E6;
        final long newRest = newLoser % E6;
        final long oldDeduction = deduction(oldLoser);
        final long newDeduction = deduction(newLoser);
        long oldWorstOffset = 0;
        long oldWorstDeducted = 0;
        long newWorstOffset = 0;
        long newWorstDeducted = 0;
        for (int n = 0; n < shocks.count(); n++) {
            final int k = shocks.scenario(n);
            final long before = shocks.loss(n, oldMillions, oldRest);
            final long after = shocks.loss(n, newMillions, newRest);
            final long offset = offsetLosses[k];
            final long deducted = deductedLosses[k];
            final long newOffset = offset - before + after;
            final long newDeducted = deducted - Math.max(before - oldDeduction, 0) + Math.max(after - newDeduction, 0);
            offsetBefore[k] = offset;
            deductedBefore[k] = deducted;
            offsetLosses[k] = newOffset;
            deductedLosses[k] = newDeducted;
            if (k < fullCount) {
                oldWorstOffset = Math.max(oldWorstOffset, offset);
                oldWorstDeducted = Math.max(oldWorstDeducted, deducted);
                newWorstOffset = Math.max(newWorstOffset, newOffset);
                newWorstDeducted = Math.max(newWorstDeducted, newDeducted);
            }
        }
        noteOffset(oldWorstOffset, newWorstOffset);
        noteDeducted(oldWorstDeducted, newWorstDeducted);
    }

    private void replaceAny(
            final Shocks shocks, final long oldWorse, final long oldBetter, final long newWorse, final long newBetter) {
        final boolean hadGains = oldWorse >= 0;
        final boolean hasGains = newWorse >= 0;
        final long oldMillions = Math.abs(oldWorse) / E6;
        final long oldRest = Math.abs(oldWorse) % E6;
        final long newMillions = Math.abs(newWorse) / E6;
        final long newRest = Math.abs(newWorse) % E6;
        final long oldLeast = least(oldWorse, oldBetter);
        final long newLeast = least(newWorse, newBetter);
        final long oldDeduction = deduction(oldWorse, oldBetter);
        final long newDeduction = deduction(newWorse, newBetter);
        long oldWorstOffset = 0;
        long oldWorstDeducted = 0;
        long newWorstOffset = 0;
        long newWorstDeducted = 0;
        for (int n = 0; n < shocks.count(); n++) {
            final int k = shocks.scenario(n);
            final long before = hadGains ? -shocks.gain(n, oldMillions, oldRest) : shocks.loss(n, oldMillions, oldRest);
            final long after = hasGains ? -shocks.gain(n, newMillions, newRest) : shocks.loss(n, newMillions, newRest);
            final long offset = offsetLosses[k];
            final long deducted = deductedLosses[k];
            final long newOffset = offset - before + after;
            final long newDeducted = deducted
                    - Math.max(before - oldDeduction, oldLeast == 0 ? 0 : shocks.loss(n, oldLeast))
                    + Math.max(after - newDeduction, newLeast == 0 ? 0 : shocks.loss(n, newLeast));
            offsetBefore[k] = offset;
            deductedBefore[k] = deducted;
            offsetLosses[k] = newOffset;
            deductedLosses[k] = newDeducted;
            if (k < fullCount) {
                oldWorstOffset = Math.max(oldWorstOffset, offset);
                oldWorstDeducted = Math.max(oldWorstDeducted, deducted);
                newWorstOffset = Math.max(newWorstOffset, newOffset);
                newWorstDeducted = Math.max(newWorstDeducted, newDeducted);
            }
        }
        noteOffset(oldWorstOffset, newWorstOffset);
        noteDeducted(oldWorstDeducted, newWorstDeducted);
    }

    private void noteOffset(final long oldWorst, final long newWorst) {
        isOffsetStale |= newWorst < worstOffsetLoss && oldWorst == worstOffsetLoss;
        worstOffsetLoss = Math.max(worstOffsetLoss, newWorst);
    }

    private void noteDeducted(final long oldWorst, final long newWorst) {
        isDeductedStale |= newWorst < worstDeductedLoss && oldWorst == worstDeductedLoss;
        worstDeductedLoss = Math.max(worstDeductedLoss, newWorst);
    }

    /** What is lost at both ends at least; 0 if one gains, or if there is but one point. */
    private static long least(final long worse, final long better) {
        return better < 0 && better != worse ? -better : 0;
    }

    /** What of a loss at the worse end is deducted beyond the still loss; a gain is no loss less 0. */
    private long deduction(final long worse, final long better) {
        if (worse >= 0 || worse == better) {
            return 0;
        }
        return deduction(-worse) - (better < 0 ? deduction(-better) : 0);
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
