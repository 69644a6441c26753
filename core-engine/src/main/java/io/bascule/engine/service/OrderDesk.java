package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Report;
import io.bascule.engine.order.TimeInForce;

/** Takes, changes and cancels orders: checks first, then does it, each request whole or not at all. */
final class OrderDesk {
    /** ExecRestatementReason(378): another session of the account asked for it. */
    static final int RESTATEMENT_OTHER = 99;

    private static final RejectReason DUPLICATE = RejectReason.DUPLICATE_CL_ORD_ID;

    private final Registry registry;
    private final Reporter reporter;
    private final RiskCheck riskCheck;
    private final Execution execution;
    private final VenueListener listener;
    private final Terms terms = new Terms();
    private final LegOutcome outcome = new LegOutcome();
    /** The replace at hand lowers the quantity and nothing else. */
    private boolean keepsPlace;

    OrderDesk(
            final Registry registry,
            final Reporter reporter,
            final RiskCheck riskCheck,
            final Execution execution,
            final VenueListener listener) {
        this.registry = registry;
        this.reporter = reporter;
        this.riskCheck = riskCheck;
        this.execution = execution;
        this.listener = listener;
    }

    /** Returns false if the venue is too busy to keep what it would say: nothing was done. */
    boolean place(final OrderRequest request, final SessionState session, final long timestampNs) {
        final Order existing = session.clOrdIds.find(request.clOrdId);
        if (existing != null && request.possResend) {
            reporter.status(existing, request);
            return true;
        }
        if (!listener.hasRoom()) {
            return busy(request, session, RequestKind.PLACE_ORDER);
        }
        if (!isRefusedUnremembered(request, session)) {
            enter(request, session, check(request, session), timestampNs);
        }
        return true;
    }

    /** Refuses a D whose fate is known already, with the reason given unless its ClOrdID is refused by itself. */
    void refusePlace(
            final OrderRequest request,
            final SessionState session,
            final RejectReason reason,
            final long shortfallMicros,
            final long timestampNs) {
        if (!isRefusedUnremembered(request, session)) {
            outcome.shortfallMicros = shortfallMicros;
            enter(request, session, reason, timestampNs);
        }
    }

    /** Refuses an F or G whose fate is known already. */
    void refuseChange(
            final OrderRequest request,
            final SessionState session,
            final RejectReason reason,
            final long shortfallMicros,
            final boolean isReplace) {
        outcome.shortfallMicros = shortfallMicros;
        refuse(request, session, resolve(request, session), reason, isReplace);
    }

    /** Whether the session has used the ClOrdID before. */
    static boolean isUsed(final OrderRequest request, final SessionState session) {
        return session.clOrdIds.find(request.clOrdId) != null || session.isFingerprinted(request.clOrdId);
    }

    /** Refuses a D whose ClOrdID cannot be taken: no order comes of it. */
    private boolean isRefusedUnremembered(final OrderRequest request, final SessionState session) {
        if (isUsed(request, session)) {
            reporter.duplicate(request, session.clOrdIds.find(request.clOrdId));
            return true;
        }
        final boolean tooLong = request.fault == RejectReason.CL_ORD_ID_TOO_LONG;
        if (tooLong || session.isFull()) {
            final RejectReason reason = tooLong ? request.fault : RejectReason.SESSION_LIMIT;
            reporter.refused(request, reason, session.actsFor(request.accountId));
            return true;
        }
        return false;
    }

    /** An order as a request describes it, known by its ClOrdID; it is not done yet. */
    Order newOrder(final OrderRequest request, final SessionState session) {
        final Order order = registry.newOrder();
        describe(order, request, session);
        session.clOrdIds.add(request.clOrdId, order);
        return order;
    }

