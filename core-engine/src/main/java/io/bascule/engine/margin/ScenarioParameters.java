package io.bascule.engine.margin;

import java.util.List;

/**
 * A scenario of the scan risk.
 *
 * @param name such as {@code common -1} or {@code 2020-03-12}.
 * @param weightE6 w_k, in 1e-6.
 * @param initialShocksE6 relative moves under S_IM, in 1e-6, by underlying in the parameters' order.
 * @param maintenanceShocksE6 the same under S_MM.
 */
public record ScenarioParameters(
        String name, long weightE6, List<Long> initialShocksE6, List<Long> maintenanceShocksE6) {
    public ScenarioParameters {
        initialShocksE6 = List.copyOf(initialShocksE6);
        maintenanceShocksE6 = List.copyOf(maintenanceShocksE6);
    }
}
