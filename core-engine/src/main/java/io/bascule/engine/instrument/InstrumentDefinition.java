package io.bascule.engine.instrument;

/**
 * An instrument as the configuration has it. Prices and quantities in 1e-8, fractions in 1e-6, fees in 1e-9.
 *
 * @param symbol Symbol(55).
 * @param underlying name of its underlying.
 * @param kind of contract.
 * @param contractSizeE8 USD of a contract, if it is inverse; else 0.
 * @param expiryNs when a dated future settles, since the epoch; else 0.
 * @param tickSizeE8 smallest price step.
 * @param lotSizeE8 smallest quantity step; tick × lot is a whole number of USDC micros. Of an
 *     inverse perpetual: in contracts, whole ones.
 * @param maxPriceE8 largest price, a multiple of the tick.
 * @param minOrderQtyE8 smallest quantity of a new order, at least a lot.
 * @param maxOrderQtyE8 largest quantity of one order.
 * @param maxPositionQtyE8 largest position together with the open orders of one side.
 * @param priceBandE6 how far from mark a limit price may be.
 * @param marketProtectionE6 how far from mark a market order may trade.
 * @param makerFeeNanos of notional; negative: a rebate.
 * @param takerFeeNanos of notional.
 * @param funding how its funding is worked out, and for which notional its book counts.
 */
public record InstrumentDefinition(
        String symbol,
        String underlying,
        InstrumentKind kind,
        long contractSizeE8,
        long expiryNs,
        long tickSizeE8,
        long lotSizeE8,
        long maxPriceE8,
        long minOrderQtyE8,
        long maxOrderQtyE8,
        long maxPositionQtyE8,
        long priceBandE6,
        long marketProtectionE6,
        long makerFeeNanos,
        long takerFeeNanos,
        FundingTerms funding) {
    /** One of the usual funding. */
    public InstrumentDefinition(
            final String symbol,
            final String underlying,
            final InstrumentKind kind,
            final long contractSizeE8,
            final long expiryNs,
            final long tickSizeE8,
            final long lotSizeE8,
            final long maxPriceE8,
            final long minOrderQtyE8,
            final long maxOrderQtyE8,
            final long maxPositionQtyE8,
            final long priceBandE6,
            final long marketProtectionE6,
            final long makerFeeNanos,
            final long takerFeeNanos) {
        this(
                symbol,
                underlying,
                kind,
                contractSizeE8,
                expiryNs,
                tickSizeE8,
                lotSizeE8,
                maxPriceE8,
                minOrderQtyE8,
                maxOrderQtyE8,
                maxPositionQtyE8,
                priceBandE6,
                marketProtectionE6,
                makerFeeNanos,
                takerFeeNanos,
                FundingTerms.DEFAULT);
    }

    /** A linear perpetual. */
    public InstrumentDefinition(
            final String symbol,
            final String underlying,
            final long tickSizeE8,
            final long lotSizeE8,
            final long maxPriceE8,
            final long minOrderQtyE8,
            final long maxOrderQtyE8,
            final long maxPositionQtyE8,
            final long priceBandE6,
            final long marketProtectionE6,
            final long makerFeeNanos,
            final long takerFeeNanos) {
        this(
                symbol,
                underlying,
                InstrumentKind.LINEAR_PERPETUAL,
                0,
                0,
                tickSizeE8,
                lotSizeE8,
                maxPriceE8,
                minOrderQtyE8,
                maxOrderQtyE8,
                maxPositionQtyE8,
                priceBandE6,
                marketProtectionE6,
                makerFeeNanos,
                takerFeeNanos);
    }

    /** What it is settled in; a coin has the name of its underlying. */
    public Currency settlement() {
        return kind == InstrumentKind.INVERSE_PERPETUAL ? Currency.valueOf(underlying) : Currency.USDC;
    }
}
