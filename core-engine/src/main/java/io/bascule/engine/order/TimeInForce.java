package io.bascule.engine.order;

/** TimeInForce(59). */
public enum TimeInForce {
    DAY(0),
    GTC(1),
    IOC(3),
    FOK(4),
    /** Till ExpireTime(126). */
    GTD(6);

    private static final TimeInForce[] BY_CODE = new TimeInForce[128];

    static {
        for (final TimeInForce value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final byte code;

    TimeInForce(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire, and FIX's where FIX has one. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static TimeInForce of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
