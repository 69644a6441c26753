package io.bascule.engine.margin;
public record ImpactStep(long edgeMicros, long rateE6) {}