    /** Makes an order of a D, and does or refuses it. */
    private void enter(
            final OrderRequest request, final SessionState session, final RejectReason reason, final long timestampNs) {
        final Order order = newOrder(request, session);
        if (reason == RejectReason.NONE) {
            order.ordStatus = OrdStatus.NEW;
            order.orderLots = terms.instrument.lots(request.orderQtyE8);
            order.leavesLots = order.orderLots;
            makeSpecial(order);
            reporter.order(order, ExecType.NEW);
            begin(order, timestampNs);
        } else {
            if (!request.conditions.isEmpty()) {
                registry.pool.makeSpecial(order).asked.set(request.conditions);
            }
            reject(order, reason, request, session, timestampNs);
        }
    }

    /** An order that was accepted, anew or by a replace: it waits, or trades and rests. */
    private void begin(final Order order, final long timestampNs) {
        if (terms.waits) {
            order.limitTicks = terms.limitTicks;
            execution.park(order);
            return;
        }
        if (terms.isStop) {
            reporter.order(order, ExecType.TRIGGERED);
        }
        execution.begin(order, terms);
        execution.execute(order, terms, riskCheck.plan, timestampNs);
    }

    private void makeSpecial(final Order order) {
        if (terms.isSpecial) {
            terms.describe(order.special == null ? registry.pool.makeSpecial(order) : order.special);
        } else if (order.special != null) {
            registry.pool.makePlain(order);
        }
    }

    /** Returns false if it would be refused, and the venue is too busy to keep that: nothing was done. */
    boolean cancel(final OrderRequest request, final SessionState session, final long timestampNs) {
        final Order order = resolve(request, session);
        if (request.possResend && isUsed(request, session)) {
            answerAgain(request, session, order);
            return true;
        }
        final RejectReason reason = isUsed(request, session) ? DUPLICATE : addressing(request, order);
        if (reason != RejectReason.NONE) {
            return refuse(request, session, order, reason, false);
        }
        session.clOrdIds.add(request.clOrdId, order);
        final Report report = execution.cancel(order, ExecType.CANCELED, OrdStatus.CANCELED, timestampNs);
        if (order.sessionId == session.id) {
            order.copyOrigClOrdId(report.origClOrdId);
        } else {
            report.restatementReason = RESTATEMENT_OTHER;
            answerOther(request, order);
        }
        return true;
    }

    /** Returns false if the venue is too busy to keep what it would say: nothing was done. */
    boolean replace(final OrderRequest request, final SessionState session, final long timestampNs) {
        final Order order = resolve(request, session);
        if (request.possResend && isUsed(request, session)) {
            answerAgain(request, session, order);
            return true;
        }
        if (!listener.hasRoom()) {
            return busy(request, session, RequestKind.REPLACE_ORDER);
        }
        final RejectReason reason = checkReplace(request, session, order);
        if (reason != RejectReason.NONE) {
            return refuse(request, session, order, reason, true);
        }
        session.clOrdIds.add(request.clOrdId, order);
        change(order, request, timestampNs);
        if (order.sessionId != session.id) {
            answerOther(request, order);
        }
        return true;
    }

    void status(final OrderRequest request, final SessionState session) {
        final Order order = resolve(request, session);
        if (order == null) {
            reporter.noStatus(request, RejectReason.UNKNOWN_ORDER);
        } else {
            reporter.status(order, request);
        }
    }

    /**
     * Reads what a request asks for, in order entry and previews alike.
     *
     * @param replaced the order that it would replace, or null.
     * @return {@link RejectReason#NONE}, or why the venue cannot do it.
     */
    RejectReason readTerms(final OrderRequest request, final Order replaced, final Terms target) {
        return readTerms(request, replaced, replaced == null ? 0 : replaced.orderLots, target);
    }

