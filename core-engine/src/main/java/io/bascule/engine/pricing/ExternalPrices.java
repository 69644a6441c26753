package io.bascule.engine.pricing;

import java.util.Arrays;

/**
 * Prices of the same contract elsewhere, by source: their weighted median is a part of the mark. A source that has
 * been silent for {@link #STALENESS_NS} does not count.
 */
public final class ExternalPrices {
    /** How long a price counts. */
    public static final long STALENESS_NS = 10_000_000_000L;

    private final WeightedMedian median = new WeightedMedian();
    private int[] sourceIds = new int[2];
    private long[] pricesE8 = new long[2];
    private long[] weights = new long[2];
    private long[] publishedNs = new long[2];
    private int count;

    /** Takes a price, more than 0. */
    public void publish(final int sourceId, final long weight, final long priceE8, final long nowNs) {
        int slot = 0;
        while (slot < count && sourceIds[slot] != sourceId) {
            slot++;
        }
        if (slot == count) {
            if (count == sourceIds.length) {
                sourceIds = Arrays.copyOf(sourceIds, count * 2);
                pricesE8 = Arrays.copyOf(pricesE8, count * 2);
                weights = Arrays.copyOf(weights, count * 2);
                publishedNs = Arrays.copyOf(publishedNs, count * 2);
            }
            sourceIds[count++] = sourceId;
        }
        pricesE8[slot] = priceE8;
        weights[slot] = weight;
        publishedNs[slot] = nowNs;
    }

    /** Of those that are not silent; 0: there is none. */
    public long medianE8(final long nowNs) {
        median.clear();
        for (int n = 0; n < count; n++) {
            median.add(pricesE8[n], isFresh(n, nowNs) ? weights[n] : 0);
        }
        return median.medianE8();
    }

    /** Whether some price counts, and will cease to. */
    public boolean isLive(final long nowNs) {
        for (int n = 0; n < count; n++) {
            if (isFresh(n, nowNs)) {
                return true;
            }
        }
        return false;
    }

    /** Number of sources that have ever given one. */
    public int count() {
        return count;
    }

    public int sourceId(final int n) {
        return sourceIds[n];
    }

    public long priceE8(final int n) {
        return pricesE8[n];
    }

    public long weight(final int n) {
        return weights[n];
    }

    public long publishedNs(final int n) {
        return publishedNs[n];
    }

    /** Whether a source's last price counts. */
    public boolean isFresh(final int n, final long nowNs) {
        return nowNs - publishedNs[n] < STALENESS_NS;
    }
}
