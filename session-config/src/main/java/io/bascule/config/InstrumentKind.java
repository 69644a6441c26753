package io.bascule.config;

/** The kinds of contract that the venue file may list. */
public enum InstrumentKind {
    /** Perpetual, quoted in USD and settled in USDC; quantity in coins of the underlying. */
    LINEAR_PERPETUAL,
    /** Perpetual, quoted in USD and settled in coins of the underlying; quantity in contracts of a fixed USD value. */
    INVERSE_PERPETUAL,
    /** Dated future, quoted in USD and settled in USDC; quantity in coins of the underlying. */
    LINEAR_FUTURE
}
