package io.bascule.engine.service;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.liquidation.LadderStage;
import io.bascule.engine.order.Text;

/** An account's limits and their use (CM). Mutable and reused. */
public final class LimitsReport {
    public int sessionId;
    public long msgSeqNum;
    public long timestampNs;
    public int accountId;
    /** Answers to the request. */
    public int total;
    /** The last of them. */
    public boolean last;
    /** Of venue, firm and account together. */
    public TradingLevel level;

    public LadderStage stage;
    public int openOrders;
    public int maxOpenOrders;
    public long initialMicros;
    public long maintenanceMicros;
    public long equityMicros;
    /** IM equity less IM. */
    public long excessMicros;

    public int positionCount;
    public final int[] instrumentIds = new int[Holdings.MAX_INSTRUMENTS];
    public final TradingLevel[] levels = new TradingLevel[Holdings.MAX_INSTRUMENTS];
    /** The most that the account may come to with its open orders, long and short. */
    public final long[] longQtysE8 = new long[Holdings.MAX_INSTRUMENTS];

    public final long[] shortQtysE8 = new long[Holdings.MAX_INSTRUMENTS];
    public final long[] maxQtysE8 = new long[Holdings.MAX_INSTRUMENTS];
    public final Text requestId = new Text();
}
