package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.book.Leg;
import io.bascule.engine.book.MatchPlan;
import io.bascule.engine.book.PlannedStep;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.margin.OrderLoss;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderConditions;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;

/**
 * The one function behind order entry and preview: what an order would do to an account. It plans the order's fills
 * against the book, applies them to a copy of the account's holdings and takes the margin of the result. An order is
 * refused if it would leave IM equity below IM and raise IM (margin.md).
 */
final class RiskCheck {
    final MatchPlan plan;
    private final Registry registry;
    private final Leg leg = new Leg();
    private final Holdings tried = new Holdings();
    /** What the replaced order had before it was withdrawn. */
    private long hiddenLots;

    private boolean isJudgedTogether;

    RiskCheck(final Registry registry) {
        this.registry = registry;
        this.plan = new MatchPlan(registry);
    }

    /**
     * Plans and judges one order by itself; the plan is then what there is to execute.
     *
     * @param replaced the order that it takes the place of, or null.
     * @return {@link RejectReason#NONE}, or why it is refused.
     */
    RejectReason check(
            final Account account,
            final int sessionId,
            final Terms terms,
            final Order replaced,
            final LegOutcome outcome) {
        final PortfolioMargin margin = registry.margin(account);
        plan.begin();
        apply(account, sessionId, account.holdings(), tried, terms, replaced, outcome);
        return outcome.reason == RejectReason.NONE && !isJudgedTogether
                ? judge(margin, terms, account.holdings(), tried, outcome)
                : outcome.reason;
    }

    /** While it holds, margin is not judged order by order: it was, of all of them together. */
    void judgedTogether(final boolean holds) {
        isJudgedTogether = holds;
    }

    /**
     * Plans one order of an account and applies it to a copy of the account's holdings. A stop order that waits is
     * applied as if it rested, so that it can be judged; {@link #park} takes that back.
     *
     * @param account whose order it is; its order losses must be fresh.
     * @param sessionId that enters it.
     * @param base the holdings that the order meets: the account's, or what earlier legs made of them. Unchanged.
     * @param hypothetical becomes what the order makes of them, in the order's instrument; in the others it is left
     *     as it is.
     * @param terms of the order; its lots are what is to trade or rest.
     * @param replaced the order that it takes the place of, or null.
     * @param outcome of it. If the limits refuse it nothing is planned.
     */
    void apply(
            final Account account,
            final int sessionId,
            final Holdings base,
            final Holdings hypothetical,
            final Terms terms,
            final Order replaced,
            final LegOutcome outcome) {
        outcome.clear();
        hypothetical.copyInstrument(base, terms.instrument.id());
        if (replaced != null) {
            withdraw(hypothetical, terms.instrument, replaced);
        }
        outcome.reason = checkLimits(account, hypothetical, terms);
        if (outcome.reason == RejectReason.NONE && !terms.waits) {
            outcome.reason = plan(account, sessionId, terms);
        }
        if (outcome.reason != RejectReason.NONE) {
            restore(replaced);
            return;
        }
        if (terms.waits) {
            plan.beginLeg();
            probe(hypothetical, terms, outcome);
            return;
        }
        fill(account, hypothetical, terms, outcome);
        outcome.isEndedByDecrement = plan.isEndedByDecrement();
        final long remaining = terms.lots - outcome.filledLots - plan.decrementedLots();
        if (Execution.rests(terms, plan)) {
            outcome.restingLots = remaining;
        } else {
            outcome.cancelledLots = remaining;
        }
        if (outcome.restingLots > 0) {
            open(hypothetical, terms, outcome.restingLots);
        }
    }

    /** What was tried out as if it rested waits: it adds nothing. */
    void park(final Holdings hypothetical, final Terms terms, final LegOutcome outcome) {
        final int id = terms.instrument.id();
        hypothetical.closeOrder(id, terms.side, outcome.probeLots, outcome.probeLossMicros);
        hypothetical.openOrder(id, terms.side, 0, 0);
    }

    private RejectReason plan(final Account account, final int sessionId, final Terms terms) {
        return planLeg(account.id(), sessionId, terms);
    }

