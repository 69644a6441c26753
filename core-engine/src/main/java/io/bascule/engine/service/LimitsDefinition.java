package io.bascule.engine.service;

/**
 * Limits of the whole venue.
 *
 * @param maxOpenOrders of the venue.
 * @param maxRetainedEvents not yet acknowledged by a gateway.
 * @param closedOrdersPerSession whose ClOrdIDs are remembered exactly.
 * @param maxPreviewLegs of one preview.
 */
public record LimitsDefinition(
        int maxOpenOrders, int maxRetainedEvents, int closedOrdersPerSession, int maxPreviewLegs) {}
