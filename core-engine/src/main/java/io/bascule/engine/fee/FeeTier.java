package io.bascule.engine.fee;

/**
 * What an account pays from a traded volume on, where that is less than the instrument's own fee.
 *
 * @param volumeMicros of the last 30 days, in USD: from this on.
 * @param makerFeeNanos of notional; negative: a rebate.
 * @param takerFeeNanos of notional.
 */
public record FeeTier(long volumeMicros, long makerFeeNanos, long takerFeeNanos) {}