    /** Plans one leg more: what an order of these terms would do to the book. */
    RejectReason planLeg(final int accountId, final int sessionId, final Terms terms) {
        terms.describe(leg, accountId, sessionId);
        plan.leg(registry.book(terms.instrument.id()), leg);
        if (terms.has(OrderConditions.POST_ONLY) && plan.hasMet()) {
            plan.undoLeg();
            return RejectReason.WOULD_TRADE;
        }
        if (terms.ordType == OrdType.MARKET_TO_LIMIT && plan.hasMet()) {
            terms.limitTicks = plan.firstTicks();
        }
        return RejectReason.NONE;
    }

    private static void probe(final Holdings hypothetical, final Terms terms, final LegOutcome outcome) {
        outcome.restingLots = terms.lots;
        if (!terms.has(OrderConditions.REDUCE_ONLY)) {
            outcome.probeLots = terms.lots;
            outcome.probeLossMicros = OrderLoss.micros(terms.instrument, terms.side, terms.limitTicks, terms.lots);
        }
        hypothetical.openOrder(terms.instrument.id(), terms.side, outcome.probeLots, outcome.probeLossMicros);
    }

    private static void open(final Holdings hypothetical, final Terms terms, final long lots) {
        final int id = terms.instrument.id();
        if (terms.has(OrderConditions.REDUCE_ONLY)) {
            hypothetical.openOrder(id, terms.side, 0, 0);
        } else {
            final long loss = OrderLoss.micros(terms.instrument, terms.side, terms.limitTicks, lots);
            hypothetical.openOrder(id, terms.side, lots, loss);
        }
    }

    /** Lowers a resting order of the account in a copy of its holdings; the order keeps its place. */
    void reduce(final Holdings base, final Holdings hypothetical, final Order order, final long lots) {
        hypothetical.copyInstrument(base, order.instrumentId);
        plan.take(order, lots);
        reduceOwn(hypothetical, registry.instrument(order.instrumentId), order, lots, plan.unplannedLots(order));
    }

    /** Takes what is left of a resting order of the account out of a copy of its holdings, as a cancel does. */
    void remove(final Holdings base, final Holdings hypothetical, final Order order) {
        hypothetical.copyInstrument(base, order.instrumentId);
        withdraw(hypothetical, registry.instrument(order.instrumentId), order);
    }

    /**
     * Judges what {@link #apply} made of an account's holdings.
     *
     * @param margin of the account; tries the hypothetical out.
     */
    RejectReason judge(
            final PortfolioMargin margin,
            final Terms terms,
            final Holdings base,
            final Holdings hypothetical,
            final LegOutcome outcome) {
        margin.tryOut(terms.instrument, hypothetical);
        outcome.initialMarginMicros = margin.initialMarginMicros(hypothetical);
        if (terms.forbids(outcome.initialMarginMicros)) {
            outcome.reason = RejectReason.MAX_INITIAL_MARGIN;
            return outcome.reason;
        }
        final long excess = margin.excessMicros(hypothetical, outcome.initialMarginMicros);
        final boolean isFrozen = terms.instrument.underlying().isFrozen();
        if (excess >= 0 && !isFrozen) {
            return RejectReason.NONE;
        }
        margin.tryOut(terms.instrument, base);
        final long before = margin.initialMarginMicros(base);
        if (!isFrozenOut(isFrozen, outcome.initialMarginMicros, before, outcome)) {
            isRefused(excess, outcome.initialMarginMicros, before, outcome);
        }
        return outcome.reason;
    }

    /** Whether an index that is frozen refuses what would raise IM; the reason is then in the outcome. */
    boolean isFrozenOut(final boolean isFrozen, final long initialMargin, final long before, final LegOutcome outcome) {
        if (!isFrozen || initialMargin <= before) {
            return false;
        }
        outcome.reason = RejectReason.INDEX_FROZEN;
        return true;
    }

    /** Margin.md's rule; what is missing is in the outcome. */
    boolean isRefused(final long excess, final long initialMargin, final long before, final LegOutcome outcome) {
        if (excess >= 0 || initialMargin <= before) {
            return false;
        }
        outcome.shortfallMicros = -excess;
        outcome.reason = RejectReason.INSUFFICIENT_MARGIN;
        return true;
    }

    /** Takes back the last order applied: its plan, and what it withdrew. */
    void undo(final Order replaced, final long replacedLots) {
        plan.undoLeg();
        if (replaced != null) {
            plan.unhide(replaced, replacedLots);
        }
    }

