package io.bascule.engine.service;

import io.bascule.engine.account.Holdings;

/**
 * Backstop providers are asked for a portfolio (QuoteRequest R): an event. What is paid follows from the time since
 * it. Mutable and reused.
 */
public final class AuctionNotice {
    public long eventNumber;
    public long timestampNs;
    /** QuoteReqID(131). */
    public long auctionId;
    /** When it is over. */
    public long endNs;
    /** Of the whole portfolio, cash included. */
    public long equityMicros;

    public long maintenanceMicros;
    public int legCount;
    public final int[] instrumentIds = new int[Holdings.MAX_INSTRUMENTS];
    /** Signed. */
    public final long[] qtysE8 = new long[Holdings.MAX_INSTRUMENTS];

    public final long[] marksE8 = new long[Holdings.MAX_INSTRUMENTS];
}
