package io.bascule.engine.service;

/** Whom a party action (DH) is about. */
public enum PartyScope {
    VENUE(0),
    FIRM(1),
    ACCOUNT(2),
    INSTRUMENT(3);

    private static final PartyScope[] BY_CODE = values();

    private final byte code;

    PartyScope(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static PartyScope of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
