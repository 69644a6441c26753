/**
 * Funding: premium samples, the rate made of them, and what a position pays. Owned by the engine's one thread. May
 * import {@code instrument} and {@code fixedpoint}.
 */
package io.bascule.engine.funding;
