package io.bascule.engine.order;

/** PreviewStatus(20003). */
public enum PreviewStatus {
    ACCEPTABLE(0),
    WOULD_BE_REJECTED(1),
    INVALID(2);

    private static final PreviewStatus[] BY_CODE = new PreviewStatus[128];

    static {
        for (final PreviewStatus value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final byte code;

    PreviewStatus(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire, and FIX's where FIX has one. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static PreviewStatus of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
