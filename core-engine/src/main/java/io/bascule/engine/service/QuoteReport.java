package io.bascule.engine.service;

import io.bascule.engine.order.RejectReason;

/** The answer to a MassQuote or a QuoteCancel. Mutable and reused; no event. */
public final class QuoteReport {
    /** What it answers; valid during the call. */
    public QuoteRequest request;
    /** Engine time of the command, nanoseconds since the epoch. */
    public long timestampNs;
    /** Of the message as a whole: then no entry was looked at. */
    public RejectReason rejectReason = RejectReason.NONE;
    /** Of each entry of a MassQuote; {@link RejectReason#NONE} if it is in force. */
    public final RejectReason[] reasons = new RejectReason[QuoteRequest.MAX_ENTRIES];
    /** Of each entry: what is missing, if the reason is the margin. */
    public final long[] shortfallMicros = new long[QuoteRequest.MAX_ENTRIES];
    /** Quotes that a QuoteCancel took away. */
    public int cancelledQuotes;
}
