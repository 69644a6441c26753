package io.bascule.engine.account;

import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.Side;

/**
 * What an account holds: cash, a position per instrument and the sums over its open orders. Copied whole for a
 * hypothetical, so that a preview and the real thing go through the same methods. Indexed by instrument id, from 1.
 *
 * <p>A position is signed lots and their signed integer cost in settlement units, never an average price. Cash less
 * cost changes by exactly minus what was paid, whatever the rounding of a realised gain, so trades conserve money to
 * the unit.
 */
public final class Holdings {
    /** Instruments that a venue may list; as many as a long has bits. */
    public static final int MAX_INSTRUMENTS = 64;

    /** Longs of one instrument, side by side: an order touches one instrument of one account among thousands. */
    private static final int STRIDE = 6;

    private static final int LOTS = 0;
    private static final int COST_UNITS = 1;
    private static final int BUY_LOTS = 2;
    private static final int SELL_LOTS = 3;
    private static final int ORDER_LOSS_MICROS = 4;
    private static final int FUNDING_UNITS = 5;

    private final long[] values = new long[(MAX_INSTRUMENTS + 1) * STRIDE];
    /** By {@link Currency#index}, in its units. */
    private final long[] cash = new long[Currency.count()];

    private long totalOrderLossMicros;
    private int openOrders;
    private long changedInstruments;
    private long version;

    /** Becomes equal to another. */
    public void copyFrom(final Holdings other, final int instrumentCount) {
        System.arraycopy(other.values, 0, values, 0, (instrumentCount + 1) * STRIDE);
        copySums(other);
    }

    /** Becomes equal to another that differs from it in one instrument only. */
    public void copyInstrument(final Holdings other, final int instrumentId) {
        System.arraycopy(other.values, instrumentId * STRIDE, values, instrumentId * STRIDE, STRIDE);
        copySums(other);
    }

    private void copySums(final Holdings other) {
        System.arraycopy(other.cash, 0, cash, 0, cash.length);
        totalOrderLossMicros = other.totalOrderLossMicros;
        openOrders = other.openOrders;
        version++;
    }

    /**
     * The instruments whose position or orders may have changed since this was asked last: bit {@code id - 1} of each.
     */
    public long takeChangedInstruments() {
        final long changed = changedInstruments;
        changedInstruments = 0;
        return changed;
    }

    /** Counts changes of what margin is taken of; no part of a state. */
    public long version() {
        return version;
    }

    /** USDC micros. */
    public long cashMicros() {
        return cash[0];
    }

    /** Cash in units of a currency; less than zero: a debt. */
    public long cashUnits(final Currency currency) {
        return cash[currency.index()];
    }

    /** Credits (or with a negative amount debits) cash. */
    public void credit(final Currency currency, final long units) {
        cash[currency.index()] = Math.addExact(cash[currency.index()], units);
        version++;
    }

    /** Signed position. */
    public long lots(final int instrumentId) {
        return values[instrumentId * STRIDE + LOTS];
    }

    /** Signed cost of the position. */
    public long costUnits(final int instrumentId) {
        return values[instrumentId * STRIDE + COST_UNITS];
    }

    /** What the position has paid in funding, in settlement units, since it was opened; negative: received. */
    public long fundingUnits(final int instrumentId) {
        return values[instrumentId * STRIDE + FUNDING_UNITS];
    }

    /** The position has paid, or with a negative amount received, funding; the cash is moved elsewhere. */
    public void addFunding(final int instrumentId, final long paidUnits) {
        values[instrumentId * STRIDE + FUNDING_UNITS] += paidUnits;
    }

    /** Lots change; a position that is closed or turned begins anew. */
    private void move(final int at, final long newLots) {
        final long held = values[at + LOTS];
        values[at + LOTS] = newLots;
        if (newLots == 0 || (held ^ newLots) < 0) {
            values[at + FUNDING_UNITS] = 0;
        }
    }

    /** Puts a position in place of none, when a saved state is loaded. */
    public void restore(final int instrumentId, final long newLots, final long newCostUnits) {
        values[instrumentId * STRIDE + LOTS] = newLots;
        values[instrumentId * STRIDE + COST_UNITS] = newCostUnits;
        changed(instrumentId);
    }

    /** Leaves of all open buy orders. */
    public long buyLots(final int instrumentId) {
        return values[instrumentId * STRIDE + BUY_LOTS];
    }

    /** Leaves of all open sell orders. */
    public long sellLots(final int instrumentId) {
        return values[instrumentId * STRIDE + SELL_LOTS];
    }

