package io.bascule.engine.book;

/** What a plan does to a resting order. */
public enum PlannedStep {
    /** It trades with the leg. */
    FILL,
    /** It is cancelled, so that it does not trade with the leg: self-match prevention. */
    CANCEL,
    /** It and the leg lose lots, so that they do not trade: self-match prevention. */
    DECREMENT,
    /** It loses lots, because its position became smaller: reduce-only. */
    SHRINK
}
