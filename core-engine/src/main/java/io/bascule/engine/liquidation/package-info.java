/**
 * What becomes of an account whose equity no longer covers its margin (margin.md, liquidation ladder): the stages, the
 * sizes, prices and fees of each, the auction's curve, the insurance fund's caps, and whose positions are reduced when
 * it has reached them. Rules only, of numbers: what is done is done by the venue. Owned by the engine's one thread. May
 * import {@code fixedpoint} only.
 */
package io.bascule.engine.liquidation;
