/**
 * Fees: the schedule by traded volume, and the volume of the last 30 days. Owned by the engine's one thread. May
 * import {@code fixedpoint}.
 */
package io.bascule.engine.fee;
