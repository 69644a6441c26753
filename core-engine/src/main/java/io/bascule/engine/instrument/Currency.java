package io.bascule.engine.instrument;

/** What accounts hold: each in whole numbers of its own smallest unit. Indexes are for ever: they are in the log. */
public enum Currency {
    /** In micros. */
    USDC(0, 1_000_000L, 1_000_000_000_000_000_000L, 0),
    /** In satoshis; at most 400,000 of them, at 1,000,000 USD. */
    BTC(1, 100_000_000L, 40_000_000_000_000L, 100_000_000_000_000L),
    /** In gwei; at most 4,000,000 of them, at 100,000 USD. */
    ETH(2, 1_000_000_000L, 4_000_000_000_000_000L, 10_000_000_000_000L);

    private static final Currency[] ALL = values();

    private final int index;
    private final long unitsPerWhole;
    private final long maxDepositsUnits;
    private final long maxPriceE8;

    Currency(final int index, final long unitsPerWhole, final long maxDepositsUnits, final long maxPriceE8) {
        this.index = index;
        this.unitsPerWhole = unitsPerWhole;
        this.maxDepositsUnits = maxDepositsUnits;
        this.maxPriceE8 = maxPriceE8;
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

    /**
     * What all accounts together may have deposited. Of a coin it is worth at most 4e17 USD micros at the largest price
     * (400,000 · 1e6 USD = 4,000,000 · 1e5 USD = 4e11 USD). Each of the at most six terms of a requirement is no more
     * than the exposure that it is of, so that both coins together stay below 4.8e18, with 1e18 of USDC 5.8e18: a long
     * holds 9.2e18.
     */
    public long maxDepositsUnits() {
        return maxDepositsUnits;
    }

    /** Of a coin: the largest index price that is taken, in 1e-8 USD. */
    public long maxPriceE8() {
        return maxPriceE8;
    }

    /** Whether its value is an underlying's of the same name; USDC is counted at par. */
    public boolean isCoin() {
        return this != USDC;
    }
}
