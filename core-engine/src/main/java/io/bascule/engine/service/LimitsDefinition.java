package io.bascule.engine.service;

import java.util.List;

/**
 * Limits and margin parameters of the whole venue.
 *
 * @param maxOpenOrders of the venue.
 * @param maxRetainedEvents not yet acknowledged by a gateway.
 * @param closedOrdersPerSession whose ClOrdIDs are remembered exactly.
 * @param maxPreviewLegs of one preview.
 * @param scenarioFloorMicros the fixed part of the deduction C (margin.md, scan risk).
 * @param scenarioGrossE6 the part of gross notional in C.
 * @param singleNameE6 fraction of the shock S in the single-name scenarios.
 * @param commonMovesE6 signed fractions of S in the common scenarios.
 */
public record LimitsDefinition(
        int maxOpenOrders,
        int maxRetainedEvents,
        int closedOrdersPerSession,
        int maxPreviewLegs,
        long scenarioFloorMicros,
        long scenarioGrossE6,
        long singleNameE6,
        List<Long> commonMovesE6) {
    public LimitsDefinition {
        commonMovesE6 = List.copyOf(commonMovesE6);
    }
}
