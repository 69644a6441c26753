package io.bascule.engine.service;

import static io.bascule.engine.order.OrderRequest.ABSENT;

import io.bascule.engine.account.Account;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.EntryAction;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.Quote;
import io.bascule.engine.order.QuoteCancelType;
import io.bascule.engine.order.QuoteWindow;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.Arrays;

/**
 * Takes two-sided quotes. A session has at most one in each account and instrument; the next replaces both sides at
 * once, or is refused and leaves the one before. A side is an order without a ClOrdID: what was never filled comes and
 * goes without a report of its own, the answer to the quote says so.
 */
final class QuoteDesk {
    /** ExecRestatementReason(378) of quotes that protection pulls: the market's own choice. */
    private static final int MARKET_OPTION = 8;

    private final Registry registry;
    private final OrderDesk desk;
    private final RiskCheck riskCheck;
    private final Basket basket;
    private final Execution execution;
    private final QuoteGuard guard;
    private final VenueListener listener;
    private final QuoteReport report = new QuoteReport();
    private final Terms terms = new Terms();
    private final OrderRequest bid = new OrderRequest();
    private final OrderRequest offer = new OrderRequest();

    QuoteDesk(
            final Registry registry,
            final OrderDesk desk,
            final RiskCheck riskCheck,
            final Basket basket,
            final Execution execution,
            final QuoteGuard guard,
            final VenueListener listener) {
        this.registry = registry;
        this.desk = desk;
        this.riskCheck = riskCheck;
        this.basket = basket;
        this.execution = execution;
        this.guard = guard;
        this.listener = listener;
    }

    /** Returns false if the venue is too busy to keep what it would say: nothing was done. */
    boolean place(final QuoteRequest request, final SessionState session, final long timestampNs) {
        begin(request, timestampNs);
        report.rejectReason = check(request, session);
        if (report.rejectReason == RejectReason.NONE && !listener.hasRoom()) {
            listener.onRequestRefused(session.id, request.msgSeqNum, RequestKind.PLACE_QUOTES, RejectReason.VENUE_BUSY);
            return false;
        }
        final boolean again = request.possResend && request.quoteId.equals(session.lastQuoteId);
        if (report.rejectReason == RejectReason.NONE && !again) {
            session.lastQuoteId.set(request.quoteId);
            for (int n = 0; n < request.entryCount; n++) {
                report.reasons[n] = place(request, n, session, timestampNs);
                pullTripped(timestampNs); // another's, which the next entry must not meet
            }
        }
        listener.onQuotesAnswered(report);
        return true;
    }

    /** Takes quotes away, and lets those that protection has pulled be made again. */
    void cancel(final QuoteRequest request, final SessionState session, final long timestampNs) {
        begin(request, timestampNs);
        report.rejectReason = checkCancel(request, session);
        if (report.rejectReason == RejectReason.NONE) {
            boolean reset = false;
            for (final Quote quote : session.quotes()) {
                if (quote.isLive() && isMeant(quote, request)) {
                    withdraw(quote.bid, timestampNs);
                    withdraw(quote.offer, timestampNs);
                    report.cancelledQuotes++;
                }
            }
            for (final QuoteWindow window : session.quoteWindows()) {
                if (isMeant(window, request)) {
                    reset |= window.tripped;
                    window.tripped = false;
                    window.restart(0);
                }
            }
            if (report.cancelledQuotes == 0 && !reset && request.cancelType != QuoteCancelType.ALL) {
                report.rejectReason = RejectReason.UNKNOWN_QUOTE;
            }
        }
        listener.onQuotesAnswered(report);
    }

    /** Cancels, unsolicited, every quote on the underlyings where protection has tripped in this command. */
    void pullTripped(final long timestampNs) {
        while (guard.hasTripped()) {
            final QuoteWindow window = guard.takeTripped();
            for (final Quote quote : registry.session(window.sessionId).quotes()) {
                if (quote.window == window) {
                    pull(quote.bid, timestampNs);
                    pull(quote.offer, timestampNs);
                }
            }
        }
    }

    private void begin(final QuoteRequest request, final long timestampNs) {
        report.request = request;
        report.timestampNs = timestampNs;
        report.cancelledQuotes = 0;
        Arrays.fill(report.reasons, RejectReason.NONE);
        Arrays.fill(report.shortfallMicros, 0);
    }

