/**
 * The command line of the acceptance tests. Owning thread: main. May import picocli and every package of this module.
 */
package io.bascule.acceptance.app;
