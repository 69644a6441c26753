package io.bascule.engine.service;

import static io.bascule.engine.order.OrderRequest.ABSENT;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.book.MatchPlan;
import io.bascule.engine.book.OrderBook;
import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.PreviewStatus;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.SpecialTerms;
import io.bascule.engine.order.Text;

/**
 * Answers what would happen if these orders were sent now. It reads orders as order entry does, asks the same risk
 * check, and changes nothing.
 */
final class Previewer {
    /** Slippage is in 1e-4 bps, so a fraction of 1 is this many. */
    private static final long BPS_E4 = 100_000_000L;

    private final Registry registry;
    private final OrderDesk desk;
    private final RiskCheck riskCheck;
    private final LiquidationPrice liquidationPrice;
    private final PreviewReport report = new PreviewReport();
    private final Terms terms = new Terms();
    private final LegOutcome outcome = new LegOutcome();
    private final Text[] legOrigins = new Text[PreviewRequest.MAX_LEGS];
    /** MaxInitialMargin of each leg. */
    private final long[] legLimitsMicros = new long[PreviewRequest.MAX_LEGS];

    private final Order[] hypotheticalOrders = new Order[PreviewRequest.MAX_LEGS];
    private final Holdings current = new Holdings();
    private final Holdings next = new Holdings();
    private PortfolioMargin margin;
    private long initialMarginMicros;
    private long lastPreviewId;

    Previewer(
            final Registry registry,
            final OrderDesk desk,
            final RiskCheck riskCheck,
            final LiquidationPrice liquidationPrice) {
        this.registry = registry;
        this.desk = desk;
        this.riskCheck = riskCheck;
        this.liquidationPrice = liquidationPrice;
        for (int i = 0; i < hypotheticalOrders.length; i++) {
            hypotheticalOrders[i] = new Order();
            hypotheticalOrders[i].special = new SpecialTerms();
            legOrigins[i] = new Text();
        }
    }

    long lastPreviewId() {
        return lastPreviewId;
    }

    /** Goes on behind the last preview of a saved state. */
    void restore(final long newLastPreviewId) {
        lastPreviewId = newLastPreviewId;
    }

    PreviewReport preview(
            final PreviewRequest request, final SessionState session, final long timestampNs, final long eventNumber) {
        begin(request, timestampNs, eventNumber);
        final Account account = registry.account(request.accountId);
        report.rejectReason = check(request, account, session);
        if (report.rejectReason != RejectReason.NONE) {
            report.status = PreviewStatus.INVALID;
            return report;
        }
        beginWith(account);
        initialMarginMicros = report.before.initialMarginMicros;
        report.status = PreviewStatus.ACCEPTABLE;
        final boolean batch = request.batchMode == BatchMode.ALL_OR_NONE;
        for (int n = 0; n < request.legCount; n++) {
            leg(request.legs[n], n, account, session, batch);
        }
        report.legCount = request.legCount;
        if (batch && request.legCount > 0) {
            judgeBatch(account);
        }
        margin.figures(current, report.after);
        addPositions(account.holdings());
        return report;
    }

    private void begin(final PreviewRequest request, final long timestampNs, final long eventNumber) {
        report.sessionId = request.sessionId;
        report.timestampNs = timestampNs;
        report.eventNumber = eventNumber;
        report.previewId = ++lastPreviewId;
        report.accountId = request.accountId;
        report.previewReqId.set(request.previewReqId);
        report.accountName.set(request.accountName);
        report.before.present = false;
        report.after.present = false;
        report.legCount = 0;
        report.positionCount = 0;
    }

    /** Takes the figures of what the account has, and copies that the legs change. */
    private void beginWith(final Account account) {
        final PortfolioMargin ofAccount = registry.margin(account);
        if (margin == null || !margin.isOf(registry.scenarios)) {
            margin = new PortfolioMargin(registry.instruments, registry.scenarios);
        }
        ofAccount.figures(account.holdings(), report.before);
        margin.copyFrom(ofAccount);
        riskCheck.plan.begin();
        current.copyFrom(account.holdings(), registry.instruments.size());
        next.copyFrom(current, registry.instruments.size());
    }

    private RejectReason check(final PreviewRequest request, final Account account, final SessionState session) {
        if (request.fault != RejectReason.NONE) {
            return request.fault;
        }
        if (account == null || !account.isActive() || !session.actsFor(account.id())) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (request.legCount > Math.min(registry.limits.maxPreviewLegs(), PreviewRequest.MAX_LEGS)) {
            return RejectReason.TOO_MANY_LEGS;
        }
        for (int n = 0; n < request.legCount; n++) {
            final RejectReason fault = request.legs[n].fault;
            final Instrument instrument = registry.instrument(request.legs[n].instrumentId);
            if (instrument == null || !instrument.isListed()) {
                return fault == RejectReason.NONE ? RejectReason.UNKNOWN_SYMBOL : fault;
            }
        }
        return RejectReason.NONE;
    }