    /** What the open orders would lose against mark if they filled, with their taker fees. */
    public long orderLossMicros(final int instrumentId) {
        return values[instrumentId * STRIDE + ORDER_LOSS_MICROS];
    }

    /** Replaces the sum, when the mark that it was taken at has changed. */
    public void orderLossMicros(final int instrumentId, final long micros) {
        totalOrderLossMicros += micros - values[instrumentId * STRIDE + ORDER_LOSS_MICROS];
        values[instrumentId * STRIDE + ORDER_LOSS_MICROS] = micros;
        version++;
    }

    /** The same over all instruments. */
    public long totalOrderLossMicros() {
        return totalOrderLossMicros;
    }

    /** Number of open orders. */
    public int openOrders() {
        return openOrders;
    }

    /** Whether nothing is held or open in the instrument. */
    public boolean isFlat(final int instrumentId) {
        return values[instrumentId * STRIDE + LOTS] == 0
                && values[instrumentId * STRIDE + BUY_LOTS] == 0
                && values[instrumentId * STRIDE + SELL_LOTS] == 0;
    }

    /**
     * A trade: the part that reduces the position realises its gain into cash, the rest opens.
     *
     * @param instrument traded.
     * @param side of this account.
     * @param fillLots more than zero.
     * @param ticks price.
     */
    public void fill(final Instrument instrument, final Side side, final long fillLots, final long ticks) {
        final int id = instrument.id();
        final long signed = side == Side.BUY ? fillLots : -fillLots;
        final long held = values[id * STRIDE + LOTS];
        final long paid = instrument.notionalUnits(ticks, signed);
        long opened = paid;
        if ((held ^ signed) < 0 && held != 0) {
            final long closed = Math.min(Math.abs(held), fillLots);
            final long closing = signed < 0 ? -closed : closed;
            final long released = FixedPoint.mulDivFloor(values[id * STRIDE + COST_UNITS], closed, Math.abs(held));
            values[id * STRIDE + COST_UNITS] -= released;
            // what closes is the rest of the whole, so that both sides of a trade pay the same, however they split it
            opened = closed == fillLots ? 0 : instrument.notionalUnits(ticks, signed - closing);
            credit(instrument.settlement(), opened - paid - released);
        }
        values[id * STRIDE + COST_UNITS] += opened;
        move(id * STRIDE, held + signed);
        changed(id);
    }

    /**
     * Lots change hands for any amount: the part that reduces the position realises its gain into cash, the rest opens.
     *
     * @param signedLots that come (or with a minus go); not 0.
     * @param paidUnits for all of them, in settlement units; negative: they are paid for.
     */
    public void transfer(final Instrument instrument, final long signedLots, final long paidUnits) {
        final int at = instrument.id() * STRIDE;
        final long held = values[at + LOTS];
        long opened = paidUnits;
        if ((held ^ signedLots) < 0 && held != 0) {
            final long closed = Math.min(Math.abs(held), Math.abs(signedLots));
            final long released = FixedPoint.mulDivFloor(values[at + COST_UNITS], closed, Math.abs(held));
            values[at + COST_UNITS] -= released;
            opened -= FixedPoint.mulDivFloor(paidUnits, closed, Math.abs(signedLots));
            credit(instrument.settlement(), opened - paidUnits - released);
        }
        values[at + COST_UNITS] += opened;
        move(at, held + signedLots);
        changed(instrument.id());
    }

    /** An order, or what is left of it, comes to rest. */
    public void openOrder(final int instrumentId, final Side side, final long leavesLots, final long lossMicros) {
        changeOrder(instrumentId, side, leavesLots, lossMicros);
        openOrders++;
    }

    /** A resting order is gone. */
    public void closeOrder(final int instrumentId, final Side side, final long leavesLots, final long lossMicros) {
        changeOrder(instrumentId, side, -leavesLots, -lossMicros);
        openOrders--;
    }

    /** The leaves and the loss of a resting order change by so much. */
    public void changeOrder(final int instrumentId, final Side side, final long deltaLots, final long deltaLoss) {
        if (side == Side.BUY) {
            values[instrumentId * STRIDE + BUY_LOTS] += deltaLots;
        } else {
            values[instrumentId * STRIDE + SELL_LOTS] += deltaLots;
        }
        values[instrumentId * STRIDE + ORDER_LOSS_MICROS] += deltaLoss;
        totalOrderLossMicros += deltaLoss;
        changed(instrumentId);
    }

    private void changed(final int instrumentId) {
        changedInstruments |= 1L << (instrumentId - 1);
        version++;
    }
}
