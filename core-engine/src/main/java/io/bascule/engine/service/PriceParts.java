package io.bascule.engine.service;

import io.bascule.engine.pricing.SourceStatus;

/**
 * What an index, a mark and a premium are made of. Mutable and reused; of more than {@link #MAX_PARTS} the first are
 * kept. Prices in 1e-8.
 */
public final class PriceParts {
    /** Parts that are told at most. */
    public static final int MAX_PARTS = 128;

    private final Kind[] kinds = new Kind[MAX_PARTS];
    private final long[] pricesE8 = new long[MAX_PARTS];
    private final int[] sourceIds = new int[MAX_PARTS];
    private final long[] weights = new long[MAX_PARTS];
    private final SourceStatus[] statuses = new SourceStatus[MAX_PARTS];
    private final long[] publishedNs = new long[MAX_PARTS];
    private int count;

    /** What a part is. Those of sources come from a session. */
    public enum Kind {
        /** A source's price of the underlying. */
        INDEX_SOURCE(1),
        /** A source's price of the same contract elsewhere. */
        MARK_SOURCE(2),
        /** Index + 150 s average of the book's middle above the index. */
        MARK_AVERAGED(3),
        /** Median of best bid, best ask and last trade. */
        MARK_BOOK(4),
        /** Weighted median of the prices elsewhere, or index + 30 s average. */
        MARK_THIRD(5),
        /** Average price at which the impact notional is sold. */
        IMPACT_BID(6),
        /** Average price at which the impact notional is bought. */
        IMPACT_ASK(7);

        private final int code;

        Kind(final int code) {
            this.code = code;
        }

        /** From 1. */
        public int code() {
            return code;
        }
    }

    void clear() {
        count = 0;
    }

    /** A part that comes from no source; a price of 0 is none, and no part. */
    void add(final Kind kind, final long priceE8) {
        if (priceE8 != 0) {
            add(kind, priceE8, 0, 0, SourceStatus.COUNTS, 0);
        }
    }

    void add(
            final Kind kind,
            final long priceE8,
            final int sourceId,
            final long weight,
            final SourceStatus status,
            final long timeNs) {
        if (count == MAX_PARTS) {
            return;
        }
        kinds[count] = kind;
        pricesE8[count] = priceE8;
        sourceIds[count] = sourceId;
        weights[count] = weight;
        statuses[count] = status;
        publishedNs[count++] = timeNs;
    }

    public int count() {
        return count;
    }

    public Kind kind(final int n) {
        return kinds[n];
    }

    public long priceE8(final int n) {
        return pricesE8[n];
    }

    /** Session of a source; 0 of any other part. */
    public int sourceId(final int n) {
        return sourceIds[n];
    }

    public long weight(final int n) {
        return weights[n];
    }

    public SourceStatus status(final int n) {
        return statuses[n];
    }

    /** When a source published; {@link Long#MIN_VALUE}: before the last start. */
    public long publishedNs(final int n) {
        return publishedNs[n];
    }
}
