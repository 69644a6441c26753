package io.bascule.engine.order;

/** OrdType(40). */
public enum OrdType {
    MARKET(1),
    LIMIT(2),
    /** Becomes a market order when it is elected. */
    STOP(3),
    /** Becomes a limit order when it is elected. */
    STOP_LIMIT(4),
    /** Trades at the best price of the other side; the rest becomes a limit order at that price. */
    MARKET_TO_LIMIT('K');

    private static final OrdType[] BY_CODE = new OrdType[128];

    static {
        for (final OrdType value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final byte code;

    OrdType(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire, and FIX's where FIX has one. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static OrdType of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
