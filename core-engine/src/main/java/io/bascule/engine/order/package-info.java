/**
 * Orders and what is said of them: FIX's enumerations, the requests that come in, the reports that go out, and the
 * memory of every ClOrdID. Owned by the engine's one thread. May import {@code fixedpoint} only.
 */
package io.bascule.engine.order;
