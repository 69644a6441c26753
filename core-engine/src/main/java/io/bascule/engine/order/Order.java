package io.bascule.engine.order;

/**
 * One order over its whole life and the time that it is remembered. Pooled: it serves another order when it is
 * forgotten. Intrusive links make it a member of its price level and of its account's open orders.
 */
public final class Order {
    /** Venue-unique, from 1. */
    public long orderId;
    /** Session that entered it. */
    public int sessionId;
    /** 0: refused for want of an account of the session. */
    public int accountId;
    /** 0: refused for want of an instrument. */
    public int instrumentId;

    public Side side;
    public OrdType ordType;
    public TimeInForce timeInForce;
    public OrdStatus ordStatus;
    /** Why the venue itself made it. */
    public ExecCause execCause = ExecCause.NONE;
    /** Of a refused order. */
    public RejectReason rejectReason;
    /** As given, {@link OrderRequest#ABSENT} if it was not. */
    public long priceE8;
    /** As given, {@link OrderRequest#ABSENT} if it was not. */
    public long orderQtyE8;
    /** Limit, or for a market order its protection price. */
    public long limitTicks;

    public long orderLots;
    public long cumLots;
    /** Σ ticks × lots over the fills. */
    public long cumTickLots;
    /** 0 in every terminal state. */
    public long leavesLots;
    /** What it adds to its account's order loss while it rests. */
    public long lossMicros;
    /** When it reached a terminal state. */
    public long closedNs;
    /** Lots taken by the plan of this stamp. */
    public long plannedLots;

    public long planStamp;

    /** Place in its book: of two orders of one price the lower is first. Kept when it no longer rests. */
    public long place;

    /** Null: it is a plain order. */
    public SpecialTerms special;

    /** Last accepted ClOrdID; the chain goes on behind it, latest first. */
    ClOrdIdIndex.Entry chain;

    /** Index of the session that entered it. */
    ClOrdIdIndex home;

    /** Members of the price level, in time order. */
    public Order nextInLevel;

    public Order prevInLevel;
    /** Null while it does not rest. */
    PriceLevel level;
    /** Open orders of one account and instrument. */
    public Order nextOfAccount;

    public Order prevOfAccount;
    /** What it is a side of; null: no quote. */
    public Quote quote;

    /** Whether it can still trade. */
    public boolean isOpen() {
        return ordStatus == OrdStatus.NEW || ordStatus == OrdStatus.PARTIALLY_FILLED;
    }

    /** Whether it is a stop order that was not elected yet. */
    public boolean waits() {
        return special != null && special.waits;
    }

    /** Whether it only ever reduces a position. */
    public boolean isReduceOnly() {
        return special != null && special.isReduceOnly();
    }

    /** Whether it asks to be cancelled when its session is gone. */
    public boolean isCancelledOnDisconnect() {
        return special != null && special.asked.has(OrderConditions.CANCEL_ON_DISCONNECT);
    }

    /** Whether it adds to its account's margin: what waits or only reduces does not. */
    public boolean addsMargin() {
        return special == null || !(special.waits || special.isReduceOnly());
    }

    /** Lots that are left once the plan of the given stamp has taken its own. */
    public long unplannedLots(final long stamp) {
        return planStamp == stamp ? leavesLots - plannedLots : leavesLots;
    }

    /** Takes lots for a plan. */
    public void plan(final long stamp, final long lots) {
        plannedLots = planStamp == stamp ? plannedLots + lots : lots;
        planStamp = stamp;
    }

    /** Copies the last accepted ClOrdID of the session that entered it; another's names nothing there. */
    public void copyClOrdId(final Text target) {
        copy(nextOfHome(chain), target);
    }

    /** Copies the ClOrdID accepted before that one, or clears. */
    public void copyOrigClOrdId(final Text target) {
        final ClOrdIdIndex.Entry last = nextOfHome(chain);
        copy(last == null ? null : nextOfHome(last.older), target);
    }

    private ClOrdIdIndex.Entry nextOfHome(final ClOrdIdIndex.Entry from) {
        ClOrdIdIndex.Entry entry = from;
        while (entry != null && entry.owner != home) {
            entry = entry.older;
        }
        return entry;
    }

    private static void copy(final ClOrdIdIndex.Entry entry, final Text target) {
        if (entry == null) {
            target.clear();
        } else {
            target.set(entry.bytes, entry.length);
        }
    }

    void clear() {
        orderId = 0;
        sessionId = 0;
        accountId = 0;
        instrumentId = 0;
        side = null;
        ordType = null;
        timeInForce = null;
        ordStatus = null;
        execCause = ExecCause.NONE;
        rejectReason = RejectReason.NONE;
        priceE8 = OrderRequest.ABSENT;
        orderQtyE8 = OrderRequest.ABSENT;
        limitTicks = 0;
        orderLots = 0;
        cumLots = 0;
        cumTickLots = 0;
        leavesLots = 0;
        lossMicros = 0;
        closedNs = 0;
        plannedLots = 0;
        planStamp = 0;
        place = 0;
        special = null;
        chain = null;
        home = null;
        nextInLevel = null;
        prevInLevel = null;
        level = null;
        nextOfAccount = null;
        prevOfAccount = null;
        quote = null;
    }

    /** Becomes a leg of a combination: an order of its own instrument that is known by the names of the whole. */
    public void beginLeg(
            final Order whole,
            final int legInstrumentId,
            final Side legSide,
            final OrdType legType,
            final TimeInForce legTimeInForce) {
        clear();
        orderId = whole.orderId;
        sessionId = whole.sessionId;
        accountId = whole.accountId;
        instrumentId = legInstrumentId;
        side = legSide;
        ordType = legType;
        timeInForce = legTimeInForce;
        ordStatus = OrdStatus.NEW;
        chain = whole.chain;
        home = whole.home;
    }

    /** Whether it is a combination as a whole, which has no instrument: its quantity is one lot of all its units. */
    public boolean isCombination() {
        return instrumentId == 0 && orderLots == 1;
    }
}
