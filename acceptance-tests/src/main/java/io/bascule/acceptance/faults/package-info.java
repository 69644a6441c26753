/**
 * Faults done to a venue that runs as a process of its own: one suite for each kind, all behind the command
 * {@code faults}. Owning thread: the command's; a suite ends the threads that it starts. May import picocli and the
 * packages {@code fix}, {@code oracle} and {@code flow}, and none of the venue's code.
 */
package io.bascule.acceptance.faults;
