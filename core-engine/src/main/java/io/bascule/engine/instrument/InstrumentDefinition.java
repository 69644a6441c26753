package io.bascule.engine.instrument;

/**
 * A linear perpetual as the configuration has it. Prices and quantities in 1e-8, fractions in 1e-6, fees in 1e-9.
 *
 * @param symbol Symbol(55).
 * @param underlying name of its underlying.
 * @param tickSizeE8 smallest price step.
 * @param lotSizeE8 smallest quantity step; tick × lot is a whole number of USDC micros.
 * @param maxPriceE8 largest price, a multiple of the tick.
 * @param minOrderQtyE8 smallest quantity of a new order, at least a lot.
 * @param maxOrderQtyE8 largest quantity of one order.
 * @param maxPositionQtyE8 largest position together with the open orders of one side.
 * @param priceBandE6 how far from mark a limit price may be.
 * @param marketProtectionE6 how far from mark a market order may trade.
 * @param makerFeeNanos of notional; negative: a rebate.
 * @param takerFeeNanos of notional.
 */
public record InstrumentDefinition(
        String symbol,
        String underlying,
        long tickSizeE8,
        long lotSizeE8,
        long maxPriceE8,
        long minOrderQtyE8,
        long maxOrderQtyE8,
        long maxPositionQtyE8,
        long priceBandE6,
        long marketProtectionE6,
        long makerFeeNanos,
        long takerFeeNanos) {}
