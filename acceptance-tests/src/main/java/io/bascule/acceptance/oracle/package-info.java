/**
 * The judge of quality.md's rules a to f: it reads what sessions recorded and says what was broken. Pure; it needs no
 * venue. Owning thread: the caller's. May import {@code fix} only, and none of the venue's code.
 */
package io.bascule.acceptance.oracle;
