package io.bascule.engine.instrument;

import static io.bascule.engine.fixedpoint.FixedPoint.E16_PER_MICRO;
import static io.bascule.engine.fixedpoint.FixedPoint.E6;
import static io.bascule.engine.fixedpoint.FixedPoint.E8;
import static io.bascule.engine.fixedpoint.FixedPoint.NANOS;

import io.bascule.engine.fixedpoint.FixedPoint;

/**
 * An instrument: units, limits and fees, in ticks and lots. Its mark is the index of its underlying until it has one
 * of its own.
 *
 * <p>What is paid is in the smallest units of the settlement currency: of a linear contract {@code price × quantity} in
 * USDC; of an inverse one minus {@code contracts × size / price} in coins, so that who buys it receives coins for the
 * USD that it owes. Cost, value and cash then follow the same rules for all.
 *
 * <p>The definition's limits prove that no product here overflows: the largest position at the largest price of a
 * linear contract, and of an inverse one at a price of one tick, is at most {@link #MAX_NOTIONAL_MICROS} units.
 */
public final class Instrument {
    /** Largest notional that a position may reach: 9 billion USDC. */
    public static final long MAX_NOTIONAL_MICROS = 9_000_000_000_000_000L;

    /** USD in 1e-8 of a USD micro. */
    private static final long E8_PER_MICRO = 100;

    private final int id;
    private InstrumentDefinition definition;
    private boolean listed = true;
    private final Underlying underlying;
    private final InstrumentKind kind;
    private final Currency settlement;
    private final long tickLotMicros;
    /** What a lot of an inverse contract is worth, in USD micros; 0 of a linear one. */
    private final long lotUsdMicros;
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
    private long ownMarkE8;
    private long markChanges;
    private long dayMarkE8;
    private boolean closed;
    private long meanFundingE9;
    private boolean hasFunding;

