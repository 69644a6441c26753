package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Report;
import io.bascule.engine.order.ReportContext;
import io.bascule.engine.order.Text;
import java.util.Arrays;

/**
 * Writes the reports of one command and hands them over when it is done, so that each can carry its account's margin
 * after the command. Every event gets its number, its places in the application sequences and its drop copies here.
 */
final class Reporter {
    private static final int MANY = 128;

    private final Registry registry;
    private final VenueListener listener;
    private Report[] reports = new Report[16];
    private boolean[] isCancelReject = new boolean[16];
    private int count;
    private long timestampNs;
    private long lastEventNumber;
    private long history;
    private long flushes;
    private long[] flushedIn = new long[16];
    private Report[] firstReports = new Report[16];

    Reporter(final Registry registry, final VenueListener listener) {
        this.registry = registry;
        this.listener = listener;
    }

    /** Time of the command at hand. */
    long timestampNs() {
        return timestampNs;
    }

    long lastEventNumber() {
        return lastEventNumber;
    }

    /** Goes on behind the last event of a saved state. */
    void restore(final long newLastEventNumber, final long newHistory) {
        lastEventNumber = newLastEventNumber;
        history = newHistory;
    }

    void begin(final long newTimestampNs) {
        timestampNs = newTimestampNs;
        count = 0;
    }

    /** Number of an event that is no report about one order, and is said at once. */
    long nextEventNumber() {
        lastEventNumber++;
        history = mix(history, lastEventNumber);
        return lastEventNumber;
    }

    /** An event about an order: who, what and how it stands now. */
    Report order(final Order order, final ExecType execType) {
        final Report report = next(false);
        describe(report, order);
        report.execType = execType;
        number(report, registry.session(order.sessionId));
        return report;
    }

    /** A status report: no event, no copies. */
    Report status(final Order order, final OrderRequest request) {
        final Report report = next(false);
        describe(report, order);
        report.sessionId = request.sessionId;
        report.execType = ExecType.ORDER_STATUS;
        report.ordStatusReqId.set(request.ordStatusReqId);
        report.massStatusReqId.set(request.massStatusReqId);
        return report;
    }

    /** A status report that tells of no order, and why. */
    Report noStatus(final OrderRequest request, final RejectReason reason) {
        final Report report = next(false);
        echo(report, request);
        report.execType = ExecType.ORDER_STATUS;
        report.ordStatus = OrdStatus.REJECTED;
        report.rejectReason = reason;
        report.ordStatusReqId.set(request.ordStatusReqId);
        report.massStatusReqId.set(request.massStatusReqId);
        return report;
    }

    /** A refused D that names an order that exists (null: it existed once). */
    void duplicate(final OrderRequest request, final Order existing) {
        final Report report = next(false);
        echo(report, request);
        report.ordStatus = OrdStatus.REJECTED;
        if (existing != null) {
            describe(report, existing);
            report.sessionId = request.sessionId;
            report.clOrdId.set(request.clOrdId);
            report.origClOrdId.clear();
        }
        report.execType = ExecType.REJECTED;
        report.rejectReason = RejectReason.DUPLICATE_CL_ORD_ID;
        number(report, registry.session(request.sessionId));
    }

    /** A refused D that is not remembered: nothing of it is kept. */
    void refused(final OrderRequest request, final RejectReason reason, final boolean knowsAccount) {
        final Report report = next(false);
        echo(report, request);
        report.accountId = knowsAccount ? request.accountId : 0;
        report.execType = ExecType.REJECTED;
        report.ordStatus = OrdStatus.REJECTED;
        report.rejectReason = reason;
        number(report, registry.session(request.sessionId));
    }

