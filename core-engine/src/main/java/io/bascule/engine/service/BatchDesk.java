package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.BatchOutcome;
import io.bascule.engine.order.EntryAction;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.ReportContext;

/**
 * Takes batches. Best effort: each entry is a request by itself, in order. All or none: every entry must be possible
 * behind those before it and the margin hold on their net effect, or nothing is done. An entry is always reported by
 * itself, an 8 or a 9; the batch is answered with its outcome alone.
 */
final class BatchDesk {
    private final Registry registry;
    private final Reporter reporter;
    private final OrderDesk desk;
    private final RiskCheck riskCheck;
    private final Basket basket;
    private final VenueListener listener;
    private final Runnable settle;
    private final BatchReport report = new BatchReport();
    private final RejectReason[] reasons = new RejectReason[BatchRequest.MAX_ENTRIES];

    /**
     * A desk.
     *
     * @param settle does what trades bring about, as behind every other request.
     */
    BatchDesk(
            final Registry registry,
            final Reporter reporter,
            final OrderDesk desk,
            final RiskCheck riskCheck,
            final Basket basket,
            final VenueListener listener,
            final Runnable settle) {
        this.settle = settle;
        this.registry = registry;
        this.reporter = reporter;
        this.desk = desk;
        this.riskCheck = riskCheck;
        this.basket = basket;
        this.listener = listener;
    }

    /** Returns false if the venue is too busy to keep what it would say: nothing was done. */
    boolean place(final BatchRequest batch, final SessionState session, final long timestampNs) {
        describe(batch, timestampNs);
        report.rejectReason = check(batch, session);
        if (report.rejectReason != RejectReason.NONE) {
            report.outcome = BatchOutcome.REJECTED;
            listener.onBatchConcluded(report);
            return true;
        }
        if (!listener.hasRoom() && !cancelsOnly(batch, session)) {
            listener.onRequestRefused(session.id, batch.msgSeqNum, RequestKind.PLACE_BATCH, RejectReason.VENUE_BUSY);
            return false;
        }
        if (batch.batchMode == BatchMode.SEPARATE) {
            separately(batch, session, timestampNs);
        } else if (batch.possResend && isKnown(batch, session)) {
            report.outcome = outcomeBefore(batch, session);
            status(batch, session);
        } else {
            allOrNone(batch, session, timestampNs);
        }
        listener.onBatchConcluded(report);
        return true;
    }

    private void describe(final BatchRequest batch, final long timestampNs) {
        report.sessionId = batch.sessionId;
        report.timestampNs = timestampNs;
        report.accountId = batch.accountId;
        report.batchMode = batch.batchMode;
        report.entryCount = batch.entryCount;
        report.requestId.set(batch.requestId);
        report.accountName.set(batch.accountName);
    }

    private RejectReason check(final BatchRequest batch, final SessionState session) {
        final Account account = registry.account(batch.accountId);
        if (batch.fault != RejectReason.NONE) {
            return batch.fault;
        }
        if (account == null || !account.isActive() || !session.actsFor(account.id())) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (batch.entryCount == 0) {
            return RejectReason.NO_ENTRIES;
        }
        final int most = Math.min(registry.limits.maxPreviewLegs(), BatchRequest.MAX_ENTRIES);
        return batch.entryCount > most ? RejectReason.TOO_MANY_LEGS : RejectReason.NONE;
    }

    /** Whether it does nothing but cancel orders, and can: that passes however busy the venue is. */
    private boolean cancelsOnly(final BatchRequest batch, final SessionState session) {
        for (int n = 0; n < batch.entryCount; n++) {
            final BatchRequest.Entry entry = batch.entries[n];
            final boolean cancels = entry.action == EntryAction.DELETE
                    && !isNameless(entry)
                    && !OrderDesk.isUsed(entry.request, session)
                    && desk.addressing(entry.request, desk.resolve(entry.request, session)) == RejectReason.NONE;
            if (!cancels || isNamedBefore(batch, n, session)) {
                return false;
            }
        }
        return true;
    }

    private boolean isNamedBefore(final BatchRequest batch, final int n, final SessionState session) {
        final OrderRequest request = batch.entries[n].request;
        for (int earlier = 0; earlier < n; earlier++) {
            final OrderRequest other = batch.entries[earlier].request;
            if (other.clOrdId.equals(request.clOrdId)
                    || desk.resolve(other, session) == desk.resolve(request, session)) {
                return true;
            }
        }
        return false;
    }

    private void separately(final BatchRequest batch, final SessionState session, final long timestampNs) {
        int accepted = 0;
        for (int n = 0; n < batch.entryCount; n++) {
            final BatchRequest.Entry entry = batch.entries[n];
            final int from = reporter.count();
            if (isNameless(entry)) {
                refuseNameless(entry, session);
            } else {
                execute(entry, session, timestampNs);
            }
            accepted += reporter.isRefusal(from, entry.request) ? 0 : 1;
            mark(batch, entry, from);
            settle.run(); // each is a request by itself
        }
        report.outcome = accepted == batch.entryCount
                ? BatchOutcome.ACCEPTED
                : accepted == 0 ? BatchOutcome.REJECTED : BatchOutcome.ACCEPTED_IN_PART;
    }

