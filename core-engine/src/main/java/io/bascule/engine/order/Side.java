package io.bascule.engine.order;

/** Side(54). */
public enum Side {
    BUY(1),
    SELL(2);

    private static final Side[] BY_CODE = new Side[128];

    static {
        for (final Side value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final byte code;

    Side(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire, and FIX's where FIX has one. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static Side of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
