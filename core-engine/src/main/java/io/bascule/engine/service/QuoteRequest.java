package io.bascule.engine.service;

import static io.bascule.engine.order.OrderRequest.ABSENT;

import io.bascule.engine.order.QuoteCancelType;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Text;

/** A MassQuote or a QuoteCancel. Mutable and reused. */
public final class QuoteRequest {
    /** The most entries that any configuration may allow. */
    public static final int MAX_ENTRIES = PreviewRequest.MAX_LEGS;

    public int sessionId;
    public long msgSeqNum;
    public boolean possDup;
    public boolean possResend;
    /** What is wrong with it as a whole; {@link RejectReason#NONE} if nothing. */
    public RejectReason fault = RejectReason.NONE;
    /** QuoteResponseLevel(301), echoed. */
    public int responseLevel;
    /** Of a QuoteCancel; null: a MassQuote. */
    public QuoteCancelType cancelType;
    /** 0: not one of the session's; of a QuoteCancel without a name: every one of them. */
    public int accountId;
    /** The account as it came, when it is not the session's. */
    public final Text accountName = new Text();

    public final Text quoteId = new Text();
    public final Text quoteReqId = new Text();
    /** How many entries there are; may be more than {@link #MAX_ENTRIES}: then the first of them are kept. */
    public int entryCount;
    /** Entries [0, min(entryCount, MAX_ENTRIES)). */
    public final Entry[] entries = new Entry[MAX_ENTRIES];

    public QuoteRequest() {
        for (int i = 0; i < MAX_ENTRIES; i++) {
            entries[i] = new Entry();
        }
    }

    /** Entries that were kept. */
    public int keptEntries() {
        return Math.min(entryCount, MAX_ENTRIES);
    }

    /** A quote in one instrument; of a QuoteCancel, the instrument. */
    public static final class Entry {
        /** What the mapping could not represent. */
        public RejectReason fault = RejectReason.NONE;
        /** 0: unknown. */
        public int instrumentId;
        /** {@link io.bascule.engine.order.OrderRequest#ABSENT}: no bid. */
        public long bidE8 = ABSENT;

        public long bidQtyE8 = ABSENT;
        /** {@link io.bascule.engine.order.OrderRequest#ABSENT}: no offer. */
        public long offerE8 = ABSENT;

        public long offerQtyE8 = ABSENT;
        /** The symbol as it came, when it is unknown. */
        public final Text symbol = new Text();
        /** QuoteSetID(302). */
        public final Text setId = new Text();
        /** QuoteEntryID(299). */
        public final Text entryId = new Text();
    }
}
