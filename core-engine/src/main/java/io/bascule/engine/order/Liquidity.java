package io.bascule.engine.order;

/** LastLiquidityInd(851): which side of a trade an order was on. */
public enum Liquidity {
    NONE(0),
    MAKER(1),
    TAKER(2);

    private static final Liquidity[] BY_CODE = new Liquidity[128];

    static {
        for (final Liquidity value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final byte code;

    Liquidity(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire, and FIX's where FIX has one. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static Liquidity of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
