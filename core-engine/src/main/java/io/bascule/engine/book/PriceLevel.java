package io.bascule.engine.book;

import io.bascule.engine.order.Order;

/** The resting orders of one price, first come first. Pooled. */
final class PriceLevel {
    long ticks;
    long lots;
    Order head;
    Order tail;

    void append(final Order order) {
        order.prevInLevel = tail;
        order.nextInLevel = null;
        if (tail == null) {
            head = order;
        } else {
            tail.nextInLevel = order;
        }
        tail = order;
        lots += order.leavesLots;
    }

    void unlink(final Order order) {
        if (order.prevInLevel == null) {
            head = order.nextInLevel;
        } else {
            order.prevInLevel.nextInLevel = order.nextInLevel;
        }
        if (order.nextInLevel == null) {
            tail = order.prevInLevel;
        } else {
            order.nextInLevel.prevInLevel = order.prevInLevel;
        }
        order.prevInLevel = null;
        order.nextInLevel = null;
        lots -= order.leavesLots;
    }
}
