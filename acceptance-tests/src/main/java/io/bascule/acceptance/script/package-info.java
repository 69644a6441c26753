/**
 * Runs QuickFIX-style acceptance scripts ({@code .def}) against any FIX acceptor, over a plain socket.
 *
 * <p>Owning thread: the caller of {@link io.bascule.acceptance.script.ScriptRunner#run}; each connection has one reader
 * thread, which hands whole messages over a queue and touches nothing else.
 *
 * <p>May import the JDK only: no FIX engine, so that what is tested is never also what tests.
 */
package io.bascule.acceptance.script;
