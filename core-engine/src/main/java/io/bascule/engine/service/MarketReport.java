package io.bascule.engine.service;

import io.bascule.engine.funding.FundingHistory;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.Side;

/** How an instrument's market stands: prices, the book by level, the newest trades. Mutable and reused. */
public final class MarketReport {
    /** Levels of a side that are told at most. */
    public static final int MAX_DEPTH = 100;
    /** Trades that are told at most. */
    public static final int MAX_TRADES = 50;

    /** What was asked. */
    public MarketInquiry inquiry;

    public long timestampNs;
    public int instrumentId;
    public MarketState state;
    public long indexE8;
    public long markE8;
    /** Contracts that are held long, and so short. */
    public long openInterestE8;
    /** For eight hours; {@link OrderRequest#ABSENT}: none is paid. */
    public long fundingE9;

    public long predictedFundingE9;
    /** When is paid next, of what has funding. */
    public long nextFundingNs;

    // If parts of prices were asked for.
    /** Whether the index follows its sources. */
    public IndexState indexState;

    /** How far apart the live sources are, in 1e-6. */
    public long confidenceE6;
    /** Between two payments; {@link OrderRequest#ABSENT}: none is paid. */
    public long fundingIntervalNs;
    /** Mean of the samples since the last payment. */
    public long premiumE9;
    /** Of a dated future, annualised; {@link OrderRequest#ABSENT}: it is none. */
    public long annualisedBasisE9;
    /** Of a dated future. */
    public long expiryNs;

    public final PriceParts parts = new PriceParts();

    /** Payments that were asked for, as far as there are; null: none. */
    public FundingHistory payments;

    public int paymentCount;
    /** Of the venue; 0: there was none. */
    public long lastTradeId;

    public final Levels bids = new Levels();
    public final Levels offers = new Levels();

    public int tradeCount;
    /** The oldest first. */
    public final long[] tradeIds = new long[MAX_TRADES];

    public final long[] tradePricesE8 = new long[MAX_TRADES];
    public final long[] tradeQtysE8 = new long[MAX_TRADES];
    public final Side[] takerSides = new Side[MAX_TRADES];

    /** Price levels of a side, the best first. */
    public static final class Levels {
        public int count;
        public final long[] pricesE8 = new long[MAX_DEPTH];
        /** What is shown. */
        public final long[] qtysE8 = new long[MAX_DEPTH];

        public final int[] orderCounts = new int[MAX_DEPTH];
    }
}
