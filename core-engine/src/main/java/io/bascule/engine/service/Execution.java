package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.book.MatchPlan;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.Liquidity;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Report;
import io.bascule.engine.order.SelfMatchInstruction;
import io.bascule.engine.order.TimeInForce;

/** Carries out what was planned and checked: trades, rests, cancels. Nothing here can be refused. */
final class Execution {
    /** ExecRestatementReason(378): the order asked for more than there is to reduce. */
    static final int PARTIAL_DECLINE = 5;
    /** ExecRestatementReason(378): by a rule of the venue. */
    static final int MARKET_OPTION = 8;

    private static final int SELF_MATCH = 17;
    private static final int SELF_MATCH_AGGRESSIVE = 18;
    private static final int SELF_MATCH_PASSIVE = 19;
    private static final int SELF_MATCH_BOTH = 20;

    private final Registry registry;
    private final Reporter reporter;
    private final Ledger ledger;
    private final TradeLog trades;
    private final QuoteGuard guard;
    private final Trade current = new Trade();

    Execution(
            final Registry registry,
            final Reporter reporter,
            final Ledger ledger,
            final TradeLog trades,
            final QuoteGuard guard) {
        this.registry = registry;
        this.reporter = reporter;
        this.ledger = ledger;
        this.trades = trades;
        this.guard = guard;
    }

    /** An order that was checked takes up its terms: a reduce-only one may come to less than it asked for. */
    void begin(final Order order, final Terms terms) {
        order.limitTicks = terms.limitTicks;
        if (terms.lots < order.leavesLots) {
            order.leavesLots = terms.lots;
            restate(order, order.cumLots + terms.lots, terms.instrument, PARTIAL_DECLINE);
        }
    }

    /** Carries out an accepted order's plan; what is left rests or is cancelled. */
    void execute(final Order order, final Terms terms, final MatchPlan plan, final long timestampNs) {
        carryOut(order, terms, plan, timestampNs);
        if (order.leavesLots == 0) {
            close(order, timestampNs);
        } else if (rests(terms, plan)) {
            if (order.ordType == OrdType.MARKET_TO_LIMIT) {
                becomeLimit(order, terms);
            }
            rest(order);
        } else {
            cancelRest(order, terms, plan, timestampNs);
        }
    }

    /** Does what is planned and no more: what is left of the order is its own affair. */
    void carryOut(final Order order, final Terms terms, final MatchPlan plan, final long timestampNs) {
        for (int n = 0; n < plan.legStepCount(); n++) {
            final Order maker = plan.maker(n);
            final long lots = plan.lots(n);
            switch (plan.step(n)) {
                case FILL -> trade(order, maker, lots, timestampNs);
                case CANCEL ->
                    cancel(maker, ExecType.CANCELED, OrdStatus.CANCELED, timestampNs).restatementReason =
                            cancelsBoth(terms) ? SELF_MATCH_BOTH : SELF_MATCH_PASSIVE;
                case DECREMENT -> decrement(order, maker, lots, timestampNs);
                case SHRINK -> shrink(maker, lots, timestampNs);
            }
        }
    }

    /** Whether what is left comes to rest: of a market-to-limit order only if it met a price. */
    static boolean rests(final Terms terms, final MatchPlan plan) {
        return terms.rests() && !plan.isStopped() && (terms.ordType != OrdType.MARKET_TO_LIMIT || plan.hasMet());
    }

    private void becomeLimit(final Order order, final Terms terms) {
        order.ordType = OrdType.LIMIT;
        order.limitTicks = terms.limitTicks;
        order.priceE8 = terms.instrument.priceE8(terms.limitTicks);
    }

    /** What does not come to rest; unsolicited if self-match prevention is the cause. */
    private void cancelRest(final Order order, final Terms terms, final MatchPlan plan, final long timestampNs) {
        order.ordStatus = OrdStatus.CANCELED;
        order.leavesLots = 0;
        final Report report = reporter.order(order, ExecType.CANCELED);
        if (plan.isStopped()) {
            report.restatementReason = cancelsBoth(terms) ? SELF_MATCH_BOTH : SELF_MATCH_AGGRESSIVE;
        } else if (order.ordType == OrdType.STOP || order.ordType == OrdType.STOP_LIMIT) {
            report.rejectReason = RejectReason.NO_LIQUIDITY; // nobody asked just now: it says why it ends
        }
        close(order, timestampNs);
    }

    private static boolean cancelsBoth(final Terms terms) {
        return terms.asked.selfMatchInstruction == SelfMatchInstruction.CANCEL_BOTH;
    }

