/**
 * The FIX contract: QuickFIX/J's data dictionaries with Bascule's extension merged in, and the user-defined tags as
 * constants.
 *
 * <p>Owning thread: none. Dictionaries are loaded once and only read afterwards.
 *
 * <p>May import: the JDK and QuickFIX/J; nothing of Bascule.
 */
package io.bascule.dictionaries;
