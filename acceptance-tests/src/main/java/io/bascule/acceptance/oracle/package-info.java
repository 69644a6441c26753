/**
 * The oracle of quality.md: a relay that records every byte of every session, and the judge that reads what was
 * recorded and says which of rules a to f was broken. It needs no venue, and runs in a process of its own. Owning
 * threads: the relay's; else the caller's. May import {@code fix} only, and none of the venue's code.
 */
package io.bascule.acceptance.oracle;
