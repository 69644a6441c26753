package io.bascule.engine.funding;

/** The last rates of one instrument, the newest first; of more than {@link #MAX_ENTRIES} the oldest is forgotten. */
public final class FundingHistory {
    /** Hours that are remembered: a week. */
    public static final int MAX_ENTRIES = 168;
    /** Hours that the mean rate is taken over. */
    public static final int MEAN_HOURS = 24;

    private final long[] timesNs = new long[MAX_ENTRIES];
    private final long[] ratesE9 = new long[MAX_ENTRIES];
    private int newest = -1;
    private int size;

    /**
     * Adds an hour.
     *
     * @param timeNs of the payment: a full hour.
     * @param rateE9 for eight hours, at which it was paid; 0 of an hour that was missed.
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

    /** Mean rate for eight hours over the last 24 hours, or as many as there are; rounded towards zero. */
    public long meanE9() {
        return meanAfterE9(0, 0);
    }

    /** The same once so many hours more were paid at a rate. */
    public long meanAfterE9(final int hoursMore, final long rateE9) {
        final int more = Math.min(hoursMore, MEAN_HOURS);
        final int kept = Math.min(size, MEAN_HOURS - more);
        long sum = more * rateE9;
        for (int n = 0; n < kept; n++) {
            sum += rateE9(n);
        }
        return more + kept == 0 ? 0 : sum / (more + kept);
    }

    private int slot(final int n) {
        if (n < 0 || n >= size) {
            throw new IndexOutOfBoundsException("hour " + n + " of " + size);
        }
        return Math.floorMod(newest - n, MAX_ENTRIES);
    }
}
