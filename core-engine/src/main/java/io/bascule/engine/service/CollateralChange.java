package io.bascule.engine.service;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.order.MarginFigures;

/**
 * An account's collateral was paid in or out: an event. What it is now, by the index of {@link Currency}. Mutable and
 * reused; a listener copies what it keeps.
 */
public final class CollateralChange {
    public long eventNumber;
    public long timestampNs;
    public int accountId;
    public final MarginFigures margin = new MarginFigures();
    public final long[] units = new long[Currency.count()];
    public final long[] haircutsE6 = new long[Currency.count()];
    public final EventCopies copies = new EventCopies();
}