    public Instrument(final int id, final InstrumentDefinition definition, final Underlying underlying) {
        this.id = id;
        this.underlying = underlying;
        this.kind = definition.kind();
        this.settlement = definition.settlement();
        this.lotUsdMicros = kind == InstrumentKind.INVERSE_PERPETUAL
                ? definition.contractSizeE8() / E8_PER_MICRO * (definition.lotSizeE8() / E8)
                : 0;
        this.tickLotMicros = definition.tickSizeE8() * definition.lotSizeE8() / E16_PER_MICRO;
        final long divisor = FixedPoint.greatestCommonDivisor(definition.lotSizeE8(), E16_PER_MICRO);
        this.lotNumerator = definition.lotSizeE8() / divisor;
        this.lotDenominator = E16_PER_MICRO / divisor;
        take(definition);
        dayMarkE8 = markE8();
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

    /** Whether it has expired: nobody trades it any more. */
    public boolean isClosed() {
        return closed;
    }

    /** Trading is over for ever. */
    public void close() {
        closed = true;
    }

    /** Whether a rate of funding was ever fixed for it. */
    public boolean hasFunding() {
        return hasFunding;
    }

    /** Mean rate of funding for eight hours over the last day, in 1e-9; means something once there was one. */
    public long meanFundingE9() {
        return meanFundingE9;
    }

    /** Takes a new mean; what was derived from the old one has to be taken anew. */
    public void meanFundingE9(final long newMeanE9) {
        if (!hasFunding || newMeanE9 != meanFundingE9) {
            hasFunding = true;
            meanFundingE9 = newMeanE9;
            markChanges++;
        }
    }

    /** There is no mean any more. */
    public void forgetFunding() {
        if (hasFunding) {
            hasFunding = false;
            meanFundingE9 = 0;
            markChanges++;
        }
    }

    public InstrumentKind kind() {
        return kind;
    }

    public boolean isInverse() {
        return lotUsdMicros != 0;
    }

    /** What it is settled in. */
    public Currency settlement() {
        return settlement;
    }

    /** Mark price in 1e-8. */
    public long markE8() {
        return ownMarkE8 == 0 ? underlying.indexE8() : ownMarkE8;
    }

    /** Its own mark price in 1e-8; 0: its underlying's index. */
    public long ownMarkE8() {
        return ownMarkE8;
    }

    /** Takes a mark of its own; 0: the index again. */
    public void ownMarkE8(final long newMarkE8) {
        if (newMarkE8 != ownMarkE8) {
            ownMarkE8 = newMarkE8;
            markChanges++;
        }
    }

    /** Mark price in 1e-8 at the last 00:00 UTC; before the first, as the instrument began. */
    public long dayMarkE8() {
        return dayMarkE8;
    }

    /** Takes a saved one. */
    public void dayMarkE8(final long savedMarkE8) {
        dayMarkE8 = savedMarkE8;
    }

    /** A day begins. */
    public void rollDay() {
        dayMarkE8 = markE8();
    }

    /** Grows with each change of mark or index, so that what was derived from older ones can be told. */
    public long priceVersion() {
        return underlying.priceVersion() + markChanges;
    }

    /** What one lot of a linear contract costs at a price of one tick, in USDC micros: whole by configuration. */
    public long tickLotMicros() {
        return tickLotMicros;
    }

    /**
     * What buying lots (negative: selling them) costs at a price, in settlement units; of the opposite lots exactly the
     * opposite. Exact if linear, else rounded away from zero.
     */
    public long notionalUnits(final long ticks, final long lots) {
        return isInverse()
                ? -FixedPoint.mulDivAway(lots * lotUsdMicros, settlement.unitsPerWhole() * E8_PER_MICRO, priceE8(ticks))
                : ticks * lots * tickLotMicros;
    }

    /** The same in USD micros, without its sign; for an inverse contract whatever the price. */
    public long usdNotionalMicros(final long ticks, final long lots) {
        return Math.abs(isInverse() ? lots * lotUsdMicros : ticks * lots * tickLotMicros);
    }

    /** Value of signed lots at a price in settlement units, rounded down. */
    public long valueUnits(final long lots, final long priceE8) {
        return isInverse()
                ? FixedPoint.mulDivFloor(-lots * lotUsdMicros, settlement.unitsPerWhole() * E8_PER_MICRO, priceE8)
                : FixedPoint.mulDivFloor(lots * lotNumerator, priceE8, lotDenominator);
    }

    /** Exposure of signed lots in USD micros at mark, rounded away from zero: for requirements. */
    public long exposureMicros(final long lots, final long atMarkE8) {
        return isInverse()
                ? FixedPoint.mulDivAway(lots * lotUsdMicros, underlying.indexE8(), atMarkE8)
                : FixedPoint.mulDivAway(lots * lotNumerator, atMarkE8, lotDenominator);
    }

    /** Settlement units in USD micros at the index, rounded down. */
    public long microsDown(final long units) {
        return settlement.isCoin() ? underlying.microsDown(units, settlement) : units;
    }

    /** Settlement units in USD micros at the index, rounded up. */
    public long microsUp(final long units) {
        return settlement.isCoin() ? underlying.microsUp(units, settlement) : units;
    }

    /** USD micros in settlement units at the index, rounded down. */
    public long unitsDown(final long micros) {
        return settlement.isCoin()
                ? FixedPoint.mulDivFloor(micros, settlement.unitsPerWhole() * E8_PER_MICRO, underlying.indexE8())
                : micros;
    }

    /**
     * The price in 1e-8 at which signed lots are worth so many settlement units, rounded for who takes them over. It is
     * shown, never paid: no further from 0 than the largest price of the instrument.
     */
    public long priceOfE8(final long lots, final long valueUnits) {
        if (!isInverse()) {
            return lots > 0
                    ? shownE8(valueUnits, E16_PER_MICRO, qtyE8(lots), false)
                    : shownE8(-valueUnits, E16_PER_MICRO, -qtyE8(lots), true);
        }
        if ((lots ^ valueUnits) >= 0 || valueUnits == 0) { // no price is high enough
            return markE8();
        }
        final long coins = settlement.unitsPerWhole() * E8_PER_MICRO;
        return lots > 0
                ? shownE8(lots * lotUsdMicros, coins, -valueUnits, false)
                : shownE8(-lots * lotUsdMicros, coins, valueUnits, true);
    }

    private long shownE8(final long a, final long factor, final long divisor, final boolean isUp) {
        final long most = definition.maxPriceE8();
        final long magnitude = Math.abs(a);
        final long high = Math.multiplyHigh(magnitude, factor);
        final long mostHigh = Math.multiplyHigh(most, divisor);
        final boolean isBeyond =
                high == mostHigh ? Long.compareUnsigned(magnitude * factor, most * divisor) >= 0 : high > mostHigh;
        if (isBeyond) {
            return a < 0 ? -most : most;
        }
        return isUp ? FixedPoint.mulDivCeil(a, factor, divisor) : FixedPoint.mulDivFloor(a, factor, divisor);
    }

    /** Rounded up, against the account; a rebate is rounded towards zero. */
    public long makerFeeUnits(final long notionalUnits) {
        return FixedPoint.mulDivCeil(Math.abs(notionalUnits), definition.makerFeeNanos(), NANOS);
    }

    /** Rounded up, against the account. */
    public long takerFeeUnits(final long notionalUnits) {
        return FixedPoint.mulDivCeil(Math.abs(notionalUnits), definition.takerFeeNanos(), NANOS);
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
        if (bandVersion != priceVersion()) {
            bandLowTicks = below(definition.priceBandE6());
            bandHighTicks = above(definition.priceBandE6());
            protectionLowTicks = below(definition.marketProtectionE6());
            protectionHighTicks = above(definition.marketProtectionE6());
            bandVersion = priceVersion();
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