    /** A stop order waits until it is elected. */
    void park(final Order order) {
        registry.book(order.instrumentId).park(order);
        enlist(order);
    }

    /** Both lose lots, so that they do not trade; the smaller is cancelled. */
    private void decrement(final Order taker, final Order maker, final long lots, final long timestampNs) {
        final Instrument instrument = registry.instrument(taker.instrumentId);
        taker.leavesLots -= lots;
        if (taker.leavesLots == 0) {
            taker.ordStatus = OrdStatus.CANCELED;
            reporter.order(taker, ExecType.CANCELED).restatementReason = SELF_MATCH;
        } else {
            restate(taker, taker.orderLots - lots, instrument, SELF_MATCH);
        }
        shorten(maker, lots, SELF_MATCH, SELF_MATCH, timestampNs);
    }

    /** A reduce-only order loses what its position no longer has. */
    private void shrink(final Order order, final long lots, final long timestampNs) {
        shorten(order, lots, PARTIAL_DECLINE, MARKET_OPTION, timestampNs);
    }

    /** A position has changed without a plan: its reduce-only orders shrink to it, the oldest first. */
    void shrinkToPosition(final Account account, final Instrument instrument, final long timestampNs) {
        final long position = account.holdings().lots(instrument.id());
        final Order first = account.firstReduceOnly(instrument.id());
        long excess = -Math.abs(position);
        for (Order order = first; order != null; order = order.special.nextReduceOnly) {
            excess += MatchPlan.closable(position, order.side) > 0 ? order.leavesLots : 0;
        }
        Order order = first;
        while (order != null) {
            final Order next = order.special.nextReduceOnly;
            final boolean isClosing = MatchPlan.closable(position, order.side) > 0;
            final long lots = isClosing ? Math.min(order.leavesLots, Math.max(excess, 0)) : order.leavesLots;
            if (lots > 0) {
                shrink(order, lots, timestampNs);
                excess -= isClosing ? lots : 0;
            }
            order = next;
        }
    }

    /** Takes lots from a resting order unasked; it keeps its place, or ends. */
    private void shorten(
            final Order order, final long lots, final int reason, final int reasonOfEnd, final long timestampNs) {
        if (order.leavesLots == lots) {
            cancel(order, ExecType.CANCELED, OrdStatus.CANCELED, timestampNs).restatementReason = reasonOfEnd;
        } else {
            reduce(order, lots);
            restate(order, order.orderLots - lots, registry.instrument(order.instrumentId), reason);
        }
    }

    /** Reports an open order whose quantity the venue lowered; its leaves are what they are to be. */
    void restate(final Order order, final long orderLots, final Instrument instrument, final int reason) {
        order.orderLots = orderLots;
        order.orderQtyE8 = instrument.qtyE8(orderLots);
        reporter.order(order, ExecType.RESTATED).restatementReason = reason;
    }

    /** Ends an open order, resting in its book, with a report of the given kind. */
    Report cancel(final Order order, final ExecType execType, final OrdStatus ordStatus, final long timestampNs) {
        unrest(order);
        order.leavesLots = 0;
        order.ordStatus = ordStatus;
        final Report report = reporter.order(order, execType);
        close(order, timestampNs);
        return report;
    }

    /** Takes an open order out of its book, or from those that wait, and off its account's list. */
    void unrest(final Order order) {
        if (order.waits()) {
            registry.book(order.instrumentId).stops().remove(order);
        } else {
            registry.book(order.instrumentId).remove(order);
        }
        if (order.timeInForce == TimeInForce.GTD) {
            registry.expiries.remove(order);
        }
        registry.account(order.accountId).remove(order);
        registry.session(order.sessionId).openOrders--;
        registry.openOrders--;
    }

    /** Takes lots from an open order that keeps its place. */
    void reduce(final Order order, final long lots) {
        registry.book(order.instrumentId).reduce(order, lots);
        takeLoss(order, lots);
    }

    private void takeLoss(final Order order, final long lots) {
        if (order.addsMargin()) {
            final long loss = Registry.lossMicros(registry.instrument(order.instrumentId), order);
            registry.account(order.accountId)
                    .holdings()
                    .changeOrder(order.instrumentId, order.side, -lots, loss - order.lossMicros);
            order.lossMicros = loss;
        }
    }

    /** An order that rests nowhere has reached a terminal state: it is remembered. */
    void close(final Order order, final long timestampNs) {
        order.closedNs = timestampNs;
        if (order.quote != null) {
            order.quote.ended(order);
        }
        registry.session(order.sessionId).remember(order, registry.limits.closedOrdersPerSession(), registry);
    }

