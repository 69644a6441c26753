package io.bascule.config;

/**
 * One underlying and its margin parameters.
 *
 * @param name what instruments refer to, for instance {@code BTC}
 * @param indexSymbol the symbol of its index, which index sources publish
 * @param initialIndexPriceE8 index price, in 1e-8 USD, that holds until a source first publishes
 * @param shockE6 the full shock S, in 1e-6
 * @param offsetE6 the part θ of a gain that offsets losses of other underlyings, in 1e-6
 * @param gainWeightE6 the weight of unrealised gains in initial-margin equity, in 1e-6
 * @param jumpGuardE6 the largest accepted move of one index publication, in 1e-6
 * @param oracle when its index is believed
 */
public record UnderlyingConfig(
        String name,
        String indexSymbol,
        long initialIndexPriceE8,
        long shockE6,
        long offsetE6,
        long gainWeightE6,
        long jumpGuardE6,
        OracleConfig oracle) {
    /** One whose index any source makes. */
    public UnderlyingConfig(
            String name,
            String indexSymbol,
            long initialIndexPriceE8,
            long shockE6,
            long offsetE6,
            long gainWeightE6,
            long jumpGuardE6) {
        this(
                name,
                indexSymbol,
                initialIndexPriceE8,
                shockE6,
                offsetE6,
                gainWeightE6,
                jumpGuardE6,
                OracleConfig.ANY_SOURCE);
    }
}
