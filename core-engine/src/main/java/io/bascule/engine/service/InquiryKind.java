package io.bascule.engine.service;

/** What is asked of an account. */
public enum InquiryKind {
    /** MarginRequirementInquiry(CH). */
    MARGIN(1),
    /** CollateralInquiry(BB). */
    COLLATERAL(2),
    /** RequestForPositions(AN). */
    POSITIONS(3);

    private static final InquiryKind[] BY_CODE = new InquiryKind[128];

    static {
        for (final InquiryKind value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final byte code;

    InquiryKind(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static InquiryKind of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
