package io.bascule.engine.service;

import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.BatchOutcome;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Text;

/** A MassOrderAck: what became of a batch as a whole. Mutable and reused; no event. */
public final class BatchReport {
    public int sessionId;
    /** Engine time of the command, nanoseconds since the epoch. */
    public long timestampNs;
    /** 0: not known. */
    public int accountId;

    public BatchOutcome outcome;
    /** Of the batch as a whole: then no entry was looked at. */
    public RejectReason rejectReason = RejectReason.NONE;

    public BatchMode batchMode;
    public int entryCount;
    public final Text requestId = new Text();
    public final Text accountName = new Text();
}