    private void leg(
            final OrderRequest request,
            final int n,
            final Account account,
            final SessionState session,
            final boolean batch) {
        legLimitsMicros[n] = ABSENT;
        final boolean isReplace = !request.origClOrdId.isEmpty();
        final Order replaced = isReplace ? session.clOrdIds.find(request.origClOrdId) : null;
        final long unplanned = replaced == null ? 0 : riskCheck.plan.unplannedLots(replaced);
        final long imBefore = initialMarginMicros;
        outcome.clear();
        outcome.reason = readLeg(request, n, replaced, account, session);
        if (outcome.reason == RejectReason.NONE) {
            if (isReplace && terms.onlyReduces(replaced, orderLotsByThen(replaced))) {
                reduce(replaced, unplanned);
            } else {
                tryOut(replaced, unplanned, account, isReplace ? replaced.sessionId : session.id, batch);
            }
        }
        if (outcome.reason == RejectReason.NONE) {
            legLimitsMicros[n] = terms.isSpecial ? terms.asked.maxInitialMarginMicros : ABSENT;
            initialMarginMicros = outcome.initialMarginMicros;
            current.copyInstrument(next, terms.instrument.id());
            restHypothetically(n, account, session);
        } else {
            report.status = PreviewStatus.WOULD_BE_REJECTED;
        }
        describe(report.legs[n], request, replaced);
        report.legs[n].marginContributionMicros = initialMarginMicros - imBefore;
    }

    private void tryOut(
            final Order replaced,
            final long unplanned,
            final Account account,
            final int sessionId,
            final boolean batch) {
        if (replaced != null) {
            terms.lots = Math.max(0, terms.lots - filledByThen(replaced));
            terms.waits &= terms.lots > 0; // 0: the replace ends the order
        }
        riskCheck.apply(account, sessionId, current, next, terms, replaced, outcome);
        if (outcome.reason != RejectReason.NONE) {
            return;
        }
        takeNext();
        if (!batch && terms.lots > 0 && isRefused()) {
            riskCheck.undo(replaced, unplanned);
            margin.tryOut(terms.instrument, current);
        } else if (terms.waits) {
            riskCheck.park(next, terms, outcome);
            takeNext();
        }
    }

    private boolean isRefused() {
        if (terms.forbids(outcome.initialMarginMicros)) {
            outcome.reason = RejectReason.MAX_INITIAL_MARGIN;
            return true;
        }
        final long excess = margin.excessMicros(next, outcome.initialMarginMicros);
        return riskCheck.isRefused(excess, outcome.initialMarginMicros, initialMarginMicros, outcome);
    }

    /** Quantity of an order once the legs so far have had what they take from it without a trade. */
    private long orderLotsByThen(final Order order) {
        final MatchPlan plan = riskCheck.plan;
        return order.orderLots - (order.leavesLots - plan.unplannedLots(order) - plan.filledLots(order));
    }

    /** Lots of an order that are filled once the legs so far are. */
    private long filledByThen(final Order order) {
        return order.cumLots + riskCheck.plan.filledLots(order);
    }

    private void takeNext() {
        margin.tryOut(terms.instrument, next);
        outcome.initialMarginMicros = margin.initialMarginMicros(next);
    }

    /** A lower quantity and nothing else: the order keeps its place, and no check can refuse it. */
    private void reduce(final Order order, final long unplanned) {
        final long left = Math.min(unplanned, Math.max(0, terms.lots - filledByThen(order)));
        riskCheck.reduce(current, next, order, unplanned - left);
        takeNext();
        terms.lots = left;
        outcome.keptLots = left;
    }

    private RejectReason readLeg(
            final OrderRequest request,
            final int n,
            final Order replaced,
            final Account account,
            final SessionState session) {
        legOrigins[n].set(request.origClOrdId);
        if (!request.origClOrdId.isEmpty()) {
            if (replaced == null || replaced.accountId != account.id()) {
                return RejectReason.UNKNOWN_ORDER;
            }
            if (!replaced.isOpen() || riskCheck.plan.unplannedLots(replaced) == 0) {
                return RejectReason.TOO_LATE;
            }
            for (int earlier = 0; earlier < n; earlier++) {
                if (request.origClOrdId.equals(legOrigins[earlier])) {
                    return RejectReason.UNSUPPORTED_VALUE; // one leg an order
                }
            }
        }
        return session.isFull() ? RejectReason.SESSION_LIMIT : desk.readTerms(request, replaced, terms);
    }

    private void restHypothetically(final int n, final Account account, final SessionState session) {
        if (outcome.restingLots == 0 || terms.waits) {
            return;
        }
        final Order order = hypotheticalOrders[n];
        order.accountId = account.id();
        order.sessionId = session.id;
        order.instrumentId = terms.instrument.id();
        order.side = terms.side;
        order.limitTicks = terms.limitTicks;
        order.leavesLots = outcome.restingLots;
        order.planStamp = 0;
        terms.describe(order.special);
        order.special.show(order.leavesLots);
        riskCheck.plan.rest(order);
    }

