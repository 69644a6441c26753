package io.bascule.engine.service;

import io.bascule.engine.order.Order;

/** Closed orders, oldest first: a ring that grows to what it is asked to hold. */
final class ClosedOrders {
    private Order[] ring = new Order[16];
    private int head;
    private int size;

    int size() {
        return size;
    }

    Order oldest() {
        return ring[head];
    }

    /** Order by age, 0 the oldest. */
    Order get(final int n) {
        return ring[(head + n) & (ring.length - 1)];
    }

    void add(final Order order) {
        if (size == ring.length) {
            final Order[] larger = new Order[size * 2];
            for (int i = 0; i < size; i++) {
                larger[i] = ring[(head + i) & (size - 1)];
            }
            ring = larger;
            head = 0;
        }
        ring[(head + size++) & (ring.length - 1)] = order;
    }

    Order removeOldest() {
        final Order order = ring[head];
        ring[head] = null;
        head = (head + 1) & (ring.length - 1);
        size--;
        return order;
    }
}
