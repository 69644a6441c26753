package io.bascule.config;

import java.util.List;

/**
 * The scan-risk scenarios and the constants around them.
 *
 * @param commonMovesE6 the common moves, signed, in 1e-6 of each underlying's shock S, in the order of the file
 * @param singleNameE6 the single-name move (each underlying alone, up and down), in 1e-6 of its shock
 * @param concentrationRateE6 the part of C that is proportional to gross notional, in 1e-6
 * @param concentrationBaseMicros the constant part of C, in USDC micros
 */
public record ScenarioConfig(
        List<Long> commonMovesE6, long singleNameE6, long concentrationRateE6, long concentrationBaseMicros) {
    /** Copies the list, so that the record is immutable. */
    public ScenarioConfig {
        commonMovesE6 = List.copyOf(commonMovesE6);
    }
}
