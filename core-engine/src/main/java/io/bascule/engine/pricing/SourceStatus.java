package io.bascule.engine.pricing;

/** What becomes of the last price of a source. */
public enum SourceStatus {
    /** It is taken as it is. */
    COUNTS(0),
    /** It is taken as far from the median as it may be. */
    CLAMPED(1),
    /** It is too old, and weighs nothing. */
    SILENT(2);

    private final int code;

    SourceStatus(final int code) {
        this.code = code;
    }

    /** From 0. */
    public int code() {
        return code;
    }
}
