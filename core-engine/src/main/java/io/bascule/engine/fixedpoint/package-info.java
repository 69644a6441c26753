/**
 * Integer arithmetic with named rounding: products in 128 bits, quotients in 64. Pure functions. May import nothing
 * of ours.
 */
package io.bascule.engine.fixedpoint;