    /** The same, where what was planned before leaves the order that it would replace so many lots. */
    RejectReason readTerms(
            final OrderRequest request, final Order replaced, final long replacedLots, final Terms target) {
        if (request.fault != RejectReason.NONE) {
            return request.fault;
        }
        if (replaced != null && replaced.quote != null) {
            return RejectReason.UNSUPPORTED_VALUE; // a quote is changed by quotes only
        }
        final Instrument instrument = registry.instrument(request.instrumentId);
        if (instrument == null || !instrument.isListed()) {
            return RejectReason.UNKNOWN_SYMBOL;
        }
        if (instrument.isClosed()) {
            return RejectReason.INSTRUMENT_EXPIRED;
        }
        final RejectReason reason = target.read(
                request, instrument, replaced, registry.book(instrument.id()).stops(), reporter.timestampNs());
        if (replaced == null) {
            return reason;
        }
        final boolean staysInBand =
                reason == RejectReason.PRICE_OUTSIDE_BAND && target.onlyReduces(replaced, replacedLots);
        if (reason != RejectReason.NONE && !staysInBand) {
            return reason;
        }
        if (target.side != replaced.side) {
            return RejectReason.SIDE_MISMATCH;
        }
        if (target.ordType != replaced.ordType) {
            return RejectReason.ORD_TYPE_MISMATCH;
        }
        if (instrument.id() != replaced.instrumentId) {
            return RejectReason.SYMBOL_MISMATCH;
        }
        return target.staysOpen() || target.isStop ? RejectReason.NONE : RejectReason.UNSUPPORTED_VALUE;
    }

    /**
     * The order that a request names: by OrderID among the session's accounts, else by ClOrdID within the session.
     */
    Order resolve(final OrderRequest request, final SessionState session) {
        final boolean byOrig = !request.origClOrdId.isEmpty();
        final Order byId = request.orderId > 0 ? registry.ordersById.get(request.orderId) : null;
        final Order named = byOrig
                ? session.clOrdIds.find(request.origClOrdId)
                : request.orderId == 0 ? session.clOrdIds.find(request.clOrdId) : null;
        if (request.orderId == 0) {
            return named;
        }
        final boolean entitled = byId != null && (byId.sessionId == session.id || session.actsFor(byId.accountId));
        return entitled && (named == null || named == byId) ? byId : null;
    }

    private RejectReason check(final OrderRequest request, final SessionState session) {
        final Account account = registry.account(request.accountId);
        if (request.clOrdId.isEmpty() || request.fault != RejectReason.NONE) {
            return request.fault == RejectReason.NONE ? RejectReason.UNSUPPORTED_VALUE : request.fault;
        }
        if (account == null || !account.isActive() || !session.actsFor(account.id())) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        final RejectReason reason = readTerms(request, null, terms);
        return reason == RejectReason.NONE ? riskCheck.check(account, session.id, terms, null, outcome) : reason;
    }

    private RejectReason checkReplace(final OrderRequest request, final SessionState session, final Order order) {
        if (isUsed(request, session)) {
            return DUPLICATE;
        }
        final RejectReason addressing = addressing(request, order);
        if (addressing != RejectReason.NONE) {
            return addressing;
        }
        if (!session.actsFor(order.accountId)) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (session.isFull()) {
            return RejectReason.SESSION_LIMIT;
        }
        final RejectReason reason = readTerms(request, order, terms);
        keepsPlace = reason == RejectReason.NONE && terms.onlyReduces(order);
        if (reason != RejectReason.NONE || terms.lots <= order.cumLots || keepsPlace) {
            return reason;
        }
        terms.lots -= order.cumLots;
        return riskCheck.check(registry.account(order.accountId), order.sessionId, terms, order, outcome);
    }

    private void change(final Order order, final OrderRequest request, final long timestampNs) {
        final long lots = Math.max(terms.instrument.lots(request.orderQtyE8), order.cumLots);
        final boolean ends = lots == order.cumLots;
        if (keepsPlace && !ends) {
            execution.reduce(order, order.orderLots - lots);
        } else {
            execution.unrest(order);
        }
        order.orderLots = lots;
        order.leavesLots = lots - order.cumLots;
        order.orderQtyE8 = terms.instrument.qtyE8(lots);
        order.priceE8 = request.priceE8;
        order.limitTicks = terms.limitTicks;
        order.timeInForce = terms.timeInForce;
        makeSpecial(order);
        if (ends) {
            order.ordStatus = OrdStatus.FILLED;
        }
        final Report report = reporter.order(order, ExecType.REPLACED);
        order.copyOrigClOrdId(report.origClOrdId);
        if (ends) {
            execution.close(order, timestampNs);
        } else if (!keepsPlace) {
            begin(order, timestampNs);
        }
    }