    private void allOrNone(final BatchRequest batch, final SessionState session, final long timestampNs) {
        basket.begin(registry.account(batch.accountId), session);
        boolean possible = true;
        for (int n = 0; n < batch.entryCount; n++) {
            reasons[n] = tryOut(batch, n, session);
            possible &= reasons[n] == RejectReason.NONE;
        }
        final RejectReason together = possible ? basket.judge() : RejectReason.BATCH_REJECTED;
        final long shortfallMicros = possible ? basket.outcome.shortfallMicros : 0;
        report.outcome = together == RejectReason.NONE ? BatchOutcome.ACCEPTED : BatchOutcome.REJECTED;
        riskCheck.judgedTogether(together == RejectReason.NONE);
        for (int n = 0; n < batch.entryCount; n++) {
            final BatchRequest.Entry entry = batch.entries[n];
            final int from = reporter.count();
            if (together == RejectReason.NONE) {
                execute(entry, session, timestampNs);
            } else {
                final RejectReason reason = reasons[n] == RejectReason.NONE ? together : reasons[n];
                refuse(entry, session, reason, shortfallMicros, timestampNs);
            }
            mark(batch, entry, from);
        }
        riskCheck.judgedTogether(false);
    }

    private RejectReason tryOut(final BatchRequest batch, final int n, final SessionState session) {
        final BatchRequest.Entry entry = batch.entries[n];
        if (isNameless(entry)) {
            return entry.action == null ? RejectReason.UNKNOWN_ACTION : RejectReason.CL_ORD_ID_MISSING;
        }
        if (OrderDesk.isUsed(entry.request, session) || isNamedBefore(batch, n)) {
            return RejectReason.DUPLICATE_CL_ORD_ID;
        }
        return basket.add(entry.request, entry.action, true);
    }

    private static boolean isNamedBefore(final BatchRequest batch, final int n) {
        for (int earlier = 0; earlier < n; earlier++) {
            if (batch.entries[earlier].request.clOrdId.equals(batch.entries[n].request.clOrdId)) {
                return true;
            }
        }
        return false;
    }

    private void execute(final BatchRequest.Entry entry, final SessionState session, final long timestampNs) {
        switch (entry.action) {
            case ADD -> desk.place(entry.request, session, timestampNs);
            case MODIFY -> desk.replace(entry.request, session, timestampNs);
            case DELETE -> desk.cancel(entry.request, session, timestampNs);
        }
    }

    private void refuse(
            final BatchRequest.Entry entry,
            final SessionState session,
            final RejectReason reason,
            final long shortfallMicros,
            final long timestampNs) {
        if (isNameless(entry)) {
            refuseNameless(entry, session);
        } else if (entry.action == EntryAction.ADD) {
            desk.refusePlace(entry.request, session, reason, shortfallMicros, timestampNs);
        } else {
            final boolean isReplace = entry.action == EntryAction.MODIFY;
            desk.refuseChange(entry.request, session, reason, shortfallMicros, isReplace);
        }
    }

    /** Without an action that is known, or a ClOrdID: nothing can be done with it, and nothing is remembered. */
    private static boolean isNameless(final BatchRequest.Entry entry) {
        return entry.action == null || entry.request.clOrdId.isEmpty();
    }

    private void refuseNameless(final BatchRequest.Entry entry, final SessionState session) {
        final OrderRequest request = entry.request;
        final RejectReason reason = entry.action == null ? RejectReason.UNKNOWN_ACTION : RejectReason.CL_ORD_ID_MISSING;
        if (entry.action == null || entry.action == EntryAction.ADD) {
            reporter.refused(request, reason, session.actsFor(request.accountId));
        } else {
            final Order order = desk.resolve(request, session);
            reporter.cancelReject(request, order, reason, entry.action == EntryAction.MODIFY);
        }
    }

    private void mark(final BatchRequest batch, final BatchRequest.Entry entry, final int from) {
        reporter.mark(from, entry.request, ReportContext.MASS_ORDER, batch.requestId, entry.entryId);
    }

    /** Whether it has been here before: one of its ClOrdIDs has. */
    private static boolean isKnown(final BatchRequest batch, final SessionState session) {
        for (int n = 0; n < batch.entryCount; n++) {
            final OrderRequest request = batch.entries[n].request;
            if (!request.clOrdId.isEmpty() && OrderDesk.isUsed(request, session)) {
                return true;
            }
        }
        return false;
    }

    /** A batch that was refused left its orders refused, and its changes without an order of their names. */
    private static BatchOutcome outcomeBefore(final BatchRequest batch, final SessionState session) {
        for (int n = 0; n < batch.entryCount; n++) {
            final Order order = session.clOrdIds.find(batch.entries[n].request.clOrdId);
            if (order == null || order.rejectReason != RejectReason.NONE) {
                return BatchOutcome.REJECTED;
            }
        }
        return BatchOutcome.ACCEPTED;
    }

    /** How each entry stands; nothing is done. */
    private void status(final BatchRequest batch, final SessionState session) {
        for (int n = 0; n < batch.entryCount; n++) {
            final BatchRequest.Entry entry = batch.entries[n];
            final int from = reporter.count();
            desk.answerAgain(entry.request, session, desk.resolve(entry.request, session));
            mark(batch, entry, from);
        }
    }
}
