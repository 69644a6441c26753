package io.bascule.config;

/**
 * One underlying.
 *
 * @param name what instruments refer to, for instance {@code BTC}
 * @param indexSymbol the symbol of its index, which index sources publish
 * @param initialIndexPriceE8 index price, in 1e-8 USD, that holds until a source first publishes
 * @param jumpGuardE6 the largest accepted move of one index publication, in 1e-6
 * @param oracle when its index is believed
 */
public record UnderlyingConfig(
        String name, String indexSymbol, long initialIndexPriceE8, long jumpGuardE6, OracleConfig oracle) {
    /** One whose index any source makes. */
    public UnderlyingConfig(String name, String indexSymbol, long initialIndexPriceE8, long jumpGuardE6) {
        this(name, indexSymbol, initialIndexPriceE8, jumpGuardE6, OracleConfig.ANY_SOURCE);
    }
}
