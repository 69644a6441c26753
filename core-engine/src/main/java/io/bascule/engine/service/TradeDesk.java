package io.bascule.engine.service;

import static io.bascule.engine.order.OrderRequest.ABSENT;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.Liquidity;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.Report;
import io.bascule.engine.order.ReportContext;
import io.bascule.engine.order.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * The operator's amendments of trades: a bust takes one back, a correction makes another of it, at another price or of
 * a lower quantity. Both accounts are booked as if they had made the opposite trade at its price, and then the
 * corrected one, with the fees given back and taken anew; what their margin comes to, it comes to. Both orders get a
 * report. Their CumQty(14) and AvgPx(6) follow; what was taken back does not trade again: an open order is that much
 * smaller, one that was filled is cancelled for the rest.
 *
 * <p>The trades of a combination stand or fall together: a bust of one takes all of them back, of all legs, or none. A
 * correction of one changes its price only.
 *
 * <p>Methods return why nothing was done, or null.
 */
final class TradeDesk {
    private final Registry registry;
    private final Reporter reporter;
    private final Ledger ledger;
    private final TradeLog trades;
    private final Execution execution;
    private final VenueListener listener;
    private final CombinationTrades combination;
    private final Trade trade = new Trade();
    /** The taker's side of a trade of a combination. */
    private final Order leg = new Order();

    private Order taker;
    private Order maker;
    private Instrument instrument;
    private Account takerAccount;
    private Account makerAccount;

    TradeDesk(
            final Registry registry,
            final Reporter reporter,
            final Ledger ledger,
            final TradeLog trades,
            final Execution execution,
            final VenueListener listener) {
        this.registry = registry;
        this.reporter = reporter;
        this.ledger = ledger;
        this.trades = trades;
        this.execution = execution;
        this.listener = listener;
        combination = new CombinationTrades(registry, trades);
    }

    /** Takes a trade back. */
    String bust(final long tradeId, final long timestampNs) {
        final String problem = find(tradeId);
        if (problem != null) {
            return problem;
        }
        if (taker.isCombination()) {
            return bustCombination(tradeId, timestampNs);
        }
        final String limit = limit(trade.lots, trade.lots);
        if (limit == null) {
            amend(ExecType.TRADE_CANCEL, 0, 0);
            shrink(timestampNs);
        }
        return limit;
    }

    /** Takes back every trade of a combination, or none. */
    private String bustCombination(final long tradeId, final long timestampNs) {
        final String problem = findAll(tradeId);
        if (problem != null) {
            return problem;
        }
        for (long id = combination.first(); id <= combination.last(); id++) {
            sidesOf(id);
            combination.becomeLeg(leg, maker);
            taker = leg;
            final String limit = limit(
                    combination.takenLots(instrument.id()), combination.madeLots(instrument.id(), maker.accountId));
            if (limit != null) {
                return limit;
            }
        }
        leg.instrumentId = 0;
        final List<Account> makers = new ArrayList<>();
        final List<Instrument> traded = new ArrayList<>();
        for (long id = combination.first(); id <= combination.last(); id++) {
            sidesOf(id);
            if (leg.instrumentId != instrument.id()) {
                combination.becomeLeg(leg, maker);
            }
            taker = leg;
            amend(ExecType.TRADE_CANCEL, 0, 0);
            makers.add(makerAccount);
            traded.add(instrument);
        }
        combination.undo();
        for (int n = 0; n < traded.size(); n++) { // of the trades none is read again: what ends may push a maker out
            makerAccount = makers.get(n);
            instrument = traded.get(n);
            shrink(timestampNs);
        }
        return null;
    }

    /**
     * Corrects a trade.
     *
     * @param priceE8 of the corrected trade, {@link io.bascule.engine.order.OrderRequest#ABSENT}: as it was.
     * @param qtyE8 of the corrected trade, not above what it was; absent: as it was.
     */
    String correct(final long tradeId, final long priceE8, final long qtyE8, final long timestampNs) {
        final String problem = find(tradeId);
        if (problem != null) {
            return problem;
        }
        final long tick = instrument.definition().tickSizeE8();
        final long lot = instrument.definition().lotSizeE8();
        final long newPriceE8 = priceE8 == ABSENT ? instrument.priceE8(trade.ticks) : priceE8;
        final long newQtyE8 = qtyE8 == ABSENT ? instrument.qtyE8(trade.lots) : qtyE8;
        if (newPriceE8 <= 0 || newPriceE8 % tick != 0 || newPriceE8 / tick > instrument.maxPriceTicks()) {
            return "the price must be a positive multiple of the instrument's price increment, and not above its"
                    + " largest price";
        }
        if (newQtyE8 <= 0 || newQtyE8 % lot != 0 || newQtyE8 / lot > trade.lots) {
            return "the quantity must be a positive multiple of the instrument's lot, and not above the trade's";
        }
        final long ticks = newPriceE8 / tick;
        final long lots = newQtyE8 / lot;
        if (ticks == trade.ticks && lots == trade.lots) {
            return "trade " + tradeId + " has this price and quantity already";
        }
        if (taker.isCombination()) {
            return correctCombination(tradeId, lots, ticks);
        }
        final String limit = limit(trade.lots - lots, trade.lots - lots);
        if (limit == null) {
            amend(ExecType.TRADE_CORRECT, lots, ticks);
            shrink(timestampNs);
        }
        return limit;
    }

