package io.bascule.acceptance.flow;

/**
 * One event of an order-by-order feed.
 *
 * @param orderId of the feed; 0 if it names none.
 * @param action A add, C cancel, M modify, T trade (the aggressor), F fill (a resting order).
 * @param side B, A or N (none).
 * @param priceQuarters price in quarters of an index point, the feed's tick.
 * @param size after the event; of a T or F what traded.
 */
record MarketEvent(long orderId, char action, char side, long priceQuarters, long size) {}
