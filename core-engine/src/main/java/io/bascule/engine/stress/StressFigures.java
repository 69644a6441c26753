package io.bascule.engine.stress;

import io.bascule.engine.liquidation.LadderStage;

/**
 * What an account comes to, in USD micros.
 *
 * @param equityMicros of it.
 * @param initialMicros IM.
 * @param maintenanceMicros MM.
 * @param excessMicros IM equity less IM.
 * @param levelE6 equity / MM as the ladder counts it, what is waived for an hour taken off MM.
 * @param stage of the ladder that this is, or would be at the next look.
 */
public record StressFigures(
        long equityMicros,
        long initialMicros,
        long maintenanceMicros,
        long excessMicros,
        long levelE6,
        LadderStage stage) {}
