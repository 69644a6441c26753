package io.bascule.engine.instrument;

/**
 * An underlying as the configuration has it. Fractions are in 1e-6.
 *
 * @param name such as BTC.
 * @param indexSymbol Symbol(55) of its index publications.
 * @param initialIndexE8 index price until a source publishes, in 1e-8 USD.
 * @param shockE6 S of margin.md.
 * @param offsetE6 theta of margin.md: how much of a gain counts against losses elsewhere.
 * @param gainWeightE6 how much of an unrealised gain counts as IM equity.
 * @param jumpGuardE6 a publication further than this from the index is refused.
 * @param oracle when its index is believed.
 */
public record UnderlyingDefinition(
        String name,
        String indexSymbol,
        long initialIndexE8,
        long shockE6,
        long offsetE6,
        long gainWeightE6,
        long jumpGuardE6,
        OracleRules oracle) {
    /** One whose index any source makes. */
    public UnderlyingDefinition(
            final String name,
            final String indexSymbol,
            final long initialIndexE8,
            final long shockE6,
            final long offsetE6,
            final long gainWeightE6,
            final long jumpGuardE6) {
        this(name, indexSymbol, initialIndexE8, shockE6, offsetE6, gainWeightE6, jumpGuardE6, OracleRules.ANY_SOURCE);
    }
}
