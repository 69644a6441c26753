package io.bascule.engine.service;

import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.EntryAction;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Text;

/** A MassOrder: orders of one account to be added, replaced or cancelled. Mutable and reused. */
public final class BatchRequest {
    /** The most entries that any configuration may allow. */
    public static final int MAX_ENTRIES = PreviewRequest.MAX_LEGS;

    public int sessionId;
    public long msgSeqNum;
    public boolean possDup;
    public boolean possResend;
    /** What is wrong with the batch as a whole; {@link RejectReason#NONE} if nothing. */
    public RejectReason fault = RejectReason.NONE;

    public BatchMode batchMode = BatchMode.SEPARATE;
    /** 0: not one of the session's. */
    public int accountId;
    /** The account as it came, when it is not the session's. */
    public final Text accountName = new Text();

    /** MassOrderRequestID(2423). */
    public final Text requestId = new Text();
    /** How many entries there are; may be more than {@link #MAX_ENTRIES}: then the first of them are kept. */
    public int entryCount;
    /** Entries [0, min(entryCount, MAX_ENTRIES)). */
    public final Entry[] entries = new Entry[MAX_ENTRIES];

    public BatchRequest() {
        for (int i = 0; i < MAX_ENTRIES; i++) {
            entries[i] = new Entry();
        }
    }

    /** One order of a batch. */
    public static final class Entry {
        /** Null: none that the venue offers. */
        public EntryAction action;
        /** What it asks for; session, account and flags are the batch's. */
        public final OrderRequest request = new OrderRequest();
        /** OrderEntryID(2430). */
        public final Text entryId = new Text();
    }
}
