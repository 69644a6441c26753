package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Report;

/**
 * Answers a mass status request: a status report for each open order of the session's accounts, whichever session
 * entered it, account by account, instrument by instrument, oldest first. Narrowed by account, instrument and side.
 * None, or a request that is refused, is one report that says so.
 */
final class MassStatus {
    /**
     * Reports that one request is answered with at most. They are all said at once, to a client that may leave 4 MiB
     * of them unread and keeps its answers in a queue of 16 MiB.
     */
    static final int MAX_REPORTS = 5_000;

    private final Registry registry;
    private final Reporter reporter;
    private final VenueListener listener;
    private final OrderFilter filter;
    private int total;
    private int reported;

    MassStatus(final Registry registry, final Reporter reporter, final VenueListener listener) {
        this.registry = registry;
        this.reporter = reporter;
        this.listener = listener;
        this.filter = new OrderFilter(registry);
    }

    void answer(final OrderRequest request, final SessionState session) {
        final RejectReason fault = filter.check(request, session);
        if (fault != RejectReason.NONE) {
            refuse(request, fault);
            return;
        }
        total = 0;
        visit(request, session, false);
        if (total == 0) {
            refuse(request, RejectReason.UNKNOWN_ORDER);
        } else if (total > MAX_REPORTS) {
            refuse(request, RejectReason.TOO_MANY_REPORTS).totNumReports = total;
        } else if (!listener.canReport(total)) {
            listener.onRequestRefused(
                    session.id, request.msgSeqNum, RequestKind.REQUEST_MASS_STATUS, RejectReason.VENUE_BUSY);
        } else {
            reported = 0;
            visit(request, session, true);
        }
    }

    private Report refuse(final OrderRequest request, final RejectReason reason) {
        final Report report = reporter.noStatus(request, reason);
        report.lastRptRequested = true;
        return report;
    }

    /** Counts the orders that are asked for, or reports them. */
    private void visit(final OrderRequest request, final SessionState session, final boolean isReporting) {
        for (final int accountId : session.accountIds) {
            if (OrderFilter.wantsAccount(request, accountId)) {
                visit(request, registry.account(accountId), isReporting);
            }
        }
    }

    private void visit(final OrderRequest request, final Account account, final boolean isReporting) {
        for (int i = 0; i < registry.instruments.size(); i++) {
            final Instrument instrument = registry.instruments.get(i);
            if (!OrderFilter.wantsInstrument(request, instrument.id())) {
                continue;
            }
            for (Order order = account.firstOrder(instrument.id()); order != null; order = order.nextOfAccount) {
                if (!OrderFilter.wantsSide(request, order)) {
                    continue;
                }
                if (isReporting) {
                    report(order, request);
                } else {
                    total++;
                }
            }
        }
    }

    private void report(final Order order, final OrderRequest request) {
        reporter.flushIfMany();
        final Report report = reporter.status(order, request);
        report.totNumReports = total;
        report.lastRptRequested = ++reported == total;
    }
}
