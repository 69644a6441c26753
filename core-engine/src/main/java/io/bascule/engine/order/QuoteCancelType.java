package io.bascule.engine.order;

/** QuoteCancelType(298). */
public enum QuoteCancelType {
    FOR_SYMBOLS(1),
    ALL(4),
    FOR_QUOTE_ID(5);

    private final byte code;

    QuoteCancelType(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire, and FIX's. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static QuoteCancelType of(final int code) {
        return switch (code) {
            case 1 -> FOR_SYMBOLS;
            case 4 -> ALL;
            case 5 -> FOR_QUOTE_ID;
            default -> null;
        };
    }
}
