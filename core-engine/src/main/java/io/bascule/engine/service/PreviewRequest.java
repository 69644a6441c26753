package io.bascule.engine.service;

import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Text;

/** A MarginPreviewRequest: hypothetical orders for one account. Mutable and reused. */
public final class PreviewRequest {
    /** The most legs that any configuration may allow. */
    public static final int MAX_LEGS = 128;

    public int sessionId;
    public long msgSeqNum;
    public boolean possDup;
    /** What the mapping could not represent; {@link RejectReason#NONE} if nothing. */
    public RejectReason fault = RejectReason.NONE;

    public BatchMode batchMode = BatchMode.SEPARATE;
    /** 0: not one of the session's. */
    public int accountId;
    /** The account as it came, when it is not the session's. */
    public final Text accountName = new Text();

    public final Text previewReqId = new Text();
    /** How many legs there are; may be more than {@link #MAX_LEGS}: then the first of them are kept. */
    public int legCount;
    /** Legs [0, min(legCount, MAX_LEGS)); {@code origClOrdId} says which order a leg would replace. */
    public final OrderRequest[] legs = new OrderRequest[MAX_LEGS];

    public PreviewRequest() {
        for (int i = 0; i < MAX_LEGS; i++) {
            legs[i] = new OrderRequest();
        }
    }
}