    /** A refused F or G; the order is null if it is not known. */
    Report cancelReject(
            final OrderRequest request, final Order order, final RejectReason reason, final boolean isReplace) {
        final Report report = next(true);
        report.sessionId = request.sessionId;
        report.accountId = order == null ? accountOf(request) : order.accountId;
        report.instrumentId = order == null ? request.instrumentId : order.instrumentId;
        report.orderId = order == null ? 0 : order.orderId;
        report.ordStatus = order == null ? OrdStatus.REJECTED : order.ordStatus;
        report.rejectReason = reason;
        report.responseToReplace = isReplace;
        report.clOrdId.set(request.clOrdId);
        report.origClOrdId.set(request.origClOrdId);
        if (request.origClOrdId.isEmpty() && order != null) {
            order.copyClOrdId(report.origClOrdId);
        }
        number(report, registry.session(request.sessionId));
        return report;
    }

    /** How many reports of the command there are by now. */
    int count() {
        return count;
    }

    /** Whether the reports of a request, from one on, begin with its refusal. */
    boolean isRefusal(final int from, final OrderRequest request) {
        for (int i = from; i < count; i++) {
            final Report report = reports[i];
            if (report.sessionId == request.sessionId && report.clOrdId.equals(request.clOrdId)) {
                return isCancelReject[i]
                        || report.execType == ExecType.REJECTED
                        || report.ordStatus == OrdStatus.REJECTED;
            }
        }
        return true;
    }

    /** Says of reports of a ClOrdID of the session, from one on, what their order was part of. */
    void mark(
            final int from,
            final OrderRequest request,
            final ReportContext context,
            final Text requestId,
            final Text entryId) {
        for (int i = from; i < count; i++) {
            final Report report = reports[i];
            if (report.sessionId == request.sessionId && report.clOrdId.equals(request.clOrdId)) {
                report.context = context;
                report.requestId.set(requestId);
                report.entryId.set(entryId);
            }
        }
    }

    /** Hands over early what many reports of a command have come to, so that they need not be held all at once. */
    void flushIfMany() {
        if (count >= MANY) {
            flush();
        }
    }

    /** Hands over everything written since {@link #begin}, or the last of it. */
    void flush() {
        flushes++;
        if (flushedIn.length <= registry.accounts.size()) {
            flushedIn = new long[registry.accounts.size() + 1];
            firstReports = new Report[registry.accounts.size() + 1];
        }
        for (int i = 0; i < count; i++) {
            final Report report = reports[i];
            if (wantsMargin(report)) {
                fillInMargin(report);
            }
            if (report.eventNumber != 0) {
                note(report);
            }
            if (isCancelReject[i]) {
                listener.onCancelReject(report);
            } else {
                listener.onExecutionReport(report);
            }
        }
        count = 0;
    }

    /** A digest of every event so far. Not of status reports: whether one is given may depend on who listens. */
    long history() {
        return history;
    }

    private void note(final Report report) {
        history = mix(mix(mix(history, report.eventNumber), report.orderId), report.cumQtyE8);
        history = mix(mix(history, report.leavesQtyE8), report.accountId * 256L + report.ordStatus.code());
    }

    /** The margin is taken once for each account of a command. */
    private void fillInMargin(final Report report) {
        final int accountId = report.accountId;
        if (flushedIn[accountId] == flushes) {
            report.margin.set(firstReports[accountId].margin);
            return;
        }
        flushedIn[accountId] = flushes;
        firstReports[accountId] = report;
        final Account account = registry.account(accountId);
        registry.margin(account).figures(account.holdings(), report.margin);
    }

    private static long mix(final long hash, final long value) {
        final long product = (hash ^ value) * 0x9e3779b97f4a7c15L;
        return product ^ (product >>> 32);
    }

    private boolean wantsMargin(final Report report) {
        if (report.accountId == 0) {
            return false;
        }
        final SessionState origin = registry.session(report.sessionId);
        boolean wanted = origin != null && origin.definition.marginOnReports();
        for (int i = 0; i < report.copyCount; i++) {
            wanted |= registry.session(report.copySessionIds[i]).definition.marginOnReports();
        }
        return wanted;
    }

