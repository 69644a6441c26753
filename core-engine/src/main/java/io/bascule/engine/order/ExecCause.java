package io.bascule.engine.order;

/** ExecCause(20040): why the venue itself made an order. */
public enum ExecCause {
    /** A counterparty made it. */
    NONE(0),
    LIQUIDATION(1),
    BACKSTOP(2),
    TAKEOVER(3),
    ADL(4),
    SETTLEMENT(5);

    private static final ExecCause[] BY_CODE = values();

    private final byte code;

    ExecCause(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire, and 20040's. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static ExecCause of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
