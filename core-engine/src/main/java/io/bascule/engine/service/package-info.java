/**
 * The venue: one deterministic state machine that turns commands into events. No wall clock, no randomness, no I/O,
 * no floating point, no threads; time and prices come in with the commands. Owned by the clustered service's thread.
 * May import every package of the engine but {@code wire}, {@code client} and {@code cluster}.
 */
package io.bascule.engine.service;
