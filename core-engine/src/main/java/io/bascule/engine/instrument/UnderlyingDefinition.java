package io.bascule.engine.instrument;

/**
 * An underlying as the configuration has it. Fractions are in 1e-6.
 *
 * @param name such as BTC.
 * @param indexSymbol Symbol(55) of its index publications.
 * @param initialIndexE8 index price until a source publishes, in 1e-8 USD.
 * @param jumpGuardE6 a publication further than this from the index is refused.
 */
public record UnderlyingDefinition(String name, String indexSymbol, long initialIndexE8, long jumpGuardE6) {}