    /** Another price of one of its trades; its legs stay whole. */
    private String correctCombination(final long tradeId, final long lots, final long ticks) {
        if (lots != trade.lots) {
            return "trade " + tradeId + " is of a combination, whose legs are whole: its price can be corrected only";
        }
        final String problem = findAll(tradeId);
        if (problem != null) {
            return problem;
        }
        final long net = combination.netMicros(tradeId, ticks);
        if (combination.hasNetPrice() && !CombinationDesk.isRepresentable(net, combination.whole().orderQtyE8)) {
            return "the net price of the combination would be too large";
        }
        find(tradeId);
        combination.becomeLeg(leg, maker);
        taker = leg;
        amend(ExecType.TRADE_CORRECT, lots, ticks);
        combination.reprice();
        return null;
    }

    /** Finds all trades of a combination, each of which can be amended: only then its orders may be looked at. */
    private String findAll(final long tradeId) {
        if (!combination.find(taker, tradeId)) {
            return "trade " + tradeId + " is too old: a trade of its combination is no longer remembered";
        }
        String problem = null;
        for (long id = combination.first(); problem == null && id <= combination.last(); id++) {
            problem = find(id);
        }
        return problem;
    }

    /** Finds a trade that can be amended, and its sides. */
    private String find(final long tradeId) {
        if (!listener.hasRoom()) {
            return "the venue is busy: its events are not acknowledged; try again later";
        }
        if (tradeId < 1 || tradeId > trades.lastTradeId()) {
            return "there is no trade " + tradeId;
        }
        if (!trades.holds(tradeId)) {
            return "trade " + tradeId + " is too old: the last " + trades.size() + " trades are remembered";
        }
        trades.get(tradeId, trade);
        if (trade.lots == 0) {
            return "trade " + tradeId + " was busted before";
        }
        if (!sidesOf(tradeId)) {
            return "trade " + tradeId + " is too old: an order of it is no longer remembered";
        }
        if (trade.ticks == Trade.OFF_BOOK) {
            return "trade " + tradeId + " is a transfer that the venue made: it cannot be amended";
        }
        if (instrument.isClosed()) {
            return "the instrument of trade " + tradeId + " has expired";
        }
        if (!instrument.isListed() || !takerAccount.isActive() || !makerAccount.isActive()) {
            return "the instrument or an account of trade " + tradeId + " was removed";
        }
        return null;
    }

    /** Reads a trade that is held, and its sides; false if an order of it is forgotten. */
    private boolean sidesOf(final long tradeId) {
        trades.get(tradeId, trade);
        taker = registry.ordersById.get(trade.takerOrderId);
        maker = registry.ordersById.get(trade.makerOrderId);
        if (taker == null || maker == null) {
            return false;
        }
        instrument = registry.instrument(maker.instrumentId);
        takerAccount = registry.account(taker.accountId);
        makerAccount = registry.account(maker.accountId);
        return true;
    }

    /** Whether a position would pass its limit if so many lots were taken back from either side. */
    private String limit(final long takerBack, final long makerBack) {
        if (takerAccount == makerAccount
                || (isWithinLimit(takerAccount, taker, takerBack) && isWithinLimit(makerAccount, maker, makerBack))) {
            return null;
        }
        return "a position would pass the position limit of "
                + instrument.definition().symbol();
    }

    private boolean isWithinLimit(final Account account, final Order order, final long back) {
        final Holdings holdings = account.holdings();
        final int id = instrument.id();
        final long position = holdings.lots(id) + (order.side == Side.BUY ? -back : back);
        return position + holdings.buyLots(id) <= instrument.maxPositionLots()
                && holdings.sellLots(id) - position <= instrument.maxPositionLots();
    }

