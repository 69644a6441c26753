/**
 * What is traded: underlyings with their index and shock, instruments with their units, limits and fees. Owned by the
 * engine's one thread. May import {@code fixedpoint} only.
 */
package io.bascule.engine.instrument;
