package io.bascule.engine.service;

import static io.bascule.engine.order.OrderRequest.ABSENT;

import io.bascule.engine.account.Account;
import io.bascule.engine.book.MatchPlan;
import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.ExecCause;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.Liquidity;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.Report;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;

/**
 * Orders that the venue itself makes for an account: into the book, at once or not at all, and transfers between two
 * accounts at any price. They are reported like any other, without a ClOrdID and with their cause.
 */
final class HouseOrders {
    private final Registry registry;
    private final Reporter reporter;
    private final Execution execution;
    private final RiskCheck riskCheck;
    private final TradeLog trades;
    private final Terms terms = new Terms();
    private final Trade trade = new Trade();

    HouseOrders(
            final Registry registry,
            final Reporter reporter,
            final Execution execution,
            final RiskCheck riskCheck,
            final TradeLog trades) {
        this.registry = registry;
        this.reporter = reporter;
        this.execution = execution;
        this.riskCheck = riskCheck;
        this.trades = trades;
    }

    /** Trades at once in the book, no worse than a limit; returns the order, which is remembered as closed. */
    Order trade(
            final Account account,
            final Instrument instrument,
            final boolean sells,
            final long lots,
            final long limitTicks,
            final ExecCause cause,
            final long timestampNs) {
        final Side side = sells ? Side.SELL : Side.BUY;
        final Order order = newOrder(account, instrument, side, lots, cause);
        order.ordType = OrdType.LIMIT;
        order.limitTicks = limitTicks;
        order.priceE8 = instrument.priceE8(limitTicks);
        reporter.order(order, ExecType.NEW);
        terms.atOnce(instrument, side, limitTicks, lots);
        final MatchPlan plan = riskCheck.plan;
        plan.begin();
        riskCheck.planLeg(account.id(), 0, terms);
        execution.execute(order, terms, plan, timestampNs);
        return order;
    }

    /** Whether such an order would trade anything now. */
    boolean wouldTrade(
            final Account account,
            final Instrument instrument,
            final boolean sells,
            final long lots,
            final long limitTicks) {
        terms.atOnce(instrument, sells ? Side.SELL : Side.BUY, limitTicks, lots);
        riskCheck.plan.begin();
        riskCheck.planLeg(account.id(), 0, terms);
        return riskCheck.plan.legLots() > 0;
    }

    /** Begins an order that transfers fill. */
    Order begin(
            final Account account,
            final Instrument instrument,
            final Side side,
            final long lots,
            final ExecCause cause) {
        final Order order = newOrder(account, instrument, side, lots, cause);
        order.ordType = OrdType.MARKET;
        reporter.order(order, ExecType.NEW);
        return order;
    }

    /**
     * Lots of a position change hands.
     *
     * @param closing order of who gives them.
     * @param taking order of who takes them.
     * @param lots more than 0, at most what either order has left.
     * @param valueUnits what they change hands for, in settlement units, signed as the lots of a linear contract.
     * @param priceE8 that they are reported at.
     * @return TrdMatchID(880).
     */
    long transfer(
            final Order closing,
            final Order taking,
            final long lots,
            final long valueUnits,
            final long priceE8,
            final long timestampNs) {
        final Instrument instrument = registry.instrument(closing.instrumentId);
        final Account from = registry.account(closing.accountId);
        final Account to = registry.account(taking.accountId);
        final long signed = closing.side == Side.SELL ? lots : -lots;
        final long before = balance(from, to, instrument);
        from.holdings().transfer(instrument, -signed, -valueUnits);
        to.holdings().transfer(instrument, signed, valueUnits);
        if (balance(from, to, instrument) != before) {
            throw new IllegalStateException(
                    "a transfer of " + instrument.definition().symbol() + " does not conserve");
        }
        trade.tradeId = trades.lastTradeId() + 1;
        trade.takerOrderId = closing.orderId;
        trade.makerOrderId = taking.orderId;
        trade.lots = lots;
        trade.ticks = Trade.OFF_BOOK;
        trade.takerFeeUnits = 0;
        trade.makerFeeUnits = 0;
        trade.takerEventNumber = fill(closing, Liquidity.TAKER, instrument, lots, priceE8, timestampNs);
        trade.makerEventNumber = fill(taking, Liquidity.MAKER, instrument, lots, priceE8, timestampNs);
        trades.add(trade);
        execution.shrinkToPosition(from, instrument, timestampNs);
        execution.shrinkToPosition(to, instrument, timestampNs);
        return trade.tradeId;
    }

    private Order newOrder(
            final Account account,
            final Instrument instrument,
            final Side side,
            final long lots,
            final ExecCause cause) {
        final Order order = registry.newOrder();
        order.accountId = account.id();
        order.instrumentId = instrument.id();
        order.side = side;
        order.timeInForce = TimeInForce.IOC;
        order.ordStatus = OrdStatus.NEW;
        order.execCause = cause;
        order.priceE8 = ABSENT;
        order.orderQtyE8 = instrument.qtyE8(lots);
        order.orderLots = lots;
        order.leavesLots = lots;
        return order;
    }

    /** Fills an order off the book and reports it; its average is of its prices, to a tick and a lot. */
    private long fill(
            final Order order,
            final Liquidity liquidity,
            final Instrument instrument,
            final long lots,
            final long priceE8,
            final long timestampNs) {
        order.leavesLots -= lots;
        order.cumLots += lots;
        order.cumTickLots +=
                FixedPoint.mulDivHalfUp(priceE8, lots, instrument.definition().tickSizeE8());
        order.ordStatus = order.leavesLots == 0 ? OrdStatus.FILLED : OrdStatus.PARTIALLY_FILLED;
        final Report report = reporter.order(order, ExecType.TRADE);
        report.lastLiquidity = liquidity;
        report.lastQtyE8 = instrument.qtyE8(lots);
        report.lastPxE8 = priceE8;
        report.tradeId = trade.tradeId;
        if (order.leavesLots == 0) {
            execution.close(order, timestampNs);
        }
        return report.eventNumber;
    }

    private static long balance(final Account from, final Account to, final Instrument instrument) {
        final long other = from == to ? 0 : Ledger.balance(to.holdings(), instrument);
        return Ledger.balance(from.holdings(), instrument) + other;
    }
}
