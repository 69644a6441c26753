/**
 * Where the margin parameters come from, and how they are judged: reads price files, runs the volatility filter, writes
 * and reads the margin file, and walks the product's own requirement through history. Not part of the state machine,
 * which must not import it: here, and only here, floating point is allowed. May import {@code margin},
 * {@code instrument}, {@code account}, {@code order}, {@code fixedpoint} and Jackson.
 */
package io.bascule.engine.calibration;
