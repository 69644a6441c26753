package io.bascule.engine.service;

import static io.bascule.engine.order.OrderRequest.ABSENT;

import io.bascule.engine.account.Account;
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
 * Expiry of dated futures: trading stops, open orders are cancelled, and the positions are closed at the settlement
 * price, longs against shorts by account id, each by an order that the venue makes and that costs no fee. The price is
 * on the tick, so that what is paid sums to nothing. Without a sample in the half hour before it and with a frozen
 * index there is no price: the positions wait until it thaws.
 */
final class SettlementDesk {
    private static final int MARKET_OPTION = Execution.MARKET_OPTION;

    private final Registry registry;
    private final Reporter reporter;
    private final Execution execution;
    private final TradeLog trades;
    private final PriceDesk prices;
    private final Trade trade = new Trade();

    SettlementDesk(
            final Registry registry,
            final Reporter reporter,
            final Execution execution,
            final TradeLog trades,
            final PriceDesk prices) {
        this.registry = registry;
        this.reporter = reporter;
        this.execution = execution;
        this.trades = trades;
        this.prices = prices;
    }

    /** When the next future expires after a time; {@link Long#MAX_VALUE}: none does. */
    long nextExpiryNs(final long afterNs) {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < registry.instruments.size(); i++) {
            final long expiryNs = registry.instruments.get(i).definition().expiryNs();
            if (expiryNs > afterNs && !prices.of(i).settled) {
                next = Math.min(next, expiryNs);
            }
        }
        return next;
    }

    /** Closes and settles what has expired by a time of the grid. */
    void onTime(final long untilNs, final long nowNs) {
        for (int i = 0; i < registry.instruments.size(); i++) {
            final InstrumentPrices price = prices.of(i);
            if (price.isFuture()
                    && !price.settled
                    && price.instrument.definition().expiryNs() <= untilNs) {
                if (!price.instrument.isClosed()) {
                    close(price.instrument, nowNs);
                }
                if (price.average.count() > 0 || !price.instrument.underlying().isFrozen()) {
                    settle(price);
                }
            }
        }
    }

    private void close(final Instrument instrument, final long nowNs) {
        instrument.close();
        for (int i = 0; i < registry.accounts.size(); i++) {
            Order order = registry.accounts.get(i).firstOrder(instrument.id());
            while (order != null) {
                final Order next = order.nextOfAccount;
                execution.cancel(order, ExecType.CANCELED, OrdStatus.CANCELED, nowNs).restatementReason = MARKET_OPTION;
                reporter.flushIfMany();
                order = next;
            }
        }
        prices.say(
                MarketStatus.Kind.EXPIRED,
                instrument.underlying(),
                instrument.id(),
                instrument.underlying().indexE8());
    }

    private void settle(final InstrumentPrices price) {
        final Instrument instrument = price.instrument;
        final long ticks = Math.min(
                price.average.ticks(
                        instrument.definition().tickSizeE8(),
                        instrument.underlying().indexE8()),
                instrument.maxPriceTicks());
        price.settled = true;
        instrument.ownMarkE8(instrument.priceE8(ticks));
        registry.repriced();
        int longs = nextHolder(instrument, -1, true);
        int shorts = nextHolder(instrument, -1, false);
        Order sale = null;
        Order purchase = null;
        while (longs >= 0) {
            sale = sale == null ? begin(longs, instrument, Side.SELL) : sale;
            purchase = purchase == null ? begin(shorts, instrument, Side.BUY) : purchase;
            trade(sale, purchase, instrument, ticks);
            if (sale.leavesLots == 0) {
                registry.forget(sale);
                sale = null;
                longs = nextHolder(instrument, longs, true);
            }
            if (purchase.leavesLots == 0) {
                registry.forget(purchase);
                purchase = null;
                shorts = nextHolder(instrument, shorts, false);
            }
        }
        prices.say(MarketStatus.Kind.SETTLED, instrument.underlying(), instrument.id(), instrument.priceE8(ticks));
    }

    /** The next account with a position of a side; -1: none. Positions sum to zero, so both sides end together. */
    private int nextHolder(final Instrument instrument, final int after, final boolean isLong) {
        for (int i = after + 1; i < registry.accounts.size(); i++) {
            final long lots = registry.accounts.get(i).holdings().lots(instrument.id());
            if (isLong ? lots > 0 : lots < 0) {
                return i;
            }
        }
        return -1;
    }

    private Order begin(final int accountIndex, final Instrument instrument, final Side side) {
        final Account account = registry.accounts.get(accountIndex);
        final Order order = registry.newOrder();
        final long lots = Math.abs(account.holdings().lots(instrument.id()));
        order.accountId = account.id();
        order.instrumentId = instrument.id();
        order.side = side;
        order.ordType = OrdType.MARKET;
        order.timeInForce = TimeInForce.IOC;
        order.ordStatus = OrdStatus.NEW;
        order.execCause = ExecCause.SETTLEMENT;
        order.priceE8 = ABSENT;
        order.orderQtyE8 = instrument.qtyE8(lots);
        order.orderLots = lots;
        order.leavesLots = lots;
        reporter.order(order, ExecType.NEW);
        return order;
    }

    private void trade(final Order sale, final Order purchase, final Instrument instrument, final long ticks) {
        final long lots = Math.min(sale.leavesLots, purchase.leavesLots);
        final Account seller = registry.account(sale.accountId);
        final Account buyer = registry.account(purchase.accountId);
        final long before =
                Ledger.balance(seller.holdings(), instrument) + Ledger.balance(buyer.holdings(), instrument);
        seller.holdings().fill(instrument, Side.SELL, lots, ticks);
        buyer.holdings().fill(instrument, Side.BUY, lots, ticks);
        if (Ledger.balance(seller.holdings(), instrument) + Ledger.balance(buyer.holdings(), instrument) != before) {
            throw new IllegalStateException(
                    "settling " + instrument.definition().symbol() + " does not conserve money");
        }
        trade.tradeId = trades.lastTradeId() + 1;
        trade.takerOrderId = sale.orderId;
        trade.makerOrderId = purchase.orderId;
        trade.lots = lots;
        trade.ticks = ticks;
        trade.takerFeeUnits = 0;
        trade.makerFeeUnits = 0;
        trade.takerEventNumber = report(sale, Liquidity.TAKER, instrument, lots, ticks);
        trade.makerEventNumber = report(purchase, Liquidity.MAKER, instrument, lots, ticks);
        trades.add(trade);
        reporter.flushIfMany();
    }

    private long report(
            final Order order,
            final Liquidity liquidity,
            final Instrument instrument,
            final long lots,
            final long ticks) {
        order.leavesLots -= lots;
        order.cumLots += lots;
        order.cumTickLots += ticks * lots;
        order.ordStatus = order.leavesLots == 0 ? OrdStatus.FILLED : OrdStatus.PARTIALLY_FILLED;
        final Report report = reporter.order(order, ExecType.TRADE);
        report.lastLiquidity = liquidity;
        report.lastQtyE8 = instrument.qtyE8(lots);
        report.lastPxE8 = instrument.priceE8(ticks);
        report.tradeId = trade.tradeId;
        return report.eventNumber;
    }
}
