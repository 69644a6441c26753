package io.bascule.engine.calibration;

import java.util.List;
import java.util.Map;

/**
 * All that the filter knows at the end of a day.
 *
 * @param day the last that it has seen.
 * @param coins by name.
 * @param days its scenarios, by day.
 */
record FilterState(long day, Map<String, CoinState> coins, List<FilteredDay> days) {
    FilterState {
        coins = Map.copyOf(coins);
        days = List.copyOf(days);
    }

    static FilterState nothing() {
        return new FilterState(Long.MIN_VALUE, Map.of(), List.of());
    }
}
