package io.bascule.engine.service;

/** Hours went by without funding, because the venue was down: nobody pays for them. An event. Mutable and reused. */
public final class FundingMiss {
    public long eventNumber;
    public long timestampNs;
    /** First full hour that was missed. */
    public long firstNs;
    /** Last full hour that was missed. */
    public long lastNs;
}
