/**
 * Prices that come from outside: index publications and the index made of them. Owned by the engine's one thread. May
 * import {@code instrument} and {@code fixedpoint}.
 */
package io.bascule.engine.pricing;
