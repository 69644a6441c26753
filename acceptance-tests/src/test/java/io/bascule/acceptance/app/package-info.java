/**
 * Tests of the command line. Owning thread: JUnit's. May import picocli and the script package.
 */
package io.bascule.acceptance.app;
