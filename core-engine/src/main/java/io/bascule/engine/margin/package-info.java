/**
 * Portfolio margin: scan risk over published scenarios, with open orders at their worse extreme. One function for the
 * order check and the preview. Pure over holdings and marks; owned by the engine's one thread. May import
 * {@code account}, {@code instrument}, {@code order} and {@code fixedpoint}.
 */
package io.bascule.engine.margin;
