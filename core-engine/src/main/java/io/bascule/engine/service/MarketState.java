package io.bascule.engine.service;

/** What may be done in an instrument. */
public enum MarketState {
    OPEN(0),
    /** What would raise risk is refused. */
    REDUCE_ONLY(1),
    HALTED(2),
    /** No longer listed, or expired. */
    CLOSED(3);

    private static final MarketState[] BY_CODE = new MarketState[128];

    static {
        for (final MarketState value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final byte code;

    MarketState(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static MarketState of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
