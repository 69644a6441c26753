package io.bascule.engine.service;

import io.bascule.engine.order.QuoteWindow;

/**
 * How much a session's quotes on one underlying may trade in a time window before all of them are pulled.
 *
 * @param windowNs length of a window, which the first trade after the one before begins; 0: no protection.
 * @param quantityMicros notional traded; 0: no limit.
 * @param deltaMicros notional bought less sold, either way; 0: no limit.
 * @param trades how many; 0: no limit.
 */
public record QuoteProtection(long windowNs, long quantityMicros, long deltaMicros, int trades) {
    /** No protection. */
    public static final QuoteProtection NONE = new QuoteProtection(0, 0, 0, 0);

    public QuoteProtection {
        if (windowNs < 0 || quantityMicros < 0 || deltaMicros < 0 || trades < 0) {
            throw new IllegalArgumentException("market-maker protection cannot be negative");
        }
    }

    /** Whether a limit is reached. */
    boolean isReached(final QuoteWindow window) {
        return (quantityMicros > 0 && window.quantityMicros >= quantityMicros)
                || (deltaMicros > 0 && Math.abs(window.deltaMicros) >= deltaMicros)
                || (trades > 0 && window.trades >= trades);
    }
}
