package io.bascule.engine.service;

import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.Text;

/** An OrderMassCancelReport: what a mass cancel was found to be. An event. Mutable and reused. */
public final class MassCancelReport {
    public long eventNumber;
    public long timestampNs;
    /** That asked. */
    public int sessionId;
    /** 0: every account, or the one named. */
    public int accountId;
    /** 0: every instrument, or the one named. */
    public int instrumentId;
    /** Null: both. */
    public Side side;
    /** MassCancelRequestType(530), echoed. */
    public byte requestType;
    /** {@link RejectReason#NONE}: it is done, and a report of each order follows. */
    public RejectReason rejectReason = RejectReason.NONE;
    /** TotalAffectedOrders(533). */
    public int totalAffected;

    public final Text clOrdId = new Text();
    /** The symbol as it came, when it is unknown. */
    public final Text symbol = new Text();
    /** The account as it came, when it is not the session's. */
    public final Text accountName = new Text();
}
