package io.bascule.engine.service;

import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;

/**
 * The trades of one combination, found again in the log of trades: a combination trades once, so they follow each other
 * there. Reads only.
 */
final class CombinationTrades {
    private final Registry registry;
    private final TradeLog trades;
    private final Trade each = new Trade();
    private Order whole;
    private long first;
    private long last;

    CombinationTrades(final Registry registry, final TradeLog trades) {
        this.registry = registry;
        this.trades = trades;
    }

    /**
     * Finds all trades of a combination.
     *
     * @param tradeId of one of them, which is held.
     * @return false if some may no longer be held.
     */
    boolean find(final Order combination, final long tradeId) {
        whole = combination;
        first = tradeId;
        last = tradeId;
        while (isOfWhole(first - 1)) {
            first--;
        }
        while (isOfWhole(last + 1)) {
            last++;
        }
        return first == 1 || trades.holds(first - 1);
    }

    private boolean isOfWhole(final long tradeId) {
        if (tradeId < 1 || !trades.holds(tradeId)) {
            return false;
        }
        trades.get(tradeId, each);
        return each.takerOrderId == whole.orderId;
    }

    Order whole() {
        return whole;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /** Makes an order the leg in an instrument, as its trades are: whole, filled, on the other side of a maker. */
    void becomeLeg(final Order leg, final Order maker) {
        leg.beginLeg(
                whole,
                maker.instrumentId,
                maker.side == Side.BUY ? Side.SELL : Side.BUY,
                whole.ordType,
                TimeInForce.FOK);
        for (long id = first; id <= last; id++) {
            trades.get(id, each);
            if (registry.ordersById.get(each.makerOrderId).instrumentId == maker.instrumentId) {
                leg.cumLots += each.lots;
                leg.cumTickLots += each.ticks * each.lots;
            }
        }
        leg.orderLots = leg.cumLots;
        leg.orderQtyE8 = registry.instrument(maker.instrumentId).qtyE8(leg.orderLots);
        leg.ordStatus = OrdStatus.FILLED;
    }

    /** Lots of an instrument that the combination has traded with others than its own account. */
    long takenLots(final int instrumentId) {
        long lots = 0;
        for (long id = first; id <= last; id++) {
            trades.get(id, each);
            final Order maker = registry.ordersById.get(each.makerOrderId);
            if (maker.instrumentId == instrumentId && maker.accountId != whole.accountId) {
                lots += each.lots;
            }
        }
        return lots;
    }

    /** Lots of an instrument that an account has traded with the combination. */
    long madeLots(final int instrumentId, final int accountId) {
        long lots = 0;
        for (long id = first; id <= last; id++) {
            trades.get(id, each);
            final Order maker = registry.ordersById.get(each.makerOrderId);
            if (maker.instrumentId == instrumentId && maker.accountId == accountId) {
                lots += each.lots;
            }
        }
        return lots;
    }

    /**
     * What the legs that settle in USDC cost net, bought less sold, in micros: exact.
     *
     * @param correctedId a trade that is taken at another price; 0: none.
     */
    long netMicros(final long correctedId, final long correctedTicks) {
        long net = 0;
        for (long id = first; id <= last; id++) {
            trades.get(id, each);
            final Order maker = registry.ordersById.get(each.makerOrderId);
            final Instrument instrument = registry.instrument(maker.instrumentId);
            final long micros = instrument.notionalUnits(id == correctedId ? correctedTicks : each.ticks, each.lots);
            if (!instrument.isInverse()) {
                net += maker.side == Side.SELL ? micros : -micros;
            }
        }
        return net;
    }

    /** Whether no leg settles in coins, which add up to no price with USDC. */
    boolean hasNetPrice() {
        for (long id = first; id <= last; id++) {
            trades.get(id, each);
            final Order maker = registry.ordersById.get(each.makerOrderId);
            if (registry.instrument(maker.instrumentId).isInverse()) {
                return false;
            }
        }
        return true;
    }

    /** Gives the combination the net price that its trades come to; 0 if they come to none. */
    void reprice() {
        if (!hasNetPrice()) {
            whole.cumTickLots = 0;
            return;
        }
        final long net = netMicros(0, 0);
        final long paidMicros = whole.side == Side.BUY ? net : -net;
        whole.cumTickLots = FixedPoint.mulDivHalfUp(paidMicros, FixedPoint.E16_PER_MICRO, whole.orderQtyE8);
    }

    /** All of its trades were taken back. */
    void undo() {
        whole.cumLots = 0;
        whole.cumTickLots = 0;
        whole.ordStatus = OrdStatus.CANCELED;
    }
}
