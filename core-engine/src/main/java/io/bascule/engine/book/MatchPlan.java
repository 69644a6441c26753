package io.bascule.engine.book;

import io.bascule.engine.order.Order;
import io.bascule.engine.order.PriceLevel;
import io.bascule.engine.order.SelfMatchInstruction;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.SpecialTerms;
import io.bascule.engine.order.TimeInForce;
import java.util.Arrays;

/**
 * What one or several orders of one account would trade with, found without changing the book. A plan is what a preview
 * shows and what an order then executes: there is no second way to match. Lots that an earlier leg took are gone for a
 * later one, and what a leg would leave resting can be hit by a later one.
 *
 * <p>Within a price the orders are hit in time order. One that hides a part is hit for what it shows, and then stands
 * behind all others with the next part. A reduce-only order is hit for no more than the position that the plan leaves
 * it to reduce; at the end of a leg those of every account whose position became smaller shrink to it together, the
 * oldest first.
 */
public final class MatchPlan {
    private final ReduceOnlyOrders reduceOnly;
    private final PriceQueue queue = new PriceQueue();
    private long stamp;
    private long rounds;
    private Order[] makers = new Order[64];
    private long[] stepLots = new long[64];
    private PlannedStep[] steps = new PlannedStep[64];
    /** What a maker that hides a part showed before the step, and its round. */
    private long[] shownBefore = new long[64];

    private long[] roundBefore = new long[64];
    private int stepCount;
    private Order[] resting = new Order[16];
    /** By account id: the round in which its reduce-only orders were shrunk last. */
    private long[] shrunkIn = new long[64];

    private long shrinkRound;
    private int restingCount;

    private Leg leg;
    private int legStart;
    private long legLots;
    private long legTickLots;
    private long decrementedLots;
    private long firstTicks;
    private boolean hasMet;
    private boolean isStopped;
    private boolean isEnded;

    /** Of a book without reduce-only orders. */
    public MatchPlan() {
        this(ReduceOnlyOrders.NONE);
    }

    public MatchPlan(final ReduceOnlyOrders reduceOnly) {
        this.reduceOnly = reduceOnly;
    }

    /** Forgets everything planned. */
    public void begin() {
        stamp++;
        rounds = 0;
        stepCount = 0;
        restingCount = 0;
        beginLeg();
    }

    /** Plans a leg that meets nobody. */
    public void beginLeg() {
        legStart = stepCount;
        legLots = 0;
        legTickLots = 0;
        decrementedLots = 0;
        firstTicks = 0;
        hasMet = false;
        isStopped = false;
        isEnded = false;
    }

    /** Takes a resting order out of reach, as a replace of it does. */
    public void hide(final Order order) {
        order.plan(stamp, order.unplannedLots(stamp));
    }

    /** Takes lots of a resting order out of reach. */
    public void take(final Order order, final long lots) {
        order.plan(stamp, lots);
        final SpecialTerms special = order.special;
        if (special != null && special.isIceberg()) {
            final long shown = Math.min(special.shownLots(stamp), order.unplannedLots(stamp));
            special.plan(stamp, shown, special.round(stamp));
        }
    }

    /** Puts a hidden order back as it was. */
    public void unhide(final Order order, final long lots) {
        order.plan(stamp, -lots);
    }

    /** Lots of a resting order that the plan has not taken. */
    public long unplannedLots(final Order order) {
        return order.unplannedLots(stamp);
    }

    /** Lots of a resting order that all legs together trade. */
    public long filledLots(final Order order) {
        long lots = 0;
        for (int i = 0; i < stepCount; i++) {
            lots += makers[i] == order && steps[i] == PlannedStep.FILL ? stepLots[i] : 0;
        }
        return lots;
    }

