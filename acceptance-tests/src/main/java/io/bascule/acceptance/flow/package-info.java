/**
 * Real order flow mapped to BTC-PERP, the naive model of what a venue must make of it, and its replay over FIX. Owning
 * thread: the command's. May import {@code fix} and {@code oracle}, and
 * none of the venue's code.
 */
package io.bascule.acceptance.flow;
