package io.bascule.engine.service;

import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Text;

/** A question about accounts: their margin, collateral or positions. Mutable and reused. */
public final class AccountInquiry {
    public int sessionId;
    /** 0: the gateway asks by itself. */
    public long msgSeqNum;

    public boolean possDup;
    public RejectReason fault = RejectReason.NONE;
    public InquiryKind kind;
    public InquiryMode mode;
    /** 0: every account that the session is entitled to, or {@link #accountName}. */
    public int accountId;
    /** 0: every instrument, or {@link #symbol}. */
    public int instrumentId;

    public final Text requestId = new Text();
    /** Empty unless the instrument is unknown. */
    public final Text symbol = new Text();
    /** Empty unless the account is none of the session's. */
    public final Text accountName = new Text();
}
