package io.bascule.engine.stress;

/** What is done to a market in a what-if. */
public enum ShockKind {
    /** Indexes move, and with each the marks of its instruments. */
    PRICE(1),
    /** The same, or nothing moves; and no gain counts against a loss elsewhere: θ = 0 of every underlying. */
    CORRELATION(2),
    /** Funding is at one rate for some hours. */
    FUNDING(3),
    /** Indexes stand still, as unsure of themselves as their rules allow. */
    ORACLE(4);

    private static final ShockKind[] ALL = values();

    private final byte code;

    ShockKind(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static ShockKind of(final int code) {
        return code < 1 || code > ALL.length ? null : ALL[code - 1];
    }
}