    private RejectReason check(final QuoteRequest request, final SessionState session) {
        final Account account = registry.account(request.accountId);
        if (request.fault != RejectReason.NONE) {
            return request.fault;
        }
        if (account == null || !account.isActive() || !session.actsFor(account.id())) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (request.entryCount == 0) {
            return RejectReason.NO_ENTRIES;
        }
        return request.entryCount > mostEntries() ? RejectReason.TOO_MANY_LEGS : RejectReason.NONE;
    }

    private RejectReason checkCancel(final QuoteRequest request, final SessionState session) {
        if (request.fault != RejectReason.NONE) {
            return request.fault;
        }
        final boolean ofAll = request.accountId == 0 && request.accountName.isEmpty();
        if (!ofAll && !session.actsFor(request.accountId)) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (request.cancelType == QuoteCancelType.FOR_SYMBOLS && request.entryCount == 0) {
            return RejectReason.NO_ENTRIES;
        }
        if (request.entryCount > mostEntries()) {
            return RejectReason.TOO_MANY_LEGS;
        }
        for (int n = 0; n < request.entryCount; n++) {
            final Instrument instrument = registry.instrument(request.entries[n].instrumentId);
            if (instrument == null || !instrument.isListed()) {
                return RejectReason.UNKNOWN_SYMBOL;
            }
        }
        return RejectReason.NONE;
    }

    private int mostEntries() {
        return Math.min(registry.limits.maxPreviewLegs(), QuoteRequest.MAX_ENTRIES);
    }

    private boolean isMeant(final Quote quote, final QuoteRequest request) {
        if (request.accountId != 0 && request.accountId != quote.accountId) {
            return false;
        }
        return switch (request.cancelType) {
            case ALL -> true;
            case FOR_QUOTE_ID -> quote.quoteId.equals(request.quoteId);
            case FOR_SYMBOLS -> {
                boolean named = false;
                for (int n = 0; n < request.entryCount; n++) {
                    named |= request.entries[n].instrumentId == quote.instrumentId;
                }
                yield named;
            }
        };
    }

    private boolean isMeant(final QuoteWindow window, final QuoteRequest request) {
        boolean named = request.cancelType == QuoteCancelType.ALL;
        for (int n = 0; request.cancelType == QuoteCancelType.FOR_SYMBOLS && n < request.entryCount; n++) {
            final Instrument instrument = registry.instrument(request.entries[n].instrumentId);
            named |= instrument.underlying().id() == window.underlyingId;
        }
        return named;
    }

    private RejectReason place(
            final QuoteRequest request, final int n, final SessionState session, final long timestampNs) {
        final QuoteRequest.Entry entry = request.entries[n];
        final Instrument instrument = registry.instrument(entry.instrumentId);
        if (entry.fault != RejectReason.NONE) {
            return entry.fault;
        }
        if (instrument == null || !instrument.isListed()) {
            return RejectReason.UNKNOWN_SYMBOL;
        }
        if (instrument.isClosed()) {
            return RejectReason.INSTRUMENT_EXPIRED;
        }
        for (int earlier = 0; earlier < n; earlier++) {
            if (request.entries[earlier].instrumentId == entry.instrumentId) {
                return RejectReason.DUPLICATE_ENTRY;
            }
        }
        final Quote quote = session.quote(request.accountId, instrument);
        final boolean hasBid = read(bid, Side.BUY, entry.bidE8, entry.bidQtyE8, quote, session);
        final boolean hasOffer = read(offer, Side.SELL, entry.offerE8, entry.offerQtyE8, quote, session);
        if (hasBid && hasOffer && bid.priceE8 != ABSENT && offer.priceE8 != ABSENT && bid.priceE8 >= offer.priceE8) {
            return RejectReason.QUOTE_CROSSED;
        }
        if ((hasBid || hasOffer) && quote.window.tripped) {
            return RejectReason.QUOTES_PROTECTED;
        }
        final RejectReason reason = tryOut(quote, hasBid, hasOffer, session);
        if (reason == RejectReason.NONE) {
            quote.quoteId.set(request.quoteId);
            quote.entryId.set(entry.entryId);
            makeRoom(quote.bid, hasBid ? bid : null, timestampNs);
            makeRoom(quote.offer, hasOffer ? offer : null, timestampNs);
            put(quote, hasBid ? bid : null, session, timestampNs);
            put(quote, hasOffer ? offer : null, session, timestampNs);
        } else {
            report.shortfallMicros[n] = basket.outcome.shortfallMicros;
        }
        return reason;
    }

