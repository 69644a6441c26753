package io.bascule.engine.funding;

import io.bascule.engine.instrument.FundingTerms;

/** The last rates of one instrument, the newest first; of more than {@link #MAX_ENTRIES} the oldest is forgotten. */
public final class FundingHistory {
    /** Payments that are remembered: a week of hours. */
    public static final int MAX_ENTRIES = 168;
    /** What the mean rate is taken over. */
    public static final long MEAN_NS = 24 * FundingTerms.HOUR_NS;

    private final long[] timesNs = new long[MAX_ENTRIES];
    private final long[] ratesE9 = new long[MAX_ENTRIES];
    private int newest = -1;
    private int size;

    /**
     * Adds a payment.
     *
     * @param timeNs later than that of the one before.
     * @param rateE9 for eight hours, at which it was paid; 0 of one that was missed.
     */
    public void add(final long timeNs, final long rateE9) {
        newest = (newest + 1) % MAX_ENTRIES;
        timesNs[newest] = timeNs;
        ratesE9[newest] = rateE9;
        size = Math.min(size + 1, MAX_ENTRIES);
    }

    public int size() {
        return size;
    }

    /** When, 0 the newest. */
    public long timeNs(final int n) {
        return timesNs[slot(n)];
    }

    /** At which rate, 0 the newest. */
    public long rateE9(final int n) {
        return ratesE9[slot(n)];
    }

    /** Mean rate for eight hours over the last 24 hours, as far as remembered; rounded towards zero. */
    public long meanE9() {
        return meanAfterE9(0, 0, 0);
    }

    /** The same once so many payments more, so far apart, were made at a rate. */
    public long meanAfterE9(final int paymentsMore, final long rateE9, final long intervalNs) {
        final long keptNs = MEAN_NS - paymentsMore * intervalNs;
        if (paymentsMore > 0 && keptNs <= 0) {
            return rateE9;
        }
        long sum = paymentsMore * rateE9;
        int count = paymentsMore;
        for (int n = 0; n < size && timeNs(0) - timeNs(n) < keptNs; n++) {
            sum += rateE9(n);
            count++;
        }
        return count == 0 ? 0 : sum / count;
    }

    private int slot(final int n) {
        if (n < 0 || n >= size) {
            throw new IndexOutOfBoundsException("payment " + n + " of " + size);
        }
        return Math.floorMod(newest - n, MAX_ENTRIES);
    }
}
