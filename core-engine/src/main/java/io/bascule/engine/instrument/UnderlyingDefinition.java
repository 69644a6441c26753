package io.bascule.engine.instrument;

/**
 * An underlying as the configuration has it. Fractions are in 1e-6.
 *
 * @param name such as BTC.
 * @param indexSymbol Symbol(55) of its index publications.
 * @param initialIndexE8 index price until a source publishes, in 1e-8 USD.
 * @param jumpGuardE6 a publication further than this from the index is refused.
 * @param oracle when its index is believed.
 */
public record UnderlyingDefinition(
        String name, String indexSymbol, long initialIndexE8, long jumpGuardE6, OracleRules oracle) {
    /** Largest index of what is no coin, 1e9 USD; what is listed on it sets its own largest price, and that is less. */
    private static final long MAX_INDEX_E8 = 100_000_000_000_000_000L;

    /** The largest index price that is taken, in 1e-8 USD. */
    public long maxIndexE8() {
        for (int index = 0; index < Currency.count(); index++) {
            final Currency currency = Currency.at(index);
            if (currency.isCoin() && currency.name().equals(name)) {
                return currency.maxPriceE8();
            }
        }
        return MAX_INDEX_E8;
    }

    /** One whose index any source makes. */
    public UnderlyingDefinition(
            final String name, final String indexSymbol, final long initialIndexE8, final long jumpGuardE6) {
        this(name, indexSymbol, initialIndexE8, jumpGuardE6, OracleRules.ANY_SOURCE);
    }
}
