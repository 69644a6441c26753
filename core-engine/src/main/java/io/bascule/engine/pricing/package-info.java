/**
 * Prices: index publications and the index made of them, impact prices, the mark and its parts, the average that a
 * future settles at. Owned by the engine's one thread. May import {@code instrument} and {@code fixedpoint}.
 */
package io.bascule.engine.pricing;