    private void withdraw(final Holdings hypothetical, final Instrument instrument, final Order replaced) {
        final long leaves = plan.unplannedLots(replaced);
        hiddenLots = leaves;
        if (leaves == 0) {
            return;
        }
        if (replaced.addsMargin()) {
            final long loss = leaves == replaced.leavesLots
                    ? replaced.lossMicros
                    : OrderLoss.micros(instrument, replaced.side, replaced.limitTicks, leaves);
            hypothetical.closeOrder(instrument.id(), replaced.side, leaves, loss);
        } else {
            hypothetical.closeOrder(instrument.id(), replaced.side, 0, 0);
        }
        plan.hide(replaced);
    }

    private void restore(final Order replaced) {
        if (replaced != null) {
            plan.unhide(replaced, hiddenLots);
        }
    }

    private RejectReason checkLimits(final Account account, final Holdings holdings, final Terms terms) {
        final int id = terms.instrument.id();
        if (terms.has(OrderConditions.REDUCE_ONLY)) {
            final long closable = MatchPlan.closable(holdings.lots(id), terms.side);
            if (!terms.waits && closable == 0 && terms.lots > 0) {
                return RejectReason.WOULD_INCREASE_POSITION;
            }
            terms.lots = terms.waits ? terms.lots : Math.min(terms.lots, closable);
        } else {
            final long position = terms.side == Side.BUY
                    ? holdings.lots(id) + holdings.buyLots(id)
                    : holdings.sellLots(id) - holdings.lots(id);
            if (position + terms.lots > terms.instrument.maxPositionLots()) {
                return RejectReason.POSITION_LIMIT;
            }
        }
        final int added = holdings.openOrders() - account.holdings().openOrders();
        final boolean full = holdings.openOrders() >= account.definition().maxOpenOrders()
                || registry.openOrders + added >= registry.limits.maxOpenOrders();
        return full && terms.staysOpen() ? RejectReason.OPEN_ORDER_LIMIT : RejectReason.NONE;
    }

    private void fill(final Account account, final Holdings hypothetical, final Terms terms, final LegOutcome outcome) {
        final Instrument instrument = terms.instrument;
        final Side makerSide = terms.side == Side.BUY ? Side.SELL : Side.BUY;
        for (int n = 0; n < plan.legStepCount(); n++) {
            final Order maker = plan.maker(n);
            final long lots = plan.lots(n);
            final boolean isFill = plan.step(n) == PlannedStep.FILL;
            final boolean isOwn = maker.accountId == account.id();
            if (isFill) {
                final long notional = instrument.notionalUnits(maker.limitTicks, lots);
                final long fee = registry.fees.takerFeeUnits(instrument, account.id(), notional);
                hypothetical.fill(instrument, terms.side, lots, maker.limitTicks);
                hypothetical.credit(instrument.settlement(), -fee);
                outcome.feeMicros += instrument.microsUp(fee);
                outcome.worstTicks = maker.limitTicks;
                if (isOwn) {
                    hypothetical.fill(instrument, makerSide, lots, maker.limitTicks);
                    final long makerFee = registry.fees.makerFeeUnits(instrument, account.id(), account.id(), notional);
                    hypothetical.credit(instrument.settlement(), -makerFee);
                }
            }
            if (isOwn) {
                reduceOwn(hypothetical, instrument, maker, lots, plan.leftBehind(n));
            }
        }
        outcome.filledLots = plan.legLots();
        outcome.filledTickLots = plan.legTickLots();
    }

    /** An own resting order was hit, or is made smaller: {@code lots} of it are planned already. */
    private static void reduceOwn(
            final Holdings hypothetical,
            final Instrument instrument,
            final Order maker,
            final long lots,
            final long left) {
        if (!maker.addsMargin()) {
            if (left == 0) {
                hypothetical.closeOrder(instrument.id(), maker.side, 0, 0);
            }
            return;
        }
        final long lossBefore = OrderLoss.micros(instrument, maker.side, maker.limitTicks, left + lots);
        if (left == 0) {
            hypothetical.closeOrder(instrument.id(), maker.side, lots, lossBefore);
        } else {
            final long lossAfter = OrderLoss.micros(instrument, maker.side, maker.limitTicks, left);
            hypothetical.changeOrder(instrument.id(), maker.side, -lots, lossAfter - lossBefore);
        }
    }
}
