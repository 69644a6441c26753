package io.bascule.engine.service;

/** What a kill switch leaves open. */
public enum TradingLevel {
    ACTIVE(0),
    /** Suspended: open orders were cancelled, and only orders that reduce a position are taken. */
    REDUCE_ONLY(1),
    /** Halted: open orders were cancelled, and none is taken. */
    HALTED(2);

    private static final TradingLevel[] BY_CODE = values();

    private final byte code;

    TradingLevel(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire and in saved states. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static TradingLevel of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
