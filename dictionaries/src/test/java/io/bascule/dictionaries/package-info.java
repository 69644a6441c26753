/** Tests that dictionaries, constants and the written contract agree, and that no engine's own dictionary breaks. */
package io.bascule.dictionaries;
