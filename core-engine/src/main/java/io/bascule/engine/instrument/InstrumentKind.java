package io.bascule.engine.instrument;

/** The contracts. Their codes are for ever: they are in the log. */
public enum InstrumentKind {
    /** Perpetual, quantity in coins, quoted in USD and settled in USDC. */
    LINEAR_PERPETUAL(0),
    /** Perpetual, quantity in contracts of a fixed USD value, quoted in USD and settled in coins. */
    INVERSE_PERPETUAL(1),
    /** Dated future, quantity in coins, quoted in USD and settled in USDC. */
    LINEAR_FUTURE(2);

    private static final InstrumentKind[] ALL = values();

    private final int code;

    InstrumentKind(final int code) {
        this.code = code;
    }

    /** By {@link #code}; null if there is none. */
    public static InstrumentKind at(final int code) {
        return code >= 0 && code < ALL.length ? ALL[code] : null;
    }

    /** In the log and in a saved state. */
    public int code() {
        return code;
    }
}
