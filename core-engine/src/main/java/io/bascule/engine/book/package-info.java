/**
 * The price-time order book of an instrument, and plans: what an order would trade with, found before anything is
 * changed. Owned by the engine's one thread. May import {@code order} and {@code instrument}.
 */
package io.bascule.engine.book;