    /** Reads a side into a request for an order; false if the quote has none: no price and no size, or a size of 0. */
    private static boolean read(
            final OrderRequest target,
            final Side side,
            final long priceE8,
            final long qtyE8,
            final Quote quote,
            final SessionState session) {
        target.clear();
        target.sessionId = session.id;
        target.accountId = quote.accountId;
        target.instrumentId = quote.instrumentId;
        target.side = side;
        target.ordType = OrdType.LIMIT;
        target.timeInForce = TimeInForce.DAY;
        target.priceE8 = priceE8;
        target.orderQtyE8 = qtyE8;
        return qtyE8 != 0 && (priceE8 != ABSENT || qtyE8 != ABSENT);
    }

    /** Both sides as they would be, instead of both as they are. */
    private RejectReason tryOut(
            final Quote quote, final boolean hasBid, final boolean hasOffer, final SessionState session) {
        basket.begin(registry.account(quote.accountId), session);
        if (quote.bid != null) {
            basket.withdraw(quote.bid);
        }
        if (quote.offer != null) {
            basket.withdraw(quote.offer);
        }
        RejectReason reason = hasBid ? basket.add(bid, EntryAction.ADD, true) : RejectReason.NONE;
        if (reason == RejectReason.NONE && hasOffer) {
            reason = basket.add(offer, EntryAction.ADD, true);
        }
        return reason == RejectReason.NONE ? basket.judge() : reason;
    }

    /** Takes an order out of the book that is not to stay where it is; one that was never filled is used again. */
    private void makeRoom(final Order order, final OrderRequest wanted, final long timestampNs) {
        if (order == null) {
            return;
        }
        if (wanted == null || order.cumLots > 0) {
            withdraw(order, timestampNs);
        } else if (!staysInPlace(order, wanted)) {
            execution.unrest(order);
            order.leavesLots = 0;
        }
    }

    private boolean staysInPlace(final Order order, final OrderRequest wanted) {
        desk.readTerms(wanted, null, terms);
        return terms.limitTicks == order.limitTicks && terms.lots <= order.leavesLots;
    }

    private void put(final Quote quote, final OrderRequest wanted, final SessionState session, final long timestampNs) {
        if (wanted == null) {
            return;
        }
        desk.readTerms(wanted, null, terms);
        Order order = quote.order(wanted.side);
        if (order != null && order.leavesLots > 0) {
            if (order.leavesLots > terms.lots) {
                execution.reduce(order, order.leavesLots - terms.lots);
                size(order, wanted);
            }
            return;
        }
        if (order == null) {
            order = newOrder(wanted, session);
            quote.take(order);
        }
        order.priceE8 = wanted.priceE8;
        order.limitTicks = terms.limitTicks;
        size(order, wanted);
        riskCheck.plan.begin();
        riskCheck.planLeg(order.accountId, order.sessionId, terms);
        execution.execute(order, terms, riskCheck.plan, timestampNs);
    }

    private void size(final Order order, final OrderRequest wanted) {
        order.orderQtyE8 = wanted.orderQtyE8;
        order.orderLots = terms.lots;
        order.leavesLots = terms.lots;
    }

    private Order newOrder(final OrderRequest wanted, final SessionState session) {
        final Order order = registry.newOrder();
        order.sessionId = session.id;
        session.clOrdIds.adopt(order);
        order.accountId = wanted.accountId;
        order.instrumentId = wanted.instrumentId;
        order.side = wanted.side;
        order.ordType = wanted.ordType;
        order.timeInForce = wanted.timeInForce;
        order.ordStatus = OrdStatus.NEW;
        return order;
    }

    /** Ends a side, as its session asked for. Who heard of a fill hears that no more will come. */
    private void withdraw(final Order order, final long timestampNs) {
        if (order == null) {
            return;
        }
        if (order.cumLots > 0) {
            execution.cancel(order, ExecType.CANCELED, OrdStatus.CANCELED, timestampNs);
        } else {
            execution.unrest(order);
            order.leavesLots = 0;
            order.ordStatus = OrdStatus.CANCELED;
            execution.close(order, timestampNs);
        }
    }

    private void pull(final Order order, final long timestampNs) {
        if (order != null) {
            execution.cancel(order, ExecType.CANCELED, OrdStatus.CANCELED, timestampNs).restatementReason =
                    MARKET_OPTION;
        }
    }
}
