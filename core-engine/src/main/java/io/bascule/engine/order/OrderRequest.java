package io.bascule.engine.order;

/**
 * A request as it came: D, G, F, H or a leg of a preview, about one order; AF, about all that are open. Mutable and
 * reused; the engine copies what it keeps. A field that the request does not have is at its {@link #clear() cleared}
 * value.
 */
public final class OrderRequest {
    /** A price or quantity that was not given. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** An OrderID(37) that was given, but is not one that this venue ever makes. */
    public static final long FOREIGN_ORDER_ID = -1;

    /** Session that sent it, as registered. */
    public int sessionId;
    /** MsgSeqNum(34) that it came with; 0 if it did not come over FIX. */
    public long msgSeqNum;
    /** PossDupFlag(43). */
    public boolean possDup;
    /** PossResend(97). */
    public boolean possResend;
    /** What the mapping could not represent; {@link RejectReason#NONE} if nothing. */
    public RejectReason fault;
    /** Null if not given. */
    public Side side;
    /** Null if not given. */
    public OrdType ordType;
    /** Null if not given. */
    public TimeInForce timeInForce;
    /** 0: none, or not one of the session's. */
    public int accountId;
    /** 0: unknown. */
    public int instrumentId;
    /** OrderID(37); 0 if not given. */
    public long orderId;
    /** In 1e-8 of the price unit, or {@link #ABSENT}. */
    public long priceE8;
    /** In 1e-8 of the base unit, or {@link #ABSENT}. */
    public long orderQtyE8;

    /** What few requests ask for. */
    public final OrderConditions conditions = new OrderConditions();

    public final Text clOrdId = new Text();
    public final Text origClOrdId = new Text();
    /** The symbol as it came, when it is unknown. */
    public final Text symbol = new Text();
    /** The account as it came, when it is not the session's. */
    public final Text accountName = new Text();

    public final Text ordStatusReqId = new Text();
    public final Text massStatusReqId = new Text();

    public OrderRequest() {
        clear();
    }

    /** Back to a request that says nothing. */
    public void clear() {
        sessionId = 0;
        msgSeqNum = 0;
        possDup = false;
        possResend = false;
        fault = RejectReason.NONE;
        side = null;
        ordType = null;
        timeInForce = null;
        accountId = 0;
        instrumentId = 0;
        orderId = 0;
        priceE8 = ABSENT;
        orderQtyE8 = ABSENT;
        conditions.clear();
        clOrdId.clear();
        origClOrdId.clear();
        symbol.clear();
        accountName.clear();
        ordStatusReqId.clear();
        massStatusReqId.clear();
    }
}
