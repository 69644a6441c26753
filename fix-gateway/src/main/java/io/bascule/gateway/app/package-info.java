/**
 * The running gateway: the command line, the wiring of engine, acceptor and mapping, and the link that carries commands
 * to the engine and its events to the sessions.
 *
 * <p>Owning thread: the FIX event loop for everything but the command line and the start, which are the main thread's.
 * {@code ledger-flush} flushes the ledger's file and touches nothing else.
 *
 * <p>May import: every package of the gateway, {@code io.bascule.config}, {@code io.bascule.engine.wire}, {@code
 * client}, {@code calibration} and {@code stress}, and of {@code io.bascule.engine.cluster} the factory alone.
 */
package io.bascule.gateway.app;