    private void reject(
            final Order order,
            final RejectReason reason,
            final OrderRequest request,
            final SessionState session,
            final long timestampNs) {
        order.ordStatus = OrdStatus.REJECTED;
        order.rejectReason = reason;
        final Report report = reporter.order(order, ExecType.REJECTED);
        report.symbol.set(request.symbol);
        report.accountName.set(request.accountName);
        report.shortfallMicros = reason == RejectReason.INSUFFICIENT_MARGIN ? outcome.shortfallMicros : 0;
        order.closedNs = timestampNs;
        session.remember(order, registry.limits.closedOrdersPerSession(), registry);
    }

    /** A cancel or replace that was answered, taken or refused: how the order stands, and no second answer. */
    void answerAgain(final OrderRequest request, final SessionState session, final Order named) {
        final Order known = session.clOrdIds.find(request.clOrdId);
        if (known != null) {
            reporter.status(known, request);
        } else if (named != null) {
            reporter.status(named, request).clOrdId.set(request.clOrdId);
        } else {
            reporter.noStatus(request, RejectReason.UNKNOWN_ORDER);
        }
    }

    /** The reports go to the session that entered the order; another that changed it is told how it stands. */
    private void answerOther(final OrderRequest request, final Order order) {
        reporter.status(order, request).clOrdId.set(request.clOrdId);
    }

    private boolean busy(final OrderRequest request, final SessionState session, final RequestKind kind) {
        listener.onRequestRefused(session.id, request.msgSeqNum, kind, RejectReason.VENUE_BUSY);
        return false;
    }

    /** A 9, which is an event too: where events cannot be kept, a refused cancel is told so and may come again. */
    private boolean refuse(
            final OrderRequest request,
            final SessionState session,
            final Order order,
            final RejectReason reason,
            final boolean isReplace) {
        if (!listener.hasRoom()) {
            return busy(request, session, RequestKind.CANCEL_ORDER);
        }
        if (reason != DUPLICATE && request.fault != RejectReason.CL_ORD_ID_TOO_LONG) {
            session.rememberUsed(request.clOrdId);
        }
        final Report report = reporter.cancelReject(request, order, reason, isReplace);
        report.shortfallMicros = reason == RejectReason.INSUFFICIENT_MARGIN ? outcome.shortfallMicros : 0;
        return true;
    }

    /** Whether the order may be addressed so: {@link RejectReason#NONE}, or why not. The order is null if unknown. */
    RejectReason addressing(final OrderRequest request, final Order order) {
        if (order == null) {
            return request.fault == RejectReason.NONE ? RejectReason.UNKNOWN_ORDER : request.fault;
        }
        if (!order.isOpen()) {
            return RejectReason.TOO_LATE;
        }
        if (request.fault != RejectReason.NONE) {
            return request.fault;
        }
        if (request.side != null && request.side != order.side) {
            return RejectReason.SIDE_MISMATCH;
        }
        if (request.instrumentId != 0 && request.instrumentId != order.instrumentId) {
            return RejectReason.SYMBOL_MISMATCH;
        }
        return request.accountId != 0 && request.accountId != order.accountId
                ? RejectReason.ACCOUNT_MISMATCH
                : RejectReason.NONE;
    }

    private static void describe(final Order order, final OrderRequest request, final SessionState session) {
        order.sessionId = session.id;
        order.accountId = session.actsFor(request.accountId) ? request.accountId : 0;
        order.instrumentId = request.instrumentId;
        order.side = request.side;
        order.ordType = request.ordType;
        order.timeInForce = request.timeInForce == null ? TimeInForce.DAY : request.timeInForce;
        order.priceE8 = request.priceE8;
        order.orderQtyE8 = request.orderQtyE8;
    }
}
