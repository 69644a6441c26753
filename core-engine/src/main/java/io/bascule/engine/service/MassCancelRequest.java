package io.bascule.engine.service;

import io.bascule.engine.order.OrderRequest;

/** An OrderMassCancelRequest: which open orders are to go. Mutable and reused. */
public final class MassCancelRequest {
    /** Who asks, its ClOrdID, and what narrows it: account, instrument, side; the rest means nothing. */
    public final OrderRequest filter = new OrderRequest();
    /** MassCancelRequestType(530), echoed. */
    public byte requestType;
    /** Whoever entered the orders, of the session's accounts; else those that the session entered itself. */
    public boolean ofAllSessions;
}
