package io.bascule.engine.margin;

import java.util.List;

/**
 * An underlying's margin parameters; fractions in 1e-6.
 *
 * @param name of the underlying.
 * @param liquidityClass how it trades.
 * @param initialShockE6 S_IM.
 * @param maintenanceShockE6 S_MM.
 * @param offsetE6 θ: how much of a gain counts against losses elsewhere.
 * @param gainWeightE6 how much of an unrealised gain counts as IM equity.
 * @param basisE6 r_u, of the basis term.
 * @param basisYearE6 a, of the basis term, a year to expiry.
 * @param halfSpreadE6 of the liquidity term.
 * @param impact of the liquidity term; edges rise from 0.
 * @param openInterestFloorMicros the least open interest that concentration is measured against, in USD micros.
 * @param haircutE6 of coins as collateral.
 * @param fundingE9 funding to provision until the venue has a mean of its own: in 1e-9 of notional per 8 hours.
 */
public record UnderlyingParameters(
        String name,
        LiquidityClass liquidityClass,
        long initialShockE6,
        long maintenanceShockE6,
        long offsetE6,
        long gainWeightE6,
        long basisE6,
        long basisYearE6,
        long halfSpreadE6,
        List<ImpactStep> impact,
        long openInterestFloorMicros,
        long haircutE6,
        long fundingE9) {
    public UnderlyingParameters {
        impact = List.copyOf(impact);
    }
}
