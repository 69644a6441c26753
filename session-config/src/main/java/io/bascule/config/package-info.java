/**
 * Who may connect, as what, with which rights and limits, and what the venue trades: immutable settings, and the loader
 * that refuses every mistake in them.
 *
 * <p>Owning thread: none. Everything here is immutable; loading happens once, on the main thread, before anything else
 * starts.
 *
 * <p>May import: the JDK, Jackson (the loader only), QuickFIX/J's settings types and {@code io.bascule.dictionaries}.
 */
package io.bascule.config;
