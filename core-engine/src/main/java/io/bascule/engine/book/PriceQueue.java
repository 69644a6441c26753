package io.bascule.engine.book;

import io.bascule.engine.order.Order;
import io.bascule.engine.order.PriceLevel;
import java.util.Arrays;

/** The orders of one price in the order of their turns: who shows a next part takes another turn behind the others. */
final class PriceQueue {
    private Order[] orders = new Order[16];
    private int from;
    private int to;
    private long stamp;

    void begin(final long planStamp) {
        from = 0;
        to = 0;
        stamp = planStamp;
    }

    /** Adds a level's orders: those that the plan has put behind the others, in the order in which it did. */
    void addAll(final PriceLevel level) {
        for (Order order = level.head(); order != null; order = order.nextInLevel) {
            if (order.special == null || order.special.round(stamp) == 0) {
                append(order);
            }
        }
        for (Order order = level.head(); order != null; order = order.nextInLevel) {
            if (order.special != null && order.special.round(stamp) != 0) {
                addInRound(order);
            }
        }
    }

    /** Adds an order in the order of the rounds. */
    void addInRound(final Order order) {
        append(order);
        int at = to - 1;
        while (at > 0 && isLater(orders[at - 1], order)) {
            orders[at] = orders[at - 1];
            at--;
        }
        orders[at] = order;
    }

    /** Puts an order behind all others. */
    void append(final Order order) {
        if (to == orders.length) {
            orders = Arrays.copyOf(orders, to * 2);
        }
        orders[to++] = order;
    }

    /** The next whose turn it is, or null. */
    Order next() {
        return from == to ? null : orders[from++];
    }

    private boolean isLater(final Order order, final Order than) {
        return order.special != null && order.special.round(stamp) > than.special.round(stamp);
    }
}
