package io.bascule.engine.service;

/** Payments of funding were missed, because the venue was down: nobody pays. An event. Mutable and reused. */
public final class FundingMiss {
    public long eventNumber;
    public long timestampNs;
    public int instrumentId;
    /** When the first was due. */
    public long firstNs;
    /** When the last was due. */
    public long lastNs;
}
