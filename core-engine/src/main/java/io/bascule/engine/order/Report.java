package io.bascule.engine.order;

/**
 * What a report to a FIX session says, whether it is an ExecutionReport(8) or an OrderCancelReject(9): one event is
 * one report. Mutable and reused; a listener copies what it keeps. Quantities and prices are in 1e-8, money in USDC
 * micros.
 */
public final class Report {
    /** Number of the event, growing by one; 0 on a status report, which is no event. */
    public long eventNumber;
    /** ApplSeqNum(1181) of the original in its session's sequence; 0 on a status report, or without a session. */
    public long applSeqNum;
    /** Engine time of the command, nanoseconds since the epoch. */
    public long timestampNs;
    /** Session that entered the order (of a status report: that asks); 0: the venue. */
    public int sessionId;
    /** 0: not known. */
    public int accountId;
    /** 0: not known. */
    public int instrumentId;
    /** 0: none. */
    public long orderId;

    public ExecType execType;
    public OrdStatus ordStatus;
    /** Null if the refused request had none that is known. */
    public Side side;
    /** Null if the refused request had none that is known. */
    public OrdType ordType;
    /** Null if the refused request had none that is known. */
    public TimeInForce timeInForce;

    /** Why the venue itself made the order. */
    public ExecCause execCause;

    public RejectReason rejectReason;
    public Liquidity lastLiquidity;
    /** ExecRestatementReason(378) of an unsolicited cancel; 0: none. */
    public int restatementReason;
    /** True: an OrderCancelReject in answer to a replace; false: to a cancel. Meaningless on an ExecutionReport. */
    public boolean responseToReplace;
    /** {@link OrderRequest#ABSENT} if none. */
    public long priceE8;
    /** {@link OrderRequest#ABSENT} if none. */
    public long orderQtyE8;

    public long cumQtyE8;
    public long leavesQtyE8;
    /** Rounded half up to 1e-8; 0 without a fill. */
    public long avgPxE8;

    public long lastQtyE8;
    public long lastPxE8;
    /** Shared by the two sides of a trade; 0: no trade. */
    public long tradeId;
    /** Of a trade cancel or correct: the event of the report that it takes the place of; 0: none. */
    public long execRefEventNumber;
    /** Negative: a rebate, or on a trade cancel what is given back. */
    public long feeUnits;
    /** What was missing, on {@link RejectReason#INSUFFICIENT_MARGIN}. */
    public long shortfallMicros;

    /** Empty: the order has none. */
    public final OrderConditions conditions = new OrderConditions();

    public final MarginFigures margin = new MarginFigures();
    public final Text clOrdId = new Text();
    public final Text origClOrdId = new Text();
    public final Text symbol = new Text();
    public final Text accountName = new Text();
    public final Text ordStatusReqId = new Text();
    /** Empty: no answer to a mass status request. */
    public final Text massStatusReqId = new Text();
    /** What the order was part of. */
    public ReportContext context = ReportContext.NONE;
    /** Of the context: what the whole was called. */
    public final Text requestId = new Text();
    /** Of the context: what this part of it was called. */
    public final Text entryId = new Text();
    /** TotNumReports(911) of a mass status; of {@link RejectReason#TOO_MANY_REPORTS}: how many there would be. */
    public int totNumReports;
    /** LastRptRequested(912). */
    public boolean lastRptRequested;

    /** How many drop-copy sessions get a copy. */
    public int copyCount;
    /** The drop-copy sessions, [0, copyCount). */
    public int[] copySessionIds = new int[4];
    /** ApplSeqNum(1181) of each copy, [0, copyCount). */
    public long[] copyApplSeqNums = new long[4];

    public Report() {
        clear();
    }

    /** Back to a report that says nothing. */
    public void clear() {
        eventNumber = 0;
        applSeqNum = 0;
        timestampNs = 0;
        sessionId = 0;
        accountId = 0;
        instrumentId = 0;
        orderId = 0;
        execType = null;
        ordStatus = null;
        side = null;
        ordType = null;
        timeInForce = null;
        execCause = ExecCause.NONE;
        rejectReason = RejectReason.NONE;
        lastLiquidity = Liquidity.NONE;
        restatementReason = 0;
        responseToReplace = false;
        clearFigures();
        conditions.clear();
        clOrdId.clear();
        origClOrdId.clear();
        symbol.clear();
        accountName.clear();
        ordStatusReqId.clear();
        massStatusReqId.clear();
        context = ReportContext.NONE;
        requestId.clear();
        entryId.clear();
        totNumReports = 0;
        lastRptRequested = false;
        copyCount = 0;
    }

    private void clearFigures() {
        priceE8 = OrderRequest.ABSENT;
        orderQtyE8 = OrderRequest.ABSENT;
        cumQtyE8 = 0;
        leavesQtyE8 = 0;
        avgPxE8 = 0;
        lastQtyE8 = 0;
        lastPxE8 = 0;
        tradeId = 0;
        execRefEventNumber = 0;
        feeUnits = 0;
        shortfallMicros = 0;
        margin.present = false;
    }
}
