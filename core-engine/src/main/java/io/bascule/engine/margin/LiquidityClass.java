package io.bascule.engine.margin;

/** How an underlying trades; the codes are in the log and in a saved state. */
public enum LiquidityClass {
    /** Deep on every venue. */
    MAJOR(0),
    /** Thinner, but never without a market. */
    ALT(1),
    /** May be without a market for days. */
    ILLIQUID(2);

    private static final LiquidityClass[] ALL = values();

    private final int code;

    LiquidityClass(final int code) {
        this.code = code;
    }

    /** By {@link #code}; null if there is none. */
    public static LiquidityClass at(final int code) {
        return code >= 0 && code < ALL.length ? ALL[code] : null;
    }

    public int code() {
        return code;
    }
}
