package io.bascule.config;

/**
 * Market-maker protection: what a session's quotes on one underlying may trade in a window before all of them are
 * pulled.
 *
 * @param windowMillis length of the window; 0: no protection
 * @param quantityMicros notional traded, in 1e-6 USDC; 0: no limit
 * @param deltaMicros notional bought less sold, either way, in 1e-6 USDC; 0: no limit
 * @param trades how many; 0: no limit
 */
public record QuoteProtectionConfig(int windowMillis, long quantityMicros, long deltaMicros, int trades) {
    /** No protection. */
    public static final QuoteProtectionConfig NONE = new QuoteProtectionConfig(0, 0, 0, 0);
}
