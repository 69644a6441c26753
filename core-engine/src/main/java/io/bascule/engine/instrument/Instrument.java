package io.bascule.engine.instrument;

import static io.bascule.engine.fixedpoint.FixedPoint.E16_PER_MICRO;
import static io.bascule.engine.fixedpoint.FixedPoint.E6;
import static io.bascule.engine.fixedpoint.FixedPoint.NANOS;

import io.bascule.engine.fixedpoint.FixedPoint;

/**
 * A linear perpetual: units, limits and fees, in ticks and lots. Its mark is the index of its underlying.
 *
 * <p>The definition's limits prove that no product here overflows: {@code maxPosition × maxPrice} is at most
 * {@link #MAX_NOTIONAL_MICROS}.
 */
public final class Instrument {
    /** Largest notional that a position may reach: 9 billion USDC. */
    public static final long MAX_NOTIONAL_MICROS = 9_000_000_000_000_000L;

    private final int id;
    private InstrumentDefinition definition;
    private boolean listed = true;
    private final Underlying underlying;
    private final long tickLotMicros;
    /** Lot size over {@link FixedPoint#E16_PER_MICRO} in lowest terms: small factors rarely need 128 bits. */
    private final long lotNumerator;

    private final long lotDenominator;

    private long maxPriceTicks;
    private long minOrderLots;
    private long maxOrderLots;
    private long maxPositionLots;
    /** Price version that the bands were taken at; 0: they were not. */
    private long bandVersion;

    private long bandLowTicks;
    private long bandHighTicks;
    private long protectionLowTicks;
    private long protectionHighTicks;

    public Instrument(final int id, final InstrumentDefinition definition, final Underlying underlying) {
        this.id = id;
        this.underlying = underlying;
        this.tickLotMicros = definition.tickSizeE8() * definition.lotSizeE8() / E16_PER_MICRO;
        final long divisor = FixedPoint.greatestCommonDivisor(definition.lotSizeE8(), E16_PER_MICRO);
        this.lotNumerator = definition.lotSizeE8() / divisor;
        this.lotDenominator = E16_PER_MICRO / divisor;
        take(definition);
    }

    public int id() {
        return id;
    }

    public InstrumentDefinition definition() {
        return definition;
    }

    public Underlying underlying() {
        return underlying;
    }

    /** Takes new limits and fees; tick, lot and underlying are for ever. */
    public void redefine(final InstrumentDefinition newDefinition) {
        take(newDefinition);
        listed = true;
    }

    private void take(final InstrumentDefinition newDefinition) {
        definition = newDefinition;
        maxPriceTicks = newDefinition.maxPriceE8() / newDefinition.tickSizeE8();
        minOrderLots = newDefinition.minOrderQtyE8() / newDefinition.lotSizeE8();
        maxOrderLots = newDefinition.maxOrderQtyE8() / newDefinition.lotSizeE8();
        maxPositionLots = newDefinition.maxPositionQtyE8() / newDefinition.lotSizeE8();
        bandVersion = 0;
    }

    /** Whether it may be traded; one that was removed keeps its id. */
    public boolean isListed() {
        return listed;
    }

    public void delist() {
        listed = false;
    }

    /** Mark price in 1e-8. */
    public long markE8() {
        return underlying.indexE8();
    }

    /** What one lot costs at a price of one tick, in USDC micros: a whole number by configuration. */
    public long tickLotMicros() {
        return tickLotMicros;
    }

    /** Exact: ticks × lots × {@link #tickLotMicros()}. */
    public long notionalMicros(final long ticks, final long lots) {
        return ticks * lots * tickLotMicros;
    }

    /** Value of signed lots at a price, rounded down. */
    public long valueMicros(final long lots, final long priceE8) {
        return FixedPoint.mulDivFloor(lots * lotNumerator, priceE8, lotDenominator);
    }

    /** Exposure of signed lots at a price, rounded away from zero: for requirements. */
    public long exposureMicros(final long lots, final long priceE8) {
        return FixedPoint.mulDivAway(lots * lotNumerator, priceE8, lotDenominator);
    }

    /** Rounded up, against the account; a rebate is rounded towards zero. */
    public long makerFeeMicros(final long notionalMicros) {
        return FixedPoint.mulDivCeil(notionalMicros, definition.makerFeeNanos(), NANOS);
    }

    /** Rounded up, against the account. */
    public long takerFeeMicros(final long notionalMicros) {
        return FixedPoint.mulDivCeil(notionalMicros, definition.takerFeeNanos(), NANOS);
    }

    public long priceE8(final long ticks) {
        return ticks * definition.tickSizeE8();
    }

    public long qtyE8(final long lots) {
        return lots * definition.lotSizeE8();
    }

    /** Whole lots of a quantity. */
    public long lots(final long qtyE8) {
        return qtyE8 / definition.lotSizeE8();
    }

    public long maxPriceTicks() {
        return maxPriceTicks;
    }

    /** Of a new order. */
    public long minOrderLots() {
        return minOrderLots;
    }

    public long maxOrderLots() {
        return maxOrderLots;
    }

    public long maxPositionLots() {
        return maxPositionLots;
    }

    /** Lowest price that the band allows, in ticks, rounded into the band. */
    public long bandLowTicks() {
        refreshBands();
        return bandLowTicks;
    }

    /** Highest price that the band allows, in ticks, rounded into the band. */
    public long bandHighTicks() {
        refreshBands();
        return bandHighTicks;
    }

    /** Lowest price at which a market sell trades. */
    public long protectionLowTicks() {
        refreshBands();
        return protectionLowTicks;
    }

    /** Highest price at which a market buy trades. */
    public long protectionHighTicks() {
        refreshBands();
        return protectionHighTicks;
    }

    private void refreshBands() {
        if (bandVersion != underlying.priceVersion()) {
            bandLowTicks = below(definition.priceBandE6());
            bandHighTicks = above(definition.priceBandE6());
            protectionLowTicks = below(definition.marketProtectionE6());
            protectionHighTicks = above(definition.marketProtectionE6());
            bandVersion = underlying.priceVersion();
        }
    }

    private long below(final long fractionE6) {
        final long low = FixedPoint.mulDivCeil(markE8(), E6 - fractionE6, E6 * definition.tickSizeE8());
        return Math.max(low, 1);
    }

    private long above(final long fractionE6) {
        final long high = FixedPoint.mulDivFloor(markE8(), E6 + fractionE6, E6 * definition.tickSizeE8());
        return Math.min(high, maxPriceTicks);
    }
}
