package io.bascule.engine.instrument;

import io.bascule.engine.fixedpoint.FixedPoint;

/** An underlying: its definition in force and its index price. */
public final class Underlying {
    private static final long E8_PER_MICRO = 100;

    private final int id;
    private UnderlyingDefinition definition;
    private long indexE8;
    private long priceVersion = 1;
    private long confidenceE6;
    private boolean frozen;

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

    /** How far the live sources are from the index, in 1e-6 of it: at most what they are clamped to. */
    public long confidenceE6() {
        return confidenceE6;
    }

    /** Takes a new confidence; what was derived from the old one has to be taken anew. */
    public void confidenceE6(final long newConfidenceE6) {
        if (newConfidenceE6 != confidenceE6) {
            confidenceE6 = newConfidenceE6;
            priceVersion++;
        }
    }

    /** Whether its index stands still for want of a quorum: nothing that adds risk is accepted, nobody liquidated. */
    public boolean isFrozen() {
        return frozen;
    }

    public void frozen(final boolean isFrozen) {
        frozen = isFrozen;
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
