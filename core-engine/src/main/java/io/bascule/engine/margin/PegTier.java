package io.bascule.engine.margin;

/**
 * What USDC collateral is charged once it trades so far from a dollar (margin.md, term 4).
 *
 * @param deviationE6 below par, in 1e-6, from which on.
 * @param rateE6 in 1e-6 of the USDC balance.
 */
public record PegTier(long deviationE6, long rateE6) {}
