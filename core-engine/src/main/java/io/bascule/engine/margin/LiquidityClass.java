package io.bascule.engine.margin;

/** How liquid an underlying is. Their order is for ever: it is in the log. */
public enum LiquidityClass {
    MAJOR,
    ALT,
    ILLIQUID
}