    /** Plans one leg: walks the other side from its best price to the limit. The leg stays the caller's. */
    public void leg(final OrderBook book, final Leg newLeg) {
        leg = newLeg;
        beginLeg();
        final BookSide other = book.side(leg.side == Side.BUY ? Side.SELL : Side.BUY);
        int rank = 0;
        while (wantedLots() > 0) {
            PriceLevel level = rank < other.levelCount() ? other.level(rank) : null;
            final long hypothetical = restingCount == 0 ? 0 : bestResting(other);
            final boolean isHypothetical =
                    hypothetical != 0 && (level == null || other.isBetter(hypothetical, level.ticks()));
            if (level == null && !isHypothetical) {
                break;
            }
            final long ticks = isHypothetical ? hypothetical : level.ticks();
            level = isHypothetical ? null : level;
            if (other.isBetter(leg.limitTicks, ticks) || (leg.atOnePrice && hasMet)) {
                break;
            }
            if (level != null) {
                rank++;
            }
            if (hypothetical == ticks || (level != null && level.hasIcebergs())) {
                hitInTurn(level, ticks);
            } else {
                hitInOrder(level);
            }
        }
        if (legLots < leg.minLots || (leg.timeInForce == TimeInForce.FOK && legLots < leg.lots)) {
            undoLeg();
        } else {
            shrinkReduceOnly();
        }
    }

    /** Takes back the leg planned last. */
    public void undoLeg() {
        while (stepCount > legStart) {
            stepCount--;
            final Order maker = makers[stepCount];
            maker.plan(stamp, -stepLots[stepCount]);
            if (maker.special != null) {
                maker.special.plan(stamp, shownBefore[stepCount], roundBefore[stepCount]);
            }
            makers[stepCount] = null;
        }
        beginLeg();
    }

    /** Makes a hypothetical order, with its leaves set, visible to later legs; it has special terms, maybe empty. */
    public void rest(final Order order) {
        if (restingCount == resting.length) {
            resting = Arrays.copyOf(resting, restingCount * 2);
        }
        resting[restingCount++] = order;
        order.special.plan(stamp, order.special.isIceberg() ? order.special.shownLots : 0, ++rounds);
    }

    /** Lots that the last leg trades. */
    public long legLots() {
        return legLots;
    }

    /** Σ ticks × lots of the last leg's fills. */
    public long legTickLots() {
        return legTickLots;
    }

    /** Lots that the last leg loses without a trade. */
    public long decrementedLots() {
        return decrementedLots;
    }

    /** Price of the first order that the last leg met; 0: it met none. */
    public long firstTicks() {
        return firstTicks;
    }

    /** Whether the last leg met an order that it could trade with, or would have if it were not its own. */
    public boolean hasMet() {
        return hasMet;
    }

    /** Whether self-match prevention ends the last leg: what is left of it is cancelled. */
    public boolean isStopped() {
        return isStopped;
    }

    /** Whether the last leg loses the last of its lots without a trade. */
    public boolean isEndedByDecrement() {
        return isEnded;
    }

    /** Steps of the last leg. */
    public int legStepCount() {
        return stepCount - legStart;
    }

    /** Resting order of the last leg's nth step. */
    public Order maker(final int n) {
        return makers[legStart + n];
    }

    /** Lots of the last leg's nth step. */
    public long lots(final int n) {
        return stepLots[legStart + n];
    }

    public PlannedStep step(final int n) {
        return steps[legStart + n];
    }

    /** Lots of the nth step's maker that are left behind that step. */
    public long leftBehind(final int n) {
        final Order maker = maker(n);
        long left = maker.unplannedLots(stamp);
        if (maker.special != null) {
            for (int later = legStart + n + 1; later < stepCount; later++) {
                left += makers[later] == maker ? stepLots[later] : 0;
            }
        }
        return left;
    }

    private long wantedLots() {
        return isStopped ? 0 : leg.lots - legLots - decrementedLots;
    }

    private void hitInOrder(final PriceLevel level) {
        for (Order maker = level.head(); maker != null && wantedLots() > 0; maker = maker.nextInLevel) {
            hit(maker);
        }
    }

    /** Where orders may hide a part, or hypothetical ones stand, the queue of the price is gone through as it turns. */
    private void hitInTurn(final PriceLevel level, final long ticks) {
        queue.begin(stamp);
        if (level != null) {
            queue.addAll(level);
        }
        for (int i = 0; i < restingCount; i++) {
            final Order order = resting[i];
            if (order.instrumentId == leg.instrumentId && order.side != leg.side && order.limitTicks == ticks) {
                queue.addInRound(order);
            }
        }
        Order maker = queue.next();
        while (maker != null && wantedLots() > 0) {
            if (hit(maker)) {
                queue.append(maker);
            }
            maker = queue.next();
        }
    }

