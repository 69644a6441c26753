package io.bascule.engine.service;

/** How often. */
public enum InquiryMode {
    ONCE(0),
    /** Once now; who asks repeats it. */
    SUBSCRIBE(1),
    /** Only to be acknowledged. */
    UNSUBSCRIBE(2),
    /** For a subscription. */
    REPEAT(3);

    private static final InquiryMode[] BY_CODE = new InquiryMode[128];

    static {
        for (final InquiryMode value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final byte code;

    InquiryMode(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static InquiryMode of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
