package io.bascule.engine.service;

import io.bascule.engine.margin.MarginParameters;

/** Margin parameters were announced, or have come into force: an event. Mutable and reused. */
public final class ParametersChange {
    public long eventNumber;
    public long timestampNs;
    /** Whether they act from now on; else from their effective time on. */
    public boolean isInForce;

    public MarginParameters parameters;
}
