package io.bascule.acceptance.flow;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One side of a price-time book: by price the open orders in the order in which they came. */
final class ReferenceBook {
    private final Side side;
    private final NavigableMap<BigDecimal, List<ReferenceOrder>> levels;

    ReferenceBook(Side side) {
        this.side = side;
        levels = new TreeMap<>(side == Side.BUY ? Comparator.<BigDecimal>reverseOrder() : Comparator.naturalOrder());
    }

    void add(ReferenceOrder order) {
        levels.computeIfAbsent(order.price, price -> new ArrayList<>()).add(order);
    }

    void remove(ReferenceOrder order) {
        List<ReferenceOrder> level = levels.get(order.price);
        if (level == null || !level.remove(order)) {
            throw new IllegalStateException(order.clOrdId + " is not in the book");
        }
        if (level.isEmpty()) {
            levels.remove(order.price);
        }
    }

    /** The order that trades next with one of the other side at this limit, or null. */
    ReferenceOrder firstWithin(BigDecimal limit) {
        if (levels.isEmpty()) {
            return null;
        }
        BigDecimal best = levels.firstKey();
        boolean within = side == Side.SELL ? best.compareTo(limit) <= 0 : best.compareTo(limit) >= 0;
        return within ? levels.get(best).get(0) : null;
    }

    List<ReferenceOrder> orders() {
        List<ReferenceOrder> all = new ArrayList<>();
        levels.values().forEach(all::addAll);
        return all;
    }
}
