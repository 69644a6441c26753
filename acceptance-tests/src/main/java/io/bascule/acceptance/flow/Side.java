package io.bascule.acceptance.flow;

/** Side(54). */
public enum Side {
    BUY("1"),
    SELL("2");

    private final String code;

    Side(String code) {
        this.code = code;
    }

    /** FIX's value. */
    public String code() {
        return code;
    }

    Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}
