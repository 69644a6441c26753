package io.bascule.engine.order;

/** BatchMode(20030) of a preview or a batch. */
public enum BatchMode {
    SEPARATE(0),
    ALL_OR_NONE(1);

    private static final BatchMode[] BY_CODE = new BatchMode[128];

    static {
        for (final BatchMode value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final byte code;

    BatchMode(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire, and FIX's where FIX has one. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static BatchMode of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
