package io.bascule.engine.order;

/** What one session's quotes on one underlying have traded in the current window of market-maker protection. */
public final class QuoteWindow {
    public final int sessionId;
    public final int underlyingId;
    /** Time of the first trade in it; 0: there was none yet. */
    public long startNs;
    /** Σ notional. */
    public long quantityMicros;
    /** Σ notional, bought less sold. */
    public long deltaMicros;

    public int trades;
    /** Whether quotes are refused until it is reset. */
    public boolean tripped;

    public QuoteWindow(final int sessionId, final int underlyingId) {
        this.sessionId = sessionId;
        this.underlyingId = underlyingId;
    }

    /** Begins anew. */
    public void restart(final long timestampNs) {
        startNs = timestampNs;
        quantityMicros = 0;
        deltaMicros = 0;
        trades = 0;
    }

    /** Counts a trade. */
    public void add(final Side side, final long notionalMicros) {
        quantityMicros += notionalMicros;
        deltaMicros += side == Side.BUY ? notionalMicros : -notionalMicros;
        trades++;
    }

    /** Whether nothing was ever counted in it. */
    public boolean isUnused() {
        return startNs == 0 && !tripped;
    }
}
