package io.bascule.config;

/**
 * The bounds of the engine's state. Reaching one while running is a business reject; a file that already exceeds one is
 * refused.
 *
 * @param maxSessions registered sessions
 * @param maxAccounts accounts
 * @param maxInstruments instruments
 * @param maxOrders open orders of the whole venue
 * @param maxOpenOrdersPerAccount open orders of an account that sets nothing else
 * @param closedOrdersPerSession terminal orders that are remembered exactly for each session
 * @param maxRetainedEvents events kept until every gateway has acknowledged them
 * @param maxPreviewOrders orders of one preview
 */
public record LimitConfig(
        int maxSessions,
        int maxAccounts,
        int maxInstruments,
        int maxOrders,
        int maxOpenOrdersPerAccount,
        int closedOrdersPerSession,
        int maxRetainedEvents,
        int maxPreviewOrders) {}
