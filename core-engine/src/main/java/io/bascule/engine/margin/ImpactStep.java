package io.bascule.engine.margin;

/**
 * From an exposure on, what unwinding another unit of it costs (margin.md, term 3).
 *
 * @param edgeMicros where the rate begins, in USD micros; of the first step 0.
 * @param rateE6 in 1e-6 of the exposure beyond the edge.
 */
public record ImpactStep(long edgeMicros, long rateE6) {}
