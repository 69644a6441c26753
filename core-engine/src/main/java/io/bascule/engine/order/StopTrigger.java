package io.bascule.engine.order;

/** StopTrigger(20045): the price that elects a stop order. */
public enum StopTrigger {
    MARK(1),
    INDEX(2),
    LAST(3);

    private static final StopTrigger[] BY_CODE = new StopTrigger[128];

    static {
        for (final StopTrigger value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final byte code;

    StopTrigger(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire, and FIX's where FIX has one. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static StopTrigger of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
