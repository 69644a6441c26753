package io.bascule.engine.pricing;

/**
 * The average of an index over the last half hour before a future expires, one sample a second. Seconds in which the
 * index was frozen, or the venue down, have none.
 */
public final class SettlementAverage {
    /** How long before its expiry a future's average begins. */
    public static final long WINDOW_NS = 1_800_000_000_000L;

    private long sumE8;
    private long count;

    /** Takes the same index for so many seconds; 1,800 of them at any price fit a long. */
    public void sample(final long indexE8, final long seconds) {
        sumE8 = Math.addExact(sumE8, Math.multiplyExact(indexE8, seconds));
        count += seconds;
    }

    public long sumE8() {
        return sumE8;
    }

    /** Number of samples. */
    public long count() {
        return count;
    }

    /** Takes a saved state. */
    public void restore(final long newSumE8, final long newCount) {
        sumE8 = newSumE8;
        count = newCount;
    }

    /**
     * The settlement price in ticks, rounded half up, at least one: on the tick, so that what the positions are closed
     * for sums to nothing.
     *
     * @param indexE8 in place of the average if there is no sample.
     */
    public long ticks(final long tickSizeE8, final long indexE8) {
        final long sum = count == 0 ? indexE8 : sumE8;
        final long parts = Math.multiplyExact(Math.max(count, 1), tickSizeE8);
        final long floor = sum / parts;
        final long ticks = sum - floor * parts >= parts - (sum - floor * parts) ? floor + 1 : floor;
        return Math.max(ticks, 1);
    }
}