    /** Best price of the hypothetical orders that the leg could trade with; 0: there are none. */
    private long bestResting(final BookSide other) {
        long best = 0;
        for (int i = 0; i < restingCount; i++) {
            final Order order = resting[i];
            final boolean isReachable = order.instrumentId == leg.instrumentId
                    && order.side == other.side()
                    && order.unplannedLots(stamp) > 0
                    && (closable(order) > 0)
                    && !other.isBetter(leg.limitTicks, order.limitTicks);
            if (isReachable && (best == 0 || other.isBetter(order.limitTicks, best))) {
                best = order.limitTicks;
            }
        }
        return best;
    }

    /** Returns whether the order shows its next part, behind all others. */
    private boolean hit(final Order maker) {
        final long available = maker.unplannedLots(stamp);
        if (available == 0) {
            return false;
        }
        if (maker.special != null) {
            return hitSpecial(maker, available);
        }
        meet(maker);
        fill(maker, Math.min(available, wantedLots()));
        return false;
    }

    private boolean hitSpecial(final Order maker, final long available) {
        final SpecialTerms special = maker.special;
        final long tradable = Math.min(available, closable(maker));
        if (tradable == 0) {
            return false;
        }
        meet(maker);
        if (isSelfMatch(maker)) {
            preventSelfMatch(maker, available);
            return false;
        }
        if (!special.isIceberg()) {
            fill(maker, Math.min(tradable, wantedLots()));
            return false;
        }
        final long shown = special.shownLots(stamp);
        final long lots = Math.min(Math.min(tradable, shown), wantedLots());
        fill(maker, lots);
        final long left = maker.unplannedLots(stamp);
        final boolean isUsedUp = lots == shown && left > 0;
        final long shownNow = isUsedUp ? Math.min(special.displayLots, left) : Math.min(shown - lots, left);
        special.plan(stamp, shownNow, isUsedUp ? ++rounds : special.round(stamp));
        return isUsedUp;
    }

    private void meet(final Order maker) {
        hasMet = true;
        firstTicks = firstTicks == 0 ? maker.limitTicks : firstTicks;
    }

    private void fill(final Order maker, final long lots) {
        final int last = stepCount - 1;
        final boolean goesOn = last >= legStart && makers[last] == maker && steps[last] == PlannedStep.FILL;
        if (goesOn) { // its next part, with nobody in between
            maker.plan(stamp, lots);
            stepLots[last] += lots;
        } else {
            add(maker, lots, PlannedStep.FILL);
        }
        legLots += lots;
        legTickLots += maker.limitTicks * lots;
    }

    private void add(final Order maker, final long lots, final PlannedStep step) {
        if (stepCount == makers.length) {
            makers = Arrays.copyOf(makers, stepCount * 2);
            stepLots = Arrays.copyOf(stepLots, stepCount * 2);
            steps = Arrays.copyOf(steps, stepCount * 2);
            shownBefore = Arrays.copyOf(shownBefore, stepCount * 2);
            roundBefore = Arrays.copyOf(roundBefore, stepCount * 2);
        }
        if (maker.special != null) {
            shownBefore[stepCount] = maker.special.shownLots(stamp);
            roundBefore[stepCount] = maker.special.round(stamp);
        }
        maker.plan(stamp, lots);
        makers[stepCount] = maker;
        steps[stepCount] = step;
        stepLots[stepCount++] = lots;
    }

    /** The same SelfMatchPreventionID, and the same account or session: an ID means nothing to strangers. */
    private boolean isSelfMatch(final Order maker) {
        return leg.conditions != null
                && leg.conditions.hasSelfMatchId()
                && leg.conditions.isSelfMatch(maker.special.asked)
                && (maker.accountId == leg.accountId || maker.sessionId == leg.sessionId);
    }

    /** As the leg says, whatever the resting order said. */
    private void preventSelfMatch(final Order maker, final long available) {
        final SelfMatchInstruction instruction = leg.conditions.selfMatchInstruction;
        if (instruction == SelfMatchInstruction.DECREMENT) {
            final long lots = Math.min(available, wantedLots());
            add(maker, lots, PlannedStep.DECREMENT);
            limitShown(maker);
            decrementedLots += lots;
            isEnded = wantedLots() == 0;
            return;
        }
        if (instruction != SelfMatchInstruction.CANCEL_AGGRESSIVE) {
            add(maker, available, PlannedStep.CANCEL);
        }
        isStopped = instruction != SelfMatchInstruction.CANCEL_PASSIVE;
    }

