package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.RejectReason;

/**
 * The risk desk's kill switches (fix.md, DH): a firm, an account, an instrument or the venue is suspended, halted or
 * reinstated. Suspending and halting cancel its open orders; what is suspended may still reduce positions. It works
 * when the venue has no room for events, too.
 */
final class PartyDesk {
    private final Registry registry;
    private final Reporter reporter;
    private final Execution execution;
    private final KillSwitches switches;
    private final VenueListener listener;
    private final PartyActionReport report = new PartyActionReport();

    PartyDesk(
            final Registry registry,
            final Reporter reporter,
            final Execution execution,
            final KillSwitches switches,
            final VenueListener listener) {
        this.registry = registry;
        this.reporter = reporter;
        this.execution = execution;
        this.switches = switches;
        this.listener = listener;
    }

    void act(final PartyActionRequest request, final long timestampNs) {
        final RejectReason reason = check(request);
        final boolean cancels = reason == RejectReason.NONE && request.level != TradingLevel.ACTIVE;
        report.request = request;
        report.rejectReason = reason;
        report.timestampNs = timestampNs;
        report.cancelledOrders = cancels ? visit(request, false, timestampNs) : 0;
        report.eventNumber = reporter.nextEventNumber();
        listener.onPartyAction(report);
        if (reason == RejectReason.NONE) {
            set(request);
        }
        if (cancels) {
            visit(request, true, timestampNs);
        }
    }

    private RejectReason check(final PartyActionRequest request) {
        if (request.fault != RejectReason.NONE) {
            return request.fault;
        }
        if (request.level == null || request.scope == null) {
            return RejectReason.UNSUPPORTED_VALUE;
        }
        return switch (request.scope) {
            case VENUE -> RejectReason.NONE;
            case FIRM -> isKnownFirm(request) ? RejectReason.NONE : RejectReason.UNKNOWN_PARTY;
            case ACCOUNT ->
                registry.account(request.accountId) == null ? RejectReason.UNKNOWN_ACCOUNT : RejectReason.NONE;
            case INSTRUMENT ->
                registry.instrument(request.instrumentId) == null ? RejectReason.UNKNOWN_SYMBOL : RejectReason.NONE;
        };
    }

    private boolean isKnownFirm(final PartyActionRequest request) {
        final String firm = request.firm.toString();
        for (final Account account : registry.accounts) {
            if (Registry.firm(account).equals(firm)) {
                return true;
            }
        }
        return false;
    }

    private void set(final PartyActionRequest request) {
        switch (request.scope) {
            case VENUE -> switches.venue(request.level);
            case FIRM -> switches.firm(request.firm.toString(), request.level);
            case ACCOUNT -> switches.account(request.accountId, request.level);
            case INSTRUMENT -> switches.instrument(request.instrumentId, request.level);
        }
    }

    /** Counts the orders that it is about, or cancels them. */
    private int visit(final PartyActionRequest request, final boolean isCancelling, final long timestampNs) {
        final String firm = request.firm.toString();
        int count = 0;
        for (int i = 0; i < registry.accounts.size(); i++) {
            final Account account = registry.accounts.get(i);
            final boolean isMeant =
                    switch (request.scope) {
                        case VENUE, INSTRUMENT -> true;
                        case FIRM -> Registry.firm(account).equals(firm);
                        case ACCOUNT -> account.id() == request.accountId;
                    };
            if (isMeant && account.holdings().openOrders() > 0) {
                count += visit(request, account, isCancelling, timestampNs);
            }
        }
        return count;
    }

    private int visit(
            final PartyActionRequest request,
            final Account account,
            final boolean isCancelling,
            final long timestampNs) {
        int count = 0;
        for (int i = 0; i < registry.instruments.size(); i++) {
            final Instrument instrument = registry.instruments.get(i);
            if (request.scope != PartyScope.INSTRUMENT || instrument.id() == request.instrumentId) {
                Order order = account.firstOrder(instrument.id());
                while (order != null) {
                    final Order next = order.nextOfAccount;
                    count++;
                    if (isCancelling) {
                        reporter.flushIfMany();
                        LiquidationDesk.cancel(execution, order, timestampNs);
                    }
                    order = next;
                }
            }
        }
        return count;
    }
}
