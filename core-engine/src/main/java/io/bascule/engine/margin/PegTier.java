package io.bascule.engine.margin;
public record PegTier(long deviationE6, long rateE6) {}
