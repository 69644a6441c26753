package io.bascule.engine.account;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.order.Order;

/** An account: what it holds and its open orders, listed per instrument in the order of their arrival. */
public final class Account {
    private final int id;
    private AccountDefinition definition;
    private boolean active = true;
    private long graceUntilNs;
    private final Holdings holdings = new Holdings();
    /** Of each instrument the first open order, and behind it the last. */
    private final Order[] ends = new Order[2 * (Holdings.MAX_INSTRUMENTS + 1)];

    /** Of each instrument the first reduce-only order at rest, and behind it the last; null: there were none. */
    private Order[] reduceOnlyEnds;

    private final long[] lossVersions = new long[Holdings.MAX_INSTRUMENTS + 1];

    public Account(final int id, final AccountDefinition definition) {
        this.id = id;
        this.definition = definition;
    }

    public int id() {
        return id;
    }

    public AccountDefinition definition() {
        return definition;
    }

    /** Takes new limits; the opening balance is never credited again. */
    public void redefine(final AccountDefinition newDefinition) {
        definition = newDefinition;
        active = true;
    }

    /** Whether it may trade; one that was removed keeps its id. */
    public boolean isActive() {
        return active;
    }

    public void deactivate() {
        active = false;
    }

    /**
     * Until when nothing of it is cancelled for want of initial margin: new margin parameters alone were what it had
     * too little for. 0: no such time.
     */
    public long graceUntilNs() {
        return graceUntilNs;
    }

    public void graceUntilNs(final long untilNs) {
        graceUntilNs = untilNs;
    }

    /** Whether nothing is held, owed or open. */
    public boolean isEmpty() {
        if (holdings.openOrders() != 0) {
            return false;
        }
        for (int currency = 0; currency < Currency.count(); currency++) {
            if (holdings.cashUnits(Currency.at(currency)) != 0) {
                return false;
            }
        }
        for (int i = 1; i <= Holdings.MAX_INSTRUMENTS; i++) {
            if (!holdings.isFlat(i)) {
                return false;
            }
        }
        return true;
    }

    public Holdings holdings() {
        return holdings;
    }

    /** First open order in the instrument; the others follow by {@link Order#nextOfAccount}. */
    public Order firstOrder(final int instrumentId) {
        return ends[2 * instrumentId];
    }

    /** Price version that the instrument's order loss was taken at. */
    public long lossVersion(final int instrumentId) {
        return lossVersions[instrumentId];
    }

    public void lossVersion(final int instrumentId, final long version) {
        lossVersions[instrumentId] = version;
    }

    /** First reduce-only order at rest in the instrument; the others follow by {@code special.nextReduceOnly}. */
    public Order firstReduceOnly(final int instrumentId) {
        return reduceOnlyEnds == null ? null : reduceOnlyEnds[2 * instrumentId];
    }

    /** Lists an open order and counts it in. */
    public void add(final Order order) {
        final int i = order.instrumentId;
        final Order last = ends[2 * i + 1];
        order.prevOfAccount = last;
        order.nextOfAccount = null;
        if (last == null) {
            ends[2 * i] = order;
        } else {
            last.nextOfAccount = order;
        }
        ends[2 * i + 1] = order;
        if (order.addsMargin()) {
            holdings.openOrder(i, order.side, order.leavesLots, order.lossMicros);
        } else {
            holdings.openOrder(i, order.side, 0, 0);
            if (!order.waits()) {
                addReduceOnly(order);
            }
        }
    }

    /** Takes an order off the list and counts it out. */
    public void remove(final Order order) {
        final int i = order.instrumentId;
        if (order.prevOfAccount == null) {
            ends[2 * i] = order.nextOfAccount;
        } else {
            order.prevOfAccount.nextOfAccount = order.nextOfAccount;
        }
        if (order.nextOfAccount == null) {
            ends[2 * i + 1] = order.prevOfAccount;
        } else {
            order.nextOfAccount.prevOfAccount = order.prevOfAccount;
        }
        order.prevOfAccount = null;
        order.nextOfAccount = null;
        if (order.addsMargin()) {
            holdings.closeOrder(i, order.side, order.leavesLots, order.lossMicros);
        } else {
            holdings.closeOrder(i, order.side, 0, 0);
            if (!order.waits()) {
                removeReduceOnly(order);
            }
        }
        order.lossMicros = 0;
    }

    private void addReduceOnly(final Order order) {
        if (reduceOnlyEnds == null) {
            reduceOnlyEnds = new Order[ends.length];
        }
        final int i = order.instrumentId;
        final Order last = reduceOnlyEnds[2 * i + 1];
        order.special.prevReduceOnly = last;
        order.special.nextReduceOnly = null;
        if (last == null) {
            reduceOnlyEnds[2 * i] = order;
        } else {
            last.special.nextReduceOnly = order;
        }
        reduceOnlyEnds[2 * i + 1] = order;
    }

    private void removeReduceOnly(final Order order) {
        final int i = order.instrumentId;
        final Order prev = order.special.prevReduceOnly;
        final Order next = order.special.nextReduceOnly;
        if (prev == null) {
            reduceOnlyEnds[2 * i] = next;
        } else {
            prev.special.nextReduceOnly = next;
        }
        if (next == null) {
            reduceOnlyEnds[2 * i + 1] = prev;
        } else {
            next.special.prevReduceOnly = prev;
        }
        order.special.prevReduceOnly = null;
        order.special.nextReduceOnly = null;
    }
}
