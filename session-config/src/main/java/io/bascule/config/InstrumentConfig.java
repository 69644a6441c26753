package io.bascule.config;

/**
 * One listed instrument.
 *
 * <p>The loader guarantees: of a linear contract {@code tickSize × lotSize} is a whole number of USDC micros, and of an
 * inverse one the lot is whole contracts; {@code maxPriceE8} is a
 * multiple of the tick, {@code minOrderQtyE8}, {@code maxOrderQtyE8} and {@code maxPositionQtyE8} of the lot; the
 * largest position is worth at most 9e15 micros, and no order may be larger than a position.
 *
 * @param symbol Symbol(55)
 * @param underlying name of its underlying
 * @param kind the contract
 * @param contractSizeE8 USD of a contract, in 1e-8, if it is inverse; else 0
 * @param expiryNs when a dated future settles, in nanoseconds since the epoch; else 0
 * @param tickSizeE8 price step, in 1e-8 USDC
 * @param lotSizeE8 quantity step, in 1e-8 coins or contracts
 * @param maxPriceE8 largest price that an order may carry, in 1e-8 USDC
 * @param minOrderQtyE8 smallest quantity that a new order may carry, in 1e-8 coins or contracts
 * @param maxOrderQtyE8 largest quantity that an order may carry, in 1e-8 coins or contracts
 * @param maxPositionQtyE8 largest position, open orders of one side included, in 1e-8 coins or contracts
 * @param priceBandE6 largest distance of a limit price from mark, in 1e-6 of mark
 * @param marketProtectionE6 how far from mark a market order may trade, in 1e-6 of mark
 * @param makerFeeNanos fee of the resting side, in 1e-9 of notional; negative is a rebate
 * @param takerFeeNanos fee of the aggressing side, in 1e-9 of notional
 * @param funding how its funding is worked out, and for which notional its book counts
 */
public record InstrumentConfig(
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
        FundingConfig funding) {
    /** One of the usual funding. */
    public InstrumentConfig(
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
            long takerFeeNanos) {
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
                FundingConfig.DEFAULT);
    }

    /** The currency that profit, loss and fees are paid in. */
    public String settlementCurrency() {
        return kind == InstrumentKind.INVERSE_PERPETUAL ? underlying : "USDC";
    }
}