    private Report next(final boolean cancelReject) {
        if (count == reports.length) {
            reports = Arrays.copyOf(reports, count * 2);
            isCancelReject = Arrays.copyOf(isCancelReject, count * 2);
        }
        if (reports[count] == null) {
            reports[count] = new Report();
        }
        final Report report = reports[count];
        isCancelReject[count++] = cancelReject;
        report.clear();
        report.timestampNs = timestampNs;
        return report;
    }

    private void describe(final Report report, final Order order) {
        report.sessionId = order.sessionId;
        report.accountId = order.accountId;
        report.instrumentId = order.instrumentId;
        report.orderId = order.orderId;
        report.ordStatus = order.ordStatus;
        report.side = order.side;
        report.ordType = order.ordType;
        report.timeInForce = order.timeInForce;
        report.execCause = order.execCause;
        report.rejectReason = order.rejectReason;
        report.priceE8 = order.priceE8;
        report.orderQtyE8 = order.orderQtyE8;
        if (order.special != null) {
            report.conditions.set(order.special.asked);
        }
        final Instrument instrument = registry.instrument(order.instrumentId);
        if (instrument != null) {
            report.cumQtyE8 = instrument.qtyE8(order.cumLots);
            report.leavesQtyE8 = instrument.qtyE8(order.leavesLots);
            report.avgPxE8 = Prices.averageE8(instrument, order.cumTickLots, order.cumLots);
        } else if (order.isCombination()) {
            report.context = ReportContext.COMBINATION;
            report.cumQtyE8 = order.cumLots * order.orderQtyE8;
            report.leavesQtyE8 = order.leavesLots * order.orderQtyE8;
            report.avgPxE8 = order.cumTickLots;
        }
        if (order.quote != null) {
            report.context = ReportContext.QUOTE;
            report.requestId.set(order.quote.quoteId);
            report.entryId.set(order.quote.entryId);
        }
        order.copyClOrdId(report.clOrdId);
    }

    private void echo(final Report report, final OrderRequest request) {
        report.sessionId = request.sessionId;
        report.accountId = accountOf(request);
        report.instrumentId = request.instrumentId;
        report.side = request.side;
        report.ordType = request.ordType;
        report.timeInForce = request.timeInForce;
        report.priceE8 = request.priceE8;
        report.orderQtyE8 = request.orderQtyE8;
        report.conditions.set(request.conditions);
        report.clOrdId.set(request.clOrdId);
        report.symbol.set(request.symbol);
        report.accountName.set(request.accountName);
    }

    /** The account that a request names, or 0 if its session does not act for one of that id. */
    private int accountOf(final OrderRequest request) {
        return registry.session(request.sessionId).actsFor(request.accountId) ? request.accountId : 0;
    }

    /** Takes the next place in the application sequence of each drop copy of an account. */
    void copy(final int accountId, final EventCopies copies) {
        final SessionState[] sessions = registry.copies.get(accountId - 1);
        copies.begin(sessions.length);
        for (int i = 0; i < sessions.length; i++) {
            copies.set(i, sessions[i].id, sessions[i].nextApplSeqNum());
        }
    }

    private void number(final Report report, final SessionState origin) {
        report.eventNumber = ++lastEventNumber;
        report.applSeqNum = origin == null ? 0 : origin.nextApplSeqNum();
        final SessionState[] copies = report.accountId == 0 ? origin.copies : registry.copies.get(report.accountId - 1);
        if (report.copySessionIds.length < copies.length) {
            report.copySessionIds = new int[copies.length];
            report.copyApplSeqNums = new long[copies.length];
        }
        report.copyCount = copies.length;
        for (int i = 0; i < copies.length; i++) {
            report.copySessionIds[i] = copies[i].id;
            report.copyApplSeqNums[i] = copies[i].nextApplSeqNum();
        }
    }
}
