package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;

/**
 * Cancels many orders at once: those that the session entered, or, if it may, whoever entered them, narrowed by
 * account, instrument and side. First one report that says how many, then one of each order, to the session that
 * entered it: account by account, instrument by instrument, oldest first. A refused request is one report that says
 * why.
 *
 * <p>Its ClOrdID is used up, done or refused: the same again, PossResend or not, is refused, so that orders that came
 * after the first are safe.
 */
final class MassCancel {
    private final Registry registry;
    private final Reporter reporter;
    private final Execution execution;
    private final VenueListener listener;
    private final OrderFilter filter;
    private final MassCancelReport report = new MassCancelReport();

    MassCancel(
            final Registry registry, final Reporter reporter, final Execution execution, final VenueListener listener) {
        this.registry = registry;
        this.reporter = reporter;
        this.execution = execution;
        this.listener = listener;
        this.filter = new OrderFilter(registry);
    }

    /**
     * Returns false if there is nothing to cancel, and the venue is too busy to keep the report that would say so:
     * nothing was done.
     */
    boolean cancel(final MassCancelRequest request, final SessionState session, final long timestampNs) {
        final RejectReason reason = check(request.filter, session);
        final int total = reason == RejectReason.NONE ? visit(request, session, false, timestampNs) : 0;
        if (total == 0 && !listener.hasRoom()) {
            listener.onRequestRefused(
                    session.id, request.filter.msgSeqNum, RequestKind.CANCEL_MASS, RejectReason.VENUE_BUSY);
            return false;
        }
        if (reason != RejectReason.DUPLICATE_CL_ORD_ID && reason != RejectReason.CL_ORD_ID_TOO_LONG) {
            session.rememberUsed(request.filter.clOrdId);
        }
        answer(request, reason, total, timestampNs);
        if (total > 0) {
            visit(request, session, true, timestampNs);
        }
        return true;
    }

    private RejectReason check(final OrderRequest request, final SessionState session) {
        if (request.fault != RejectReason.CL_ORD_ID_TOO_LONG && session.isUsed(request.clOrdId)) {
            return RejectReason.DUPLICATE_CL_ORD_ID;
        }
        return filter.check(request, session);
    }

    private void answer(
            final MassCancelRequest request, final RejectReason reason, final int total, final long timestampNs) {
        final OrderRequest asked = request.filter;
        report.eventNumber = reporter.nextEventNumber();
        report.timestampNs = timestampNs;
        report.sessionId = asked.sessionId;
        report.accountId = asked.accountId;
        report.instrumentId = asked.instrumentId;
        report.side = asked.side;
        report.requestType = request.requestType;
        report.rejectReason = reason;
        report.totalAffected = total;
        report.clOrdId.set(asked.clOrdId);
        report.symbol.set(asked.symbol);
        report.accountName.set(asked.accountName);
        listener.onMassCancelReport(report);
    }

    /** Counts the orders that are asked for, or cancels them. */
    private int visit(
            final MassCancelRequest request,
            final SessionState session,
            final boolean isCancelling,
            final long timestampNs) {
        int count = 0;
        for (int i = 0; i < registry.accounts.size(); i++) {
            final Account account = registry.accounts.get(i);
            final boolean isOfSession = !request.ofAllSessions || session.actsFor(account.id());
            if (isOfSession && OrderFilter.wantsAccount(request.filter, account.id())) {
                count += visit(request, session, account, isCancelling, timestampNs);
            }
        }
        return count;
    }

    private int visit(
            final MassCancelRequest request,
            final SessionState session,
            final Account account,
            final boolean isCancelling,
            final long timestampNs) {
        int count = 0;
        for (int i = 0; i < registry.instruments.size(); i++) {
            final Instrument instrument = registry.instruments.get(i);
            if (!OrderFilter.wantsInstrument(request.filter, instrument.id())) {
                continue;
            }
            Order next;
            for (Order order = account.firstOrder(instrument.id()); order != null; order = next) {
                next = order.nextOfAccount;
                final boolean isOfSession = request.ofAllSessions || order.sessionId == session.id;
                if (isOfSession && OrderFilter.wantsSide(request.filter, order)) {
                    count++;
                    if (isCancelling) {
                        cancel(order, session, timestampNs);
                    }
                }
            }
        }
        return count;
    }

    /** Margin on a report is that of the account when this and up to so many others are done. */
    private void cancel(final Order order, final SessionState session, final long timestampNs) {
        reporter.flushIfMany();
        final int restatementReason = order.sessionId == session.id ? 0 : OrderDesk.RESTATEMENT_OTHER;
        execution.cancel(order, ExecType.CANCELED, OrdStatus.CANCELED, timestampNs).restatementReason =
                restatementReason;
    }
}