    private void describe(final PreviewReport.Leg leg, final OrderRequest request, final Order replaced) {
        final Instrument instrument = registry.instrument(request.instrumentId);
        leg.instrumentId = request.instrumentId;
        leg.clOrdId.set(request.clOrdId);
        leg.rejectReason = outcome.reason;
        leg.shortfallMicros = outcome.shortfallMicros;
        final boolean accepted = outcome.reason == RejectReason.NONE;
        long cumLots = outcome.filledLots; // over the whole chain, what earlier legs hit included
        long cumTickLots = outcome.filledTickLots;
        if (accepted && replaced != null) {
            final long hit = filledByThen(replaced) - replaced.cumLots;
            cumLots += replaced.cumLots + hit;
            cumTickLots += replaced.cumTickLots + hit * replaced.limitTicks;
        }
        leg.ordStatus = accepted ? reached(cumLots) : OrdStatus.REJECTED;
        leg.cumQtyE8 = accepted ? instrument.qtyE8(cumLots) : 0;
        leg.leavesQtyE8 = accepted ? instrument.qtyE8(outcome.restingLots + outcome.keptLots) : 0;
        leg.avgPxE8 = accepted ? Prices.averageE8(instrument, cumTickLots, cumLots) : 0;
        leg.worstPxE8 = accepted ? instrument.priceE8(outcome.worstTicks) : 0;
        leg.feeMicros = accepted ? outcome.feeMicros : 0;
        leg.slippageBpsE4 = accepted ? slippage(instrument, request.side) : ABSENT;
    }

    private OrdStatus reached(final long cumLots) {
        if (outcome.restingLots + outcome.keptLots > 0) {
            return cumLots == 0 ? OrdStatus.NEW : OrdStatus.PARTIALLY_FILLED;
        }
        return outcome.cancelledLots > 0 || outcome.isEndedByDecrement ? OrdStatus.CANCELED : OrdStatus.FILLED;
    }

    private long slippage(final Instrument instrument, final Side side) {
        final long avgPxE8 = Prices.averageE8(instrument, outcome.filledTickLots, outcome.filledLots);
        final OrderBook book = registry.book(instrument.id());
        final long bid = book.bestTicks(Side.BUY);
        final long ask = book.bestTicks(Side.SELL);
        if (avgPxE8 == 0 || bid == 0 || ask == 0) {
            return ABSENT;
        }
        final long twiceMidE8 = instrument.priceE8(bid + ask);
        final long worse = side == Side.BUY ? 2 * avgPxE8 - twiceMidE8 : twiceMidE8 - 2 * avgPxE8;
        return FixedPoint.mulDivHalfUp(worse, BPS_E4, twiceMidE8);
    }

    /** One decision on the net effect: margin.md's rule, and every leg must be possible. */
    private void judgeBatch(final Account account) {
        boolean possible = true;
        for (int n = 0; n < report.legCount; n++) {
            possible &= report.legs[n].rejectReason == RejectReason.NONE;
        }
        outcome.clear();
        if (possible) {
            final long excess = margin.excessMicros(current, initialMarginMicros);
            riskCheck.isRefused(excess, initialMarginMicros, report.before.initialMarginMicros, outcome);
            if (isForbidden()) {
                outcome.reason = RejectReason.MAX_INITIAL_MARGIN;
                outcome.shortfallMicros = 0;
            }
        }
        if (possible && outcome.reason == RejectReason.NONE) {
            return;
        }
        report.status = PreviewStatus.WOULD_BE_REJECTED;
        for (int n = 0; n < report.legCount; n++) {
            final PreviewReport.Leg leg = report.legs[n];
            if (leg.rejectReason == RejectReason.NONE) {
                leg.rejectReason = possible ? outcome.reason : RejectReason.BATCH_REJECTED;
                leg.shortfallMicros = outcome.shortfallMicros;
            }
            leg.ordStatus = OrdStatus.REJECTED;
            leg.cumQtyE8 = 0;
            leg.leavesQtyE8 = 0;
            leg.avgPxE8 = 0;
            leg.worstPxE8 = 0;
            leg.slippageBpsE4 = ABSENT;
            leg.feeMicros = 0;
            leg.marginContributionMicros = 0;
        }
        margin.copyFrom(registry.margin(account));
        current.copyFrom(account.holdings(), registry.instruments.size());
    }

    /** Whether some leg allows less than the margin behind all of them. */
    private boolean isForbidden() {
        for (int n = 0; n < report.legCount; n++) {
            if (legLimitsMicros[n] != ABSENT && initialMarginMicros > legLimitsMicros[n]) {
                return true;
            }
        }
        return false;
    }

    private void addPositions(final Holdings before) {
        for (final Instrument instrument : registry.instruments) {
            final int id = instrument.id();
            if (before.lots(id) == 0 && current.lots(id) == 0) {
                continue;
            }
            final PreviewReport.PositionLine line = report.positions[report.positionCount++];
            line.instrumentId = id;
            line.beforeE8 = instrument.qtyE8(before.lots(id));
            line.afterE8 = instrument.qtyE8(current.lots(id));
            line.liquidationPxE8 = current.lots(id) == 0 ? ABSENT : liquidationPrice.find(margin, current, instrument);
        }
    }
}
