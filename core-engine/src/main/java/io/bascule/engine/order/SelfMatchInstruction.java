package io.bascule.engine.order;

/** SelfMatchPreventionInstruction(2964): what becomes of two orders that must not trade with each other. */
public enum SelfMatchInstruction {
    CANCEL_AGGRESSIVE(1),
    CANCEL_PASSIVE(2),
    CANCEL_BOTH(3),
    /** Both lose as many lots as the smaller one has; no trade. A value of ours: FIX has none. */
    DECREMENT(100);

    private static final SelfMatchInstruction[] BY_CODE = new SelfMatchInstruction[128];

    static {
        for (final SelfMatchInstruction value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final byte code;

    SelfMatchInstruction(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire, and FIX's where FIX has one. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static SelfMatchInstruction of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
