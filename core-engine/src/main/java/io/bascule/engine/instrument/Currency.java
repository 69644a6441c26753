package io.bascule.engine.instrument;

/** What accounts hold: each in whole numbers of its own smallest unit. Indexes are for ever: they are in the log. */
public enum Currency {
    /** In micros. */
    USDC(0, 1_000_000L),
    /** In satoshis. */
    BTC(1, 100_000_000L),
    /** In gwei. */
    ETH(2, 1_000_000_000L);

    private static final Currency[] ALL = values();

    private final int index;
    private final long unitsPerWhole;

    Currency(final int index, final long unitsPerWhole) {
        this.index = index;
        this.unitsPerWhole = unitsPerWhole;
    }

    /** How many there are. */
    public static int count() {
        return ALL.length;
    }

    /** By {@link #index}. */
    public static Currency at(final int index) {
        return ALL[index];
    }

    /** From 0, below {@link #count}. */
    public int index() {
        return index;
    }

    /** Smallest units of a whole one. */
    public long unitsPerWhole() {
        return unitsPerWhole;
    }

    /** Whether its value is an underlying's of the same name; USDC is counted at par. */
    public boolean isCoin() {
        return this != USDC;
    }
}
