package io.bascule.engine.service;

import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;

/** What narrows a request about many orders: account, instrument, side; each may be left out. */
final class OrderFilter {
    private final Registry registry;

    OrderFilter(final Registry registry) {
        this.registry = registry;
    }

    /** Whether the request can be answered, and if not why. */
    RejectReason check(final OrderRequest request, final SessionState session) {
        if (request.fault != RejectReason.NONE) {
            return request.fault;
        }
        final boolean isForeign = request.accountId == 0
                ? !request.accountName.isEmpty()
                : registry.account(request.accountId) == null || !session.actsFor(request.accountId);
        if (isForeign) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        final boolean isUnknown = request.instrumentId == 0
                ? !request.symbol.isEmpty()
                : registry.instrument(request.instrumentId) == null;
        return isUnknown ? RejectReason.UNKNOWN_SYMBOL : RejectReason.NONE;
    }

    static boolean wantsAccount(final OrderRequest request, final int accountId) {
        return request.accountId == 0 || request.accountId == accountId;
    }

    static boolean wantsInstrument(final OrderRequest request, final int instrumentId) {
        return request.instrumentId == 0 || request.instrumentId == instrumentId;
    }

    static boolean wantsSide(final OrderRequest request, final Order order) {
        return request.side == null || request.side == order.side;
    }
}
