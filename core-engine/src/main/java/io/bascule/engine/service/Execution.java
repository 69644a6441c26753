package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.book.MatchPlan;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.margin.OrderLoss;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.Liquidity;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.Report;

/** Carries out what was planned and checked: trades, rests, cancels. Nothing here can be refused. */
final class Execution {
    private final Registry registry;
    private final Reporter reporter;
    private final Ledger ledger;
    private final TradeLog trades;
    private final Trade current = new Trade();

    Execution(final Registry registry, final Reporter reporter, final Ledger ledger, final TradeLog trades) {
        this.registry = registry;
        this.reporter = reporter;
        this.ledger = ledger;
        this.trades = trades;
    }

    /** Trades an accepted order's planned fills; what is left rests or is cancelled. */
    void execute(final Order order, final boolean rests, final MatchPlan plan, final long timestampNs) {
        for (int n = 0; n < plan.legFillCount(); n++) {
            trade(order, plan.maker(n), plan.lots(n), timestampNs);
        }
        if (order.leavesLots == 0) {
            close(order, timestampNs);
        } else if (rests) {
            rest(order);
        } else {
            order.ordStatus = OrdStatus.CANCELED;
            order.leavesLots = 0;
            reporter.order(order, ExecType.CANCELED);
            close(order, timestampNs);
        }
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

    /** Takes an open order out of its book and off its account's list. */
    void unrest(final Order order) {
        registry.book(order.instrumentId).remove(order);
        registry.account(order.accountId).remove(order);
        registry.session(order.sessionId).openOrders--;
        registry.openOrders--;
    }

    /** Takes lots from a resting order that keeps its place. */
    void reduce(final Order order, final long lots) {
        final Instrument instrument = registry.instrument(order.instrumentId);
        registry.book(order.instrumentId).reduce(order, lots);
        final long loss = OrderLoss.micros(instrument, order.side, order.limitTicks, order.leavesLots);
        registry.account(order.accountId)
                .holdings()
                .changeOrder(order.instrumentId, order.side, -lots, loss - order.lossMicros);
        order.lossMicros = loss;
    }

    /** An order that rests nowhere has reached a terminal state: it is remembered. */
    void close(final Order order, final long timestampNs) {
        order.closedNs = timestampNs;
        registry.session(order.sessionId).remember(order, registry.limits.closedOrdersPerSession(), registry);
    }

    private void rest(final Order order) {
        final Instrument instrument = registry.instrument(order.instrumentId);
        order.lossMicros = OrderLoss.micros(instrument, order.side, order.limitTicks, order.leavesLots);
        registry.book(order.instrumentId).add(order);
        registry.account(order.accountId).add(order);
        registry.session(order.sessionId).openOrders++;
        registry.openOrders++;
    }

    private void trade(final Order taker, final Order maker, final long lots, final long timestampNs) {
        final Instrument instrument = registry.instrument(taker.instrumentId);
        final Account takerAccount = registry.account(taker.accountId);
        final Account makerAccount = registry.account(maker.accountId);
        final long ticks = maker.limitTicks;
        final long notional = instrument.notionalMicros(ticks, lots);
        final long takerFee = instrument.takerFeeMicros(notional);
        final long makerFee = instrument.makerFeeMicros(notional);
        final long before = balances(takerAccount, makerAccount, instrument);
        current.tradeId = trades.lastTradeId() + 1;

        takerAccount.holdings().fill(instrument, taker.side, lots, ticks);
        ledger.charge(takerAccount, takerFee);
        makerAccount.holdings().fill(instrument, maker.side, lots, ticks);
        ledger.charge(makerAccount, makerFee);

        final boolean makerDone = maker.leavesLots == lots;
        if (makerDone) {
            unrest(maker);
            maker.leavesLots = 0;
        } else {
            reduce(maker, lots);
        }
        taker.leavesLots -= lots;
        fill(taker, lots, ticks);
        fill(maker, lots, ticks);
        current.takerEventNumber = report(taker, Liquidity.TAKER, lots, instrument, ticks, takerFee);
        current.makerEventNumber = report(maker, Liquidity.MAKER, lots, instrument, ticks, makerFee);
        remember(taker, maker, lots, ticks, takerFee, makerFee);
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
        final long other = taker == maker ? 0 : Ledger.balance(maker.holdings(), instrument.id());
        return Ledger.balance(first, instrument.id()) + other + ledger.feeMicros();
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
        current.takerFeeMicros = takerFee;
        current.makerFeeMicros = makerFee;
        trades.add(current);
    }

    /** Returns the number of the report's event. */
    private long report(
            final Order order,
            final Liquidity liquidity,
            final long lots,
            final Instrument instrument,
            final long ticks,
            final long feeMicros) {
        final Report report = reporter.order(order, ExecType.TRADE);
        report.lastLiquidity = liquidity;
        report.lastQtyE8 = instrument.qtyE8(lots);
        report.lastPxE8 = instrument.priceE8(ticks);
        report.tradeId = current.tradeId;
        report.feeMicros = feeMicros;
        return report.eventNumber;
    }
}
