package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.book.MatchPlan;
import io.bascule.engine.book.PlannedStep;
import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.liquidation.MarginLevel;
import io.bascule.engine.liquidation.SliceRules;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.order.Side;

/**
 * Finds the next slice of an unwind (margin.md): of each leg, and of each pair of opposite legs at equal delta, the
 * size, tried out against the live book, and among those that are admissible the one that frees most for its cost. It
 * changes nothing; the account's own orders must not be in its way.
 */
final class SlicePlanner {
    private static final int NO_LEG = -1;

    private final Registry registry;
    private final RiskCheck riskCheck;
    private final LegFigures legs;
    private final TradingGate gate;
    private final SliceLimits limits;
    private final Terms terms = new Terms();
    private final Holdings tried = new Holdings();
    private final SlicePlan probe = new SlicePlan();
    private final SlicePlan candidate = new SlicePlan();
    private final long[] limitTicks = new long[Holdings.MAX_INSTRUMENTS];
    /** The same without regard to where prices usually are. */
    private final long[] ownLimitTicks = new long[Holdings.MAX_INSTRUMENTS];

    private final long[] mostLots = new long[Holdings.MAX_INSTRUMENTS];
    private Account account;
    private PortfolioMargin margin;
    private LadderState state;
    private boolean hasMet;
    private boolean waits;

    SlicePlanner(
            final Registry registry,
            final RiskCheck riskCheck,
            final LegFigures legs,
            final TradingGate gate,
            final SliceLimits limits) {
        this.registry = registry;
        this.limits = limits;
        this.gate = gate;
        this.riskCheck = riskCheck;
        this.legs = legs;
    }

    /** Whether any candidate of the last {@link #plan} would trade at all. */
    boolean hasMet() {
        return hasMet;
    }

    /**
     * Whether a leg of the last {@link #plan} waits: its instrument is halted; or it found nobody only because the
     * price is as far from the usual one as slices may lead it.
     */
    boolean waits() {
        return waits;
    }

    /**
     * Finds the next slice.
     *
     * @param ofState of the account, its figures those of now.
     * @param best becomes it.
     * @return whether there is an admissible one.
     */
    boolean plan(final Account ofAccount, final LadderState ofState, final SlicePlan best) {
        account = ofAccount;
        state = ofState;
        margin = registry.margin(ofAccount);
        legs.take(ofAccount, state.equityMicros);
        best.clear();
        hasMet = false;
        waits = false;
        for (int leg = 0; leg < legs.count(); leg++) {
            limit(leg);
            mostLots[leg] =
                    SliceRules.mostLots(state.entryLots(legs.instrument(leg).id(), legs.lots(leg)), legs.lots(leg));
        }
        for (int leg = 0; leg < legs.count(); leg++) {
            waits |= gate.isHalted(legs.instrument(leg)) || (!consider(leg, NO_LEG, best) && isHeldBack(leg));
        }
        for (int leg = 0; leg < legs.count(); leg++) {
            for (int other = leg + 1; other < legs.count(); other++) {
                if (isPair(leg, other)) {
                    consider(leg, other, best);
                }
            }
        }
        margin.refresh(account.holdings(), margin.pricesVersion());
        return best.legCount > 0;
    }

    private boolean isPair(final int leg, final int other) {
        return legs.isLong(leg) != legs.isLong(other)
                && !gate.isHalted(legs.instrument(leg))
                && !gate.isHalted(legs.instrument(other));
    }

    /** Takes the worst price of a leg's slices. */
    private void limit(final int leg) {
        final Instrument instrument = legs.instrument(leg);
        final long concession = SliceRules.mostConcessionMicros(
                legs.shareMicros(leg), registry.rules.usualCostMicros(instrument, legs.exposureMicros(leg)));
        limitTicks[leg] = limits.limitTicks(
                instrument, legs.isLong(leg), concession, Math.abs(legs.exposureMicros(leg)), SliceRules.MOST_LED_E6);
        ownLimitTicks[leg] = limits.ownTicks();
    }

    /** Whether a leg that finds nobody would find somebody, were it not for how far slices may lead the price. */
    private boolean isHeldBack(final int leg) {
        if (ownLimitTicks[leg] == limitTicks[leg]) {
            return false;
        }
        terms.atOnce(legs.instrument(leg), legs.isLong(leg) ? Side.SELL : Side.BUY, ownLimitTicks[leg], mostLots[leg]);
        riskCheck.plan.begin();
        riskCheck.planLeg(account.id(), 0, terms);
        return riskCheck.plan.legLots() > 0;
    }

    /** Takes a candidate if it is the best so far; returns whether it would trade at all. */
    private boolean consider(final int leg, final int other, final SlicePlan best) {
        final long most = other == NO_LEG ? mostLots[leg] : equalDeltaLots(leg, other);
        if (!tryOut(leg, other, most)) {
            return false;
        }
        hasMet = true;
        candidate.set(probe);
        if (isEnough(probe)) {
            findLeast(leg, other, candidate.lots[0]);
        }
        final boolean isAdmissible = SliceRules.isAdmissible(
                candidate.costMicros(), candidate.freedMicros, state.equityMicros, state.maintenanceMicros);
        if (isAdmissible
                && (best.legCount == 0
                        || SliceRules.isBetter(
                                candidate.freedMicros, candidate.costMicros(), best.freedMicros, best.costMicros()))) {
            best.set(candidate);
        }
        return true;
    }

