package io.bascule.engine.service;

import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Text;

/** PartyActionRequest(DH): the risk desk suspends, halts or reinstates. Mutable and reused. */
public final class PartyActionRequest {
    public int sessionId;
    public long msgSeqNum;
    public boolean possDup;
    /** What the gateway found wrong with it. */
    public RejectReason fault = RejectReason.NONE;
    /** What is to be open from now on; null: an action that is not known. */
    public TradingLevel level;
    /** Null: a scope that is not known. */
    public PartyScope scope;
    /** Of an account; 0: it is not known. */
    public int accountId;
    /** Of an instrument; 0: it is not known. */
    public int instrumentId;
    /** Firm, as asked for. */
    public final Text firm = new Text();
    /** PartyActionRequestID(2328). */
    public final Text requestId = new Text();
}
