package io.bascule.engine.service;

import io.bascule.engine.order.RejectReason;

/** PartyActionReport(DI): an event. Mutable and reused. */
public final class PartyActionReport {
    public long eventNumber;
    public long timestampNs;
    /** What was asked for. */
    public PartyActionRequest request;
    /** Why nothing was done. */
    public RejectReason rejectReason;
    /** Open orders that are cancelled; their reports follow. */
    public int cancelledOrders;
}
