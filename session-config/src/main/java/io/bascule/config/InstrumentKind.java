package io.bascule.config;

/** The kinds of contract that the venue file may list. */
public enum InstrumentKind {
    /** Perpetual, quoted and settled in USDC; quantity in coins of the underlying. */
    LINEAR_PERPETUAL
}
