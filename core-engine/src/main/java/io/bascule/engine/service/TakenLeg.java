package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.liquidation.LadderRule;
import io.bascule.engine.order.ExecCause;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.Side;

/**
 * A position that is taken from an account part by part, all of it for one value: the parts add up to it to the unit,
 * rounded for who takes them.
 */
final class TakenLeg {
    final Account account;
    final Instrument instrument;
    final boolean isLong;
    /** What is still to be taken. */
    long leftLots;

    private final LadderState state;
    private final long lots;
    private final long valueUnits;
    private final long priceE8;
    private long takenLots;
    private Order closing;
    private long lastLots;
    private long lastUnits;
    private long lastTradeId;

    /**
     * Of an account.
     *
     * @param signedLots all that is to be taken.
     * @param valueUnits of all of them in settlement units, as they are valued.
     */
    TakenLeg(
            final Account account,
            final LadderState state,
            final Instrument instrument,
            final long signedLots,
            final long valueUnits) {
        this.account = account;
        this.state = state;
        this.instrument = instrument;
        this.isLong = signedLots > 0;
        this.lots = Math.abs(signedLots);
        this.leftLots = lots;
        this.valueUnits = valueUnits;
        this.priceE8 = instrument.priceOfE8(signedLots, valueUnits);
    }

    /** The account's order for lots that are about to be taken. */
    void open(final HouseOrders orders, final ExecCause cause, final long orderLots) {
        closing = orders.begin(account, instrument, isLong ? Side.SELL : Side.BUY, orderLots, cause);
    }

    /** The taker's order takes lots of it. */
    void fill(final HouseOrders orders, final Order taking, final long part, final long nowNs) {
        final long before = FixedPoint.mulDivFloor(valueUnits, takenLots, lots);
        takenLots += part;
        leftLots -= part;
        lastLots = part;
        lastUnits = FixedPoint.mulDivFloor(valueUnits, takenLots, lots) - before;
        lastTradeId = orders.transfer(closing, taking, part, lastUnits, priceE8, nowNs);
    }

    /** Says the step of the last part. */
    void say(final LiquidationLog log, final LadderRule rule, final Account other) {
        final LiquidationStep step = log.step(rule, account, state);
        step.counterpartyId = other.id();
        step.instrumentId = instrument.id();
        step.qtyE8 = isLong ? -instrument.qtyE8(lastLots) : instrument.qtyE8(lastLots);
        step.priceE8 = priceE8;
        step.currency = instrument.settlement();
        step.amountUnits = lastUnits;
        step.tradeId = lastTradeId;
        log.say();
    }
}
