package io.bascule.engine.margin;

import java.util.List;

/**
 * All that margin.md leaves to calibration: what a margin file holds, and what is in force as a whole.
 *
 * @param name of the set.
 * @param effectiveTimeNs from when on it is in force, since the epoch; 0: at once.
 * @param sha256 of the file's content, 64 hexadecimal digits.
 * @param maintenanceE6 the part of scan and basis that is maintenance margin.
 * @param deductionRateE6 the part of gross notional in the deduction C.
 * @param deductionBaseMicros the constant part of C, in USD micros.
 * @param pegTiers from the smallest deviation on.
 * @param underlyings each underlying of the venue once.
 * @param scenarios at most 128, in the order of their ids from 1.
 */
public record MarginParameters(
        String name,
        long effectiveTimeNs,
        String sha256,
        long maintenanceE6,
        long deductionRateE6,
        long deductionBaseMicros,
        List<PegTier> pegTiers,
        List<UnderlyingParameters> underlyings,
        List<ScenarioParameters> scenarios) {
    public MarginParameters {
        pegTiers = List.copyOf(pegTiers);
        underlyings = List.copyOf(underlyings);
        scenarios = List.copyOf(scenarios);
    }
}
