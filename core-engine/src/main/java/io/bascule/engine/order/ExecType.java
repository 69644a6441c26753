package io.bascule.engine.order;

/** ExecType(150). */
public enum ExecType {
    NEW('0'),
    CANCELED('4'),
    REPLACED('5'),
    REJECTED('8'),
    EXPIRED('C'),
    TRADE('F'),
    ORDER_STATUS('I'),
    /** The venue changed an open order's quantity unasked. */
    RESTATED('D'),
    /** A stop order was elected. */
    TRIGGERED('L');

    private static final ExecType[] BY_CODE = new ExecType[128];

    static {
        for (final ExecType value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final byte code;

    ExecType(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire, and FIX's where FIX has one. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static ExecType of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