    private void limitShown(final Order order) {
        final SpecialTerms special = order.special;
        if (special.isIceberg()) {
            final long shown = Math.min(special.shownLots(stamp), order.unplannedLots(stamp));
            special.plan(stamp, shown, special.round(stamp));
        }
    }

    /** Lots that a resting order may trade given the position that the plan leaves its account. */
    private long closable(final Order maker) {
        return maker.special.isReduceOnly() ? closable(plannedPosition(maker.accountId), maker.side) : Long.MAX_VALUE;
    }

    /** Lots of a position that an order of a side reduces. */
    public static long closable(final long positionLots, final Side side) {
        return Math.max(0, side == Side.BUY ? -positionLots : positionLots);
    }

    /** An account's position with all that is planned. */
    private long plannedPosition(final int accountId) {
        long lots = reduceOnly.positionLots(accountId, leg.instrumentId);
        for (int i = 0; i < stepCount; i++) {
            final Order maker = makers[i];
            if (steps[i] == PlannedStep.FILL && maker.instrumentId == leg.instrumentId) {
                final long bought = maker.side == Side.BUY ? stepLots[i] : -stepLots[i];
                lots += maker.accountId == accountId ? bought : 0;
                lots -= leg.accountId == accountId ? bought : 0;
            }
        }
        return lots;
    }

    private void shrinkReduceOnly() {
        shrinkRound++;
        final int end = stepCount;
        for (int i = legStart; i < end; i++) {
            final int accountId = makers[i].accountId;
            if (steps[i] == PlannedStep.FILL && accountId != leg.accountId && isFirstInRound(accountId)) {
                shrinkReduceOnly(accountId, 0);
            }
        }
        shrinkReduceOnly(leg.accountId, leg.rests && leg.isReduceOnly() ? wantedLots() : 0);
    }

    private boolean isFirstInRound(final int accountId) {
        if (accountId >= shrunkIn.length) {
            shrunkIn = Arrays.copyOf(shrunkIn, Math.max(accountId + 1, shrunkIn.length * 2));
        }
        final boolean isFirst = shrunkIn[accountId] != shrinkRound;
        shrunkIn[accountId] = shrinkRound;
        return isFirst;
    }

    /** Those of the closing side and a leg's own rest together no more than the position; the others not at all. */
    private void shrinkReduceOnly(final int accountId, final long ownRest) {
        final Order first = reduceOnly.firstReduceOnly(accountId, leg.instrumentId);
        if (first == null
                && (restingCount == 0 || accountId != leg.accountId)) { // what is planned to rest is the leg's
            return;
        }
        final long position = plannedPosition(accountId);
        long excess = ownRest - Math.abs(position);
        for (Order order = first; order != null; order = order.special.nextReduceOnly) {
            excess += closable(position, order.side) > 0 ? order.unplannedLots(stamp) : 0;
        }
        for (int i = 0; i < restingCount; i++) {
            excess += isReduceOnlyOf(resting[i], accountId) && closable(position, resting[i].side) > 0
                    ? resting[i].unplannedLots(stamp)
                    : 0;
        }
        for (Order order = first; order != null; order = order.special.nextReduceOnly) {
            excess -= shrink(order, position, excess);
        }
        for (int i = 0; i < restingCount; i++) {
            excess -= isReduceOnlyOf(resting[i], accountId) ? shrink(resting[i], position, excess) : 0;
        }
    }

    private boolean isReduceOnlyOf(final Order order, final int accountId) {
        return order.special.isReduceOnly() && order.accountId == accountId && order.instrumentId == leg.instrumentId;
    }

    /** Returns what was taken of the excess. */
    private long shrink(final Order order, final long position, final long excess) {
        final long available = order.unplannedLots(stamp);
        final boolean isClosing = closable(position, order.side) > 0;
        final long lots = isClosing ? Math.min(available, Math.max(excess, 0)) : available;
        if (lots == 0) {
            return 0;
        }
        add(order, lots, PlannedStep.SHRINK);
        limitShown(order);
        return isClosing ? lots : 0;
    }
}
