package io.bascule.engine.service;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.order.Text;

/** A question about the markets of instruments. Mutable and reused. */
public final class MarketInquiry {
    /** {@link #tradesAfterId} of a question that is not about trades. */
    public static final long NO_TRADES = -1;

    public int sessionId;
    /** 0: the gateway asks by itself. */
    public long msgSeqNum;

    public boolean possDup;
    public InquiryMode mode;
    /** Levels of a side. */
    public int depth;
    /** Trades of a higher id; negative: none. */
    public long tradesAfterId;

    /** What who asks makes of the answer; said again in it. */
    public int view;

    /** Whether the parts of prices are told, too. */
    public boolean parts;

    /** Newest payments of funding that are told. */
    public int payments;

    public int instrumentCount;
    public final int[] instrumentIds = new int[Holdings.MAX_INSTRUMENTS];
    public final Text requestId = new Text();
}
