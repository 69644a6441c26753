package io.bascule.engine.service;

/** Whether an index follows its sources. */
public enum IndexState {
    /** It does. */
    LIVE(0),
    /** It has no quorum and stands still. */
    FROZEN(1),
    /** It has a quorum again, but stands still for a while. */
    THAWING(2),
    /** It follows its sources again, but nobody is liquidated yet. */
    GRACE(3);

    private final int code;

    IndexState(final int code) {
        this.code = code;
    }

    /** From 0. */
    public int code() {
        return code;
    }
}
