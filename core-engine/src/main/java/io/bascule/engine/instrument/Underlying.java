package io.bascule.engine.instrument;

import io.bascule.engine.fixedpoint.FixedPoint;

/** An underlying: its definition in force and its index price. */
public final class Underlying {
    private static final long E8_PER_MICRO = 100;

    private final int id;
    private UnderlyingDefinition definition;
    private long indexE8;
    private long priceVersion = 1;

    public Underlying(final int id, final UnderlyingDefinition definition) {
        this.id = id;
        this.definition = definition;
        this.indexE8 = definition.initialIndexE8();
    }

    public int id() {
        return id;
    }

    public UnderlyingDefinition definition() {
        return definition;
    }

    /** Takes new parameters; the index goes on. */
    public void redefine(final UnderlyingDefinition newDefinition) {
        definition = newDefinition;
        priceVersion++;
    }

    /** Index price in 1e-8 USD. */
    public long indexE8() {
        return indexE8;
    }

    /** Counts the index's changes, so that what was derived from an older price can be told. */
    public long priceVersion() {
        return priceVersion;
    }

    public void indexE8(final long newIndexE8) {
        if (newIndexE8 != indexE8) {
            indexE8 = newIndexE8;
            priceVersion++;
        }
    }

    /** Coins of it in USD micros, rounded down. */
    public long microsDown(final long units, final Currency coin) {
        return FixedPoint.mulDivFloor(units, indexE8, coin.unitsPerWhole() * E8_PER_MICRO);
    }

    /** Coins of it in USD micros, rounded up. */
    public long microsUp(final long units, final Currency coin) {
        return FixedPoint.mulDivCeil(units, indexE8, coin.unitsPerWhole() * E8_PER_MICRO);
    }
}
