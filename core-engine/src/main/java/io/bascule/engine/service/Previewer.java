package io.bascule.engine.service;

import static io.bascule.engine.order.OrderRequest.ABSENT;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.book.OrderBook;
import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.EntryAction;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.PreviewStatus;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;

/**
 * Answers what would happen if these orders were sent now. It reads orders as order entry does, asks the same risk
 * check, and changes nothing.
 */
final class Previewer {
    /** Slippage is in 1e-4 bps, so a fraction of 1 is this many. */
    private static final long BPS_E4 = 100_000_000L;

    private final Registry registry;
    private final Basket basket;
    private final PreviewReport report = new PreviewReport();
    private long lastPreviewId;

    Previewer(final Registry registry, final Basket basket) {
        this.registry = registry;
        this.basket = basket;
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
        registry.margin(account).figures(account.holdings(), report.before);
        basket.begin(account, session);
        report.status = PreviewStatus.ACCEPTABLE;
        final boolean batch = request.batchMode == BatchMode.ALL_OR_NONE;
        for (int n = 0; n < request.legCount; n++) {
            leg(request.legs[n], n, batch);
        }
        report.legCount = request.legCount;
        if (batch && request.legCount > 0) {
            judgeBatch();
        }
        basket.margin().figures(basket.holdings(), report.after);
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

    private void leg(final OrderRequest request, final int n, final boolean batch) {
        final EntryAction action = request.origClOrdId.isEmpty() ? EntryAction.ADD : EntryAction.MODIFY;
        if (basket.add(request, action, batch) != RejectReason.NONE) {
            report.status = PreviewStatus.WOULD_BE_REJECTED;
        }
        describe(report.legs[n], request);
    }

    private void describe(final PreviewReport.Leg leg, final OrderRequest request) {
        final LegOutcome outcome = basket.outcome;
        final Order replaced = basket.lastNamed();
        final Instrument instrument = registry.instrument(request.instrumentId);
        leg.instrumentId = request.instrumentId;
        leg.clOrdId.set(request.clOrdId);
        leg.rejectReason = outcome.reason;
        leg.shortfallMicros = outcome.shortfallMicros;
        final boolean accepted = outcome.reason == RejectReason.NONE;
        long cumLots = outcome.filledLots; // over the whole chain, what earlier legs hit included
        long cumTickLots = outcome.filledTickLots;
        if (accepted && replaced != null) {
            final long hit = basket.hitLots(replaced);
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
        leg.marginContributionMicros = basket.lastContributionMicros();
    }

    private OrdStatus reached(final long cumLots) {
        final LegOutcome outcome = basket.outcome;
        if (outcome.restingLots + outcome.keptLots > 0) {
            return cumLots == 0 ? OrdStatus.NEW : OrdStatus.PARTIALLY_FILLED;
        }
        return outcome.cancelledLots > 0 || outcome.isEndedByDecrement ? OrdStatus.CANCELED : OrdStatus.FILLED;
    }

    private long slippage(final Instrument instrument, final Side side) {
        final LegOutcome outcome = basket.outcome;
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
    private void judgeBatch() {
        final boolean possible = report.status == PreviewStatus.ACCEPTABLE;
        final RejectReason reason = possible ? basket.judge() : RejectReason.BATCH_REJECTED;
        if (reason == RejectReason.NONE) {
            return;
        }
        final long shortfallMicros = possible ? basket.outcome.shortfallMicros : 0;
        report.status = PreviewStatus.WOULD_BE_REJECTED;
        for (int n = 0; n < report.legCount; n++) {
            final PreviewReport.Leg leg = report.legs[n];
            if (leg.rejectReason == RejectReason.NONE) {
                leg.rejectReason = reason;
                leg.shortfallMicros = shortfallMicros;
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
        basket.reset();
    }

    private void addPositions(final Holdings before) {
        final Holdings current = basket.holdings();
        for (final Instrument instrument : registry.instruments) {
            final int id = instrument.id();
            if (before.lots(id) == 0 && current.lots(id) == 0) {
                continue;
            }
            final PreviewReport.PositionLine line = report.positions[report.positionCount++];
            line.instrumentId = id;
            line.beforeE8 = instrument.qtyE8(before.lots(id));
            line.afterE8 = instrument.qtyE8(current.lots(id));
            line.liquidationPxE8 =
                    current.lots(id) == 0 ? ABSENT : LiquidationPrice.find(basket.margin(), current, instrument);
        }
    }
}
