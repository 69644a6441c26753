package io.bascule.config;

import java.util.List;

/**
 * What the venue file says, in the order of the file.
 *
 * @param underlyings what prices are published for
 * @param instruments what is traded
 * @param scenarios the scan-risk scenarios
 * @param accounts who owns positions; ranges are expanded
 * @param limits the bounds of the engine's state
 * @param feeSchedules fee tiers, each with its time
 */
public record VenueConfig(
        List<UnderlyingConfig> underlyings,
        List<InstrumentConfig> instruments,
        ScenarioConfig scenarios,
        List<AccountConfig> accounts,
        LimitConfig limits,
        List<FeeScheduleConfig> feeSchedules) {
    /** One without fee tiers. */
    public VenueConfig(
            List<UnderlyingConfig> underlyings,
            List<InstrumentConfig> instruments,
            ScenarioConfig scenarios,
            List<AccountConfig> accounts,
            LimitConfig limits) {
        this(underlyings, instruments, scenarios, accounts, limits, List.of());
    }

    /** Copies the lists, so that the record is immutable. */
    public VenueConfig {
        underlyings = List.copyOf(underlyings);
        instruments = List.copyOf(instruments);
        accounts = List.copyOf(accounts);
        feeSchedules = List.copyOf(feeSchedules);
    }
}
