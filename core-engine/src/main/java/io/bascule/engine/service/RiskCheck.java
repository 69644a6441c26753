package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.book.MatchPlan;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.margin.OrderLoss;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;

/**
 * The one function behind order entry and preview: what an order would do to an account. It plans the order's fills
 * against the book, applies them to a copy of the account's holdings and takes the margin of the result. An order is
 * refused if it would leave IM equity below IM and raise IM (margin.md).
 */
final class RiskCheck {
    final MatchPlan plan = new MatchPlan();
    private final Registry registry;

    RiskCheck(final Registry registry) {
        this.registry = registry;
    }

    /**
     * Plans one order of an account and applies it to a copy of the account's holdings.
     *
     * @param account whose order it is; its order losses must be fresh.
     * @param base the holdings that the order meets: the account's, or what earlier legs made of them. Unchanged.
     * @param hypothetical becomes what the order makes of them, in the order's instrument; in the others it is left
     *     as it is.
     * @param terms of the order; its lots are what is to trade or rest.
     * @param replaced the order that it takes the place of, or null.
     * @param outcome of it. If the limits refuse it nothing is planned.
     */
    void apply(
            final Account account,
            final Holdings base,
            final Holdings hypothetical,
            final Terms terms,
            final Order replaced,
            final LegOutcome outcome) {
        outcome.clear();
        final Instrument instrument = terms.instrument;
        hypothetical.copyInstrument(base, instrument.id());
        if (replaced != null) {
            withdraw(hypothetical, instrument, replaced);
        }
        outcome.reason = checkLimits(account, hypothetical, terms);
        if (outcome.reason != RejectReason.NONE) {
            restore(replaced, base, hypothetical);
            return;
        }
        plan.leg(
                registry.book(instrument.id()),
                instrument.id(),
                terms.side,
                terms.limitTicks,
                terms.lots,
                terms.timeInForce);
        fill(account, hypothetical, terms, outcome);
        final long remaining = terms.lots - outcome.filledLots;
        if (remaining > 0 && terms.rests()) {
            outcome.restingLots = remaining;
            final long loss = OrderLoss.micros(instrument, terms.side, terms.limitTicks, remaining);
            hypothetical.openOrder(instrument.id(), terms.side, remaining, loss);
        }
    }

    /** Lowers a resting order of the account in a copy of its holdings; the order keeps its place. */
    void reduce(final Holdings base, final Holdings hypothetical, final Order order, final long lots) {
        hypothetical.copyInstrument(base, order.instrumentId);
        plan.take(order, lots);
        reduceOwn(hypothetical, registry.instrument(order.instrumentId), order, lots);
    }

    /**
     * Judges what {@link #apply} made of an account's holdings.
     *
     * @param margin of the account; tries the hypothetical out.
     */
    RejectReason judge(
            final PortfolioMargin margin,
            final Instrument instrument,
            final Holdings base,
            final Holdings hypothetical,
            final LegOutcome outcome) {
        margin.tryOut(instrument, hypothetical);
        outcome.initialMarginMicros = margin.initialMarginMicros(hypothetical);
        final long excess = margin.excessMicros(hypothetical, outcome.initialMarginMicros);
        if (excess >= 0) {
            return RejectReason.NONE;
        }
        margin.tryOut(instrument, base);
        isRefused(excess, outcome.initialMarginMicros, margin.initialMarginMicros(base), outcome);
        return outcome.reason;
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
        if (leaves > 0) {
            final long loss = leaves == replaced.leavesLots
                    ? replaced.lossMicros
                    : OrderLoss.micros(instrument, replaced.side, replaced.limitTicks, leaves);
            hypothetical.closeOrder(instrument.id(), replaced.side, leaves, loss);
            plan.hide(replaced);
        }
    }

    private void restore(final Order replaced, final Holdings base, final Holdings hypothetical) {
        if (replaced != null) {
            final int id = replaced.instrumentId;
            final long hidden = replaced.side == Side.BUY
                    ? base.buyLots(id) - hypothetical.buyLots(id)
                    : base.sellLots(id) - hypothetical.sellLots(id);
            plan.unhide(replaced, hidden);
        }
    }

    private RejectReason checkLimits(final Account account, final Holdings holdings, final Terms terms) {
        final int id = terms.instrument.id();
        final long position = terms.side == Side.BUY
                ? holdings.lots(id) + holdings.buyLots(id)
                : holdings.sellLots(id) - holdings.lots(id);
        if (position + terms.lots > terms.instrument.maxPositionLots()) {
            return RejectReason.POSITION_LIMIT;
        }
        final int added = holdings.openOrders() - account.holdings().openOrders();
        final boolean full = holdings.openOrders() >= account.definition().maxOpenOrders()
                || registry.openOrders + added >= registry.limits.maxOpenOrders();
        return full && terms.rests() ? RejectReason.OPEN_ORDER_LIMIT : RejectReason.NONE;
    }

    private void fill(final Account account, final Holdings hypothetical, final Terms terms, final LegOutcome outcome) {
        final Instrument instrument = terms.instrument;
        final Side makerSide = terms.side == Side.BUY ? Side.SELL : Side.BUY;
        for (int n = 0; n < plan.legFillCount(); n++) {
            final Order maker = plan.maker(n);
            final long lots = plan.lots(n);
            final long notional = instrument.notionalMicros(maker.limitTicks, lots);
            final long fee = instrument.takerFeeMicros(notional);
            hypothetical.fill(instrument, terms.side, lots, maker.limitTicks);
            hypothetical.credit(-fee);
            outcome.feeMicros += fee;
            outcome.worstTicks = maker.limitTicks;
            if (maker.accountId == account.id()) {
                hypothetical.fill(instrument, makerSide, lots, maker.limitTicks);
                hypothetical.credit(-instrument.makerFeeMicros(notional));
                reduceOwn(hypothetical, instrument, maker, lots);
            }
        }
        outcome.filledLots = plan.legLots();
        outcome.filledTickLots = plan.legTickLots();
    }

    /** An own resting order was hit: {@code lots} of it are planned already. */
    private void reduceOwn(
            final Holdings hypothetical, final Instrument instrument, final Order maker, final long lots) {
        final long left = plan.unplannedLots(maker);
        final long lossBefore = OrderLoss.micros(instrument, maker.side, maker.limitTicks, left + lots);
        if (left == 0) {
            hypothetical.closeOrder(instrument.id(), maker.side, lots, lossBefore);
        } else {
            final long lossAfter = OrderLoss.micros(instrument, maker.side, maker.limitTicks, left);
            hypothetical.changeOrder(instrument.id(), maker.side, -lots, lossAfter - lossBefore);
        }
    }
}