    private static boolean isEnough(final SlicePlan slice) {
        return !MarginLevel.isBelow(slice.equityLeftMicros, slice.maintenanceLeftMicros, SliceRules.TARGET_E6);
    }

    /** The smallest size that brings the level to the target: first guessed by what the known size does. */
    private void findLeast(final int leg, final int other, final long enoughLots) {
        final long shortage =
                SliceRules.shortageMicros(state.equityMicros, state.maintenanceMicros, SliceRules.TARGET_E6);
        long guess = SliceRules.leastLots(
                enoughLots, shortage, candidate.freedMicros, candidate.costMicros(), SliceRules.TARGET_E6);
        long tooFew = 0;
        long enough = enoughLots;
        while (enough - tooFew > 1) {
            final boolean isInside = guess > tooFew && guess < enough;
            final long size = isInside ? guess : tooFew + (enough - tooFew) / 2;
            guess = 0; // from now on by halves
            if (tryOut(leg, other, size) && isEnough(probe)) {
                enough = probe.lots[0];
                candidate.set(probe);
            } else {
                tooFew = size;
            }
        }
    }

    /** Lots of the first leg that, with as much delta of the other, are within both caps. */
    private long equalDeltaLots(final int leg, final int other) {
        final long mostDelta = deltaMicros(leg, mostLots[leg]);
        final long mostOther = deltaMicros(other, mostLots[other]);
        return mostDelta <= mostOther
                ? mostLots[leg]
                : Math.max(1, FixedPoint.mulDivFloor(mostLots[leg], mostOther, mostDelta));
    }

    private long otherLots(final int leg, final int other, final long lots) {
        final long delta = deltaMicros(leg, lots);
        final long whole = deltaMicros(other, Math.abs(legs.lots(other)));
        return Math.min(
                mostLots[other], Math.max(1, FixedPoint.mulDivHalfUp(Math.abs(legs.lots(other)), delta, whole)));
    }

    private long deltaMicros(final int leg, final long lots) {
        final Instrument instrument = legs.instrument(leg);
        return Math.max(1, Math.abs(instrument.exposureMicros(lots, instrument.markE8())));
    }

    /** Tries a size out: the probe is what of it trades. Returns whether anything does. */
    private boolean tryOut(final int leg, final int other, final long lots) {
        tried.copyFrom(account.holdings(), registry.instruments.size());
        riskCheck.plan.begin();
        probe.clear();
        final long filled = walk(leg, lots);
        if (filled == 0) {
            return false;
        }
        if (other != NO_LEG) {
            final long wanted = otherLots(leg, other, filled);
            final long otherFilled = walk(other, wanted);
            if (otherFilled < wanted) { // as much delta of the first as of this
                final long fewer = FixedPoint.mulDivFloor(filled, otherFilled, wanted);
                return fewer > 0 && tryOut(leg, other, fewer);
            }
        }
        judge(leg, other);
        return true;
    }

    /** Plans a leg against the book and fills the copy with it; returns the lots that trade. */
    private long walk(final int leg, final long lots) {
        final Instrument instrument = legs.instrument(leg);
        final Side side = legs.isLong(leg) ? Side.SELL : Side.BUY;
        terms.atOnce(instrument, side, limitTicks[leg], lots);
        riskCheck.planLeg(account.id(), 0, terms);
        final MatchPlan plan = riskCheck.plan;
        for (int n = 0; n < plan.legStepCount(); n++) {
            if (plan.step(n) == PlannedStep.FILL) {
                final long ticks = plan.maker(n).limitTicks;
                tried.fill(instrument, side, plan.lots(n), ticks);
                tried.credit(
                        instrument.settlement(),
                        -instrument.takerFeeUnits(instrument.notionalUnits(ticks, plan.lots(n))));
            }
        }
        final int at = probe.legCount++;
        probe.instruments[at] = instrument;
        probe.sells[at] = legs.isLong(leg);
        probe.lots[at] = plan.legLots();
        probe.limitTicks[at] = limitTicks[leg];
        return plan.legLots();
    }

    private void judge(final int leg, final int other) {
        margin.tryOut(legs.instrument(leg), tried);
        if (other != NO_LEG) {
            margin.tryOut(legs.instrument(other), tried);
        }
        final long maintenance = maintenanceMicros();
        final long equity = margin.equityMicros(tried);
        probe.freedMicros = state.maintenanceMicros - maintenance;
        probe.slippageMicros = Math.max(0, state.equityMicros - equity);
        probe.feeMicros = Math.max(0, SliceRules.feeMicros(probe.freedMicros, equity));
        probe.equityLeftMicros = equity - probe.feeMicros;
        probe.maintenanceLeftMicros = maintenance;
        margin.refresh(account.holdings(), margin.pricesVersion());
    }

    private long maintenanceMicros() {
        return Math.max(0, margin.maintenanceMarginMicros(tried) - state.waivedMaintenanceMicros);
    }
}
