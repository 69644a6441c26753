package io.bascule.engine.order;

/** The resting orders of one price, first come first; each order knows its level. Pooled by the book. */
public final class PriceLevel {
    private long ticks;
    private Order head;
    private Order tail;
    private int icebergs;

    /** Becomes the empty level of a price. */
    public void reset(final long newTicks) {
        ticks = newTicks;
    }

    public long ticks() {
        return ticks;
    }

    /** The first order; the others follow by {@link Order#nextInLevel}. Null: the level is empty. */
    public Order head() {
        return head;
    }

    /** Whether a part of some order may be hidden. */
    public boolean hasIcebergs() {
        return icebergs > 0;
    }

    public void append(final Order order) {
        if (order.special != null && order.special.isIceberg()) {
            icebergs++;
        }
        order.level = this;
        order.prevInLevel = tail;
        order.nextInLevel = null;
        if (tail == null) {
            head = order;
        } else {
            tail.nextInLevel = order;
        }
        tail = order;
    }

    /** Takes an order out of its level, which is returned. */
    public static PriceLevel unlink(final Order order) {
        final PriceLevel level = order.level;
        if (order.special != null && order.special.isIceberg()) {
            level.icebergs--;
        }
        if (order.prevInLevel == null) {
            level.head = order.nextInLevel;
        } else {
            order.prevInLevel.nextInLevel = order.nextInLevel;
        }
        if (order.nextInLevel == null) {
            level.tail = order.prevInLevel;
        } else {
            order.nextInLevel.prevInLevel = order.prevInLevel;
        }
        order.level = null;
        order.prevInLevel = null;
        order.nextInLevel = null;
        return level;
    }
}
