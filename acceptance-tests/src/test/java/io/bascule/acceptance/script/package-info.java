/**
 * Tests of the script runner, against a QuickFIX/J acceptor in the same process and against hand-fed streams. Owning
 * thread: JUnit's. May import QuickFIX/J, which the runner itself must not.
 */
package io.bascule.acceptance.script;
