package io.bascule.engine.order;

/** OrdStatus(39). */
public enum OrdStatus {
    NEW('0'),
    PARTIALLY_FILLED('1'),
    FILLED('2'),
    CANCELED('4'),
    REJECTED('8'),
    EXPIRED('C');

    private static final OrdStatus[] BY_CODE = new OrdStatus[128];

    static {
        for (final OrdStatus value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final byte code;

    OrdStatus(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire, and FIX's where FIX has one. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static OrdStatus of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