    private void rest(final Order order) {
        order.lossMicros = Registry.lossMicros(registry.instrument(order.instrumentId), order);
        if (order.special != null && order.special.isIceberg()) {
            order.special.show(order.leavesLots);
        }
        registry.book(order.instrumentId).add(order);
        enlist(order);
    }

    private void enlist(final Order order) {
        registry.account(order.accountId).add(order);
        if (order.timeInForce == TimeInForce.GTD) {
            registry.expiries.add(order);
        }
        registry.session(order.sessionId).openOrders++;
        registry.openOrders++;
    }

    private void trade(final Order taker, final Order maker, final long lots, final long timestampNs) {
        final Instrument instrument = registry.instrument(taker.instrumentId);
        final Account takerAccount = registry.account(taker.accountId);
        final Account makerAccount = registry.account(maker.accountId);
        final long ticks = maker.limitTicks;
        final long notional = instrument.notionalUnits(ticks, lots);
        final FeeDesk fees = registry.fees;
        final long takerFee = fees.takerFeeUnits(instrument, taker.accountId, notional);
        final long makerFee = fees.makerFeeUnits(instrument, maker.accountId, taker.accountId, notional);
        final long before = balances(takerAccount, makerAccount, instrument);
        current.tradeId = trades.lastTradeId() + 1;
        if (registry.book(instrument.id()).stops().onTrade(ticks)) {
            registry.tradedStops |= 1L << (instrument.id() - 1);
        }

        takerAccount.holdings().fill(instrument, taker.side, lots, ticks);
        ledger.charge(takerAccount, instrument.settlement(), takerFee);
        makerAccount.holdings().fill(instrument, maker.side, lots, ticks);
        ledger.charge(makerAccount, instrument.settlement(), makerFee);
        fees.onTrade(takerAccount, makerAccount, instrument.usdNotionalMicros(ticks, lots));

        final boolean makerDone = maker.leavesLots == lots;
        if (makerDone) {
            unrest(maker);
            maker.leavesLots = 0;
        } else {
            registry.book(maker.instrumentId).fill(maker, lots);
            takeLoss(maker, lots);
        }
        taker.leavesLots -= lots;
        fill(taker, lots, ticks);
        fill(maker, lots, ticks);
        current.takerEventNumber = report(taker, Liquidity.TAKER, lots, instrument, ticks, takerFee);
        current.makerEventNumber = report(maker, Liquidity.MAKER, lots, instrument, ticks, makerFee);
        remember(taker, maker, lots, ticks, takerFee, makerFee);
        if (taker.quote != null) {
            guard.onTrade(taker, instrument.usdNotionalMicros(ticks, lots), timestampNs);
        }
        if (maker.quote != null) {
            guard.onTrade(maker, instrument.usdNotionalMicros(ticks, lots), timestampNs);
        }
        if (makerDone) {
            close(maker, timestampNs);
        }
        if (balances(takerAccount, makerAccount, instrument) != before) {
            throw new IllegalStateException("trade " + current.tradeId + " does not conserve money");
        }
    }

    /** What a trade must leave as it was: both sides' cash less cost, and the venue's fees. */
    private long balances(final Account taker, final Account maker, final Instrument instrument) {
        final Holdings first = taker.holdings();
        final long other = taker == maker ? 0 : Ledger.balance(maker.holdings(), instrument);
        return Ledger.balance(first, instrument) + other + ledger.feesUnits(instrument.settlement());
    }

    private static void fill(final Order order, final long lots, final long ticks) {
        order.cumLots += lots;
        order.cumTickLots += ticks * lots;
        order.ordStatus = order.leavesLots == 0 ? OrdStatus.FILLED : OrdStatus.PARTIALLY_FILLED;
    }

    /** For an operator who may have to bust or correct it. */
    private void remember(
            final Order taker,
            final Order maker,
            final long lots,
            final long ticks,
            final long takerFee,
            final long makerFee) {
        current.takerOrderId = taker.orderId;
        current.makerOrderId = maker.orderId;
        current.lots = lots;
        current.ticks = ticks;
        current.takerFeeUnits = takerFee;
        current.makerFeeUnits = makerFee;
        trades.add(current);
    }

    /** Returns the number of the report's event. */
    private long report(
            final Order order,
            final Liquidity liquidity,
            final long lots,
            final Instrument instrument,
            final long ticks,
            final long feeUnits) {
        final Report report = reporter.order(order, ExecType.TRADE);
        report.lastLiquidity = liquidity;
        report.lastQtyE8 = instrument.qtyE8(lots);
        report.lastPxE8 = instrument.priceE8(ticks);
        report.tradeId = current.tradeId;
        report.feeUnits = feeUnits;
        return report.eventNumber;
    }
}
