package io.bascule.engine.service;

/**
 * An account is told that its level is low (CJ, pushed): an event, with a copy to each drop-copy session that is
 * entitled to the account. Mutable and reused.
 */
public final class MarginCall {
    public long eventNumber;
    public long timestampNs;
    public int accountId;
    /** The threshold that the level is below. */
    public long thresholdE6;
    /** Equity over MM, rounded down. */
    public long levelE6;

    public long equityMicros;
    public long maintenanceMicros;
    public long initialMicros;
    /** What is missing to IM; 0: nothing. */
    public long shortfallMicros;

    /** The drop-copy sessions that get a copy. */
    public final EventCopies copies = new EventCopies();
}