    private void amend(final ExecType execType, final long lots, final long ticks) {
        final long before = balances();
        // Of an inverse contract it is a division by the price, which a bust has none of.
        final long notional = lots == 0 ? 0 : instrument.notionalUnits(ticks, lots);
        final long takerFee = lots == 0 ? 0 : takerFeeUnits(notional);
        final long makerFee = lots == 0 ? 0 : makerFeeUnits(notional);
        rebook(takerAccount, taker.side, lots, ticks, takerFee - trade.takerFeeUnits);
        rebook(makerAccount, maker.side, lots, ticks, makerFee - trade.makerFeeUnits);
        if (balances() != before) {
            throw new IllegalStateException("amending trade " + trade.tradeId + " does not conserve money");
        }
        change(taker, lots, ticks);
        change(maker, lots, ticks);
        final boolean isBust = execType == ExecType.TRADE_CANCEL;
        final long saidLots = isBust ? trade.lots : lots;
        final long saidTicks = isBust ? trade.ticks : ticks;
        trade.takerEventNumber = report(taker, execType, Liquidity.TAKER, saidLots, saidTicks);
        trade.makerEventNumber = report(maker, execType, Liquidity.MAKER, saidLots, saidTicks);
        trade.lots = lots;
        trade.ticks = isBust ? trade.ticks : ticks;
        trade.takerFeeUnits = takerFee;
        trade.makerFeeUnits = makerFee;
        trades.update(trade);
    }

    /** Reduce-only orders of both sides follow their positions. */
    private void shrink(final long timestampNs) {
        execution.shrinkToPosition(takerAccount, instrument, timestampNs);
        execution.shrinkToPosition(makerAccount, instrument, timestampNs);
    }

    /** At the tier of now, whatever it was when they traded. */
    private long takerFeeUnits(final long notional) {
        return registry.fees.takerFeeUnits(instrument, taker.accountId, notional);
    }

    private long makerFeeUnits(final long notional) {
        return registry.fees.makerFeeUnits(instrument, maker.accountId, taker.accountId, notional);
    }

    /** Both sides' cash less cost, and the venue's fees: what an amendment must leave as it was. */
    private long balances() {
        final long other = takerAccount == makerAccount ? 0 : Ledger.balance(makerAccount.holdings(), instrument);
        return Ledger.balance(takerAccount.holdings(), instrument) + other + ledger.feesUnits(instrument.settlement());
    }

    private void rebook(
            final Account account, final Side side, final long lots, final long ticks, final long feeUnits) {
        account.holdings().fill(instrument, side == Side.BUY ? Side.SELL : Side.BUY, trade.lots, trade.ticks);
        if (lots > 0) {
            account.holdings().fill(instrument, side, lots, ticks);
        }
        ledger.charge(account, instrument.settlement(), feeUnits);
    }

    private void change(final Order order, final long lots, final long ticks) {
        final long back = trade.lots - lots;
        order.cumLots -= back;
        order.cumTickLots += ticks * lots - trade.ticks * trade.lots;
        if (back == 0) {
            return;
        }
        if (order.isOpen()) {
            order.orderLots -= back;
            order.orderQtyE8 = instrument.qtyE8(order.orderLots);
            order.ordStatus = order.cumLots == 0 ? OrdStatus.NEW : OrdStatus.PARTIALLY_FILLED;
        } else if (order.ordStatus == OrdStatus.FILLED) {
            order.ordStatus = OrdStatus.CANCELED;
        }
    }

    /** Returns the number of the report's event. */
    private long report(
            final Order order, final ExecType execType, final Liquidity liquidity, final long lots, final long ticks) {
        final boolean isTaker = liquidity == Liquidity.TAKER;
        final boolean isBust = execType == ExecType.TRADE_CANCEL;
        final long formerFee = isTaker ? trade.takerFeeUnits : trade.makerFeeUnits;
        final long notional = instrument.notionalUnits(ticks, lots);
        final long fee = isTaker ? takerFeeUnits(notional) : makerFeeUnits(notional);
        final Report report = reporter.order(order, execType);
        report.lastLiquidity = liquidity;
        report.lastQtyE8 = instrument.qtyE8(lots);
        report.lastPxE8 = instrument.priceE8(ticks);
        report.tradeId = trade.tradeId;
        report.execRefEventNumber = isTaker ? trade.takerEventNumber : trade.makerEventNumber;
        report.feeUnits = isBust ? -formerFee : fee;
        if (order == leg) {
            report.context = ReportContext.COMBINATION_LEG;
        }
        return report.eventNumber;
    }
}
