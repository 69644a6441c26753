/**
 * The demonstration: real FIX clients against a running venue, in words. Owning thread: the command's. May import
 * {@code fix}, {@code flow} and picocli; none of the venue's code.
 */
package io.bascule.acceptance.demo;
