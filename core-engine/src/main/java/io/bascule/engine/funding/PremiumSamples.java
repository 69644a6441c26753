package io.bascule.engine.funding;

/**
 * The premium samples of one instrument since the last payment, by their sum: a sample that is missing counts as 0, so
 * only the number that there should be matters. Premiums in 1e-9.
 */
public final class PremiumSamples {
    private long sumE9;

    /** Takes the same premium for so many points of the grid. */
    public void add(final long premiumE9, final long points) {
        sumE9 = Math.addExact(sumE9, Math.multiplyExact(premiumE9, points));
    }

    /** Forgets them. */
    public void clear() {
        sumE9 = 0;
    }

    /** Takes a saved state. */
    public void restore(final long newSumE9) {
        sumE9 = newSumE9;
    }

    public long sumE9() {
        return sumE9;
    }

    /** Mean over all samples that there should have been, rounded towards zero. */
    public long meanE9(final long expected) {
        return sumE9 / expected;
    }
}
