package io.bascule.engine.order;

import java.util.Arrays;

/** Orders that wait to be used again, so that a busy venue allocates none. */
public final class OrderPool {
    private Order free;
    private SpecialTerms[] freeSpecial = new SpecialTerms[64];
    private int freeSpecialCount;

    /** An order that says nothing. */
    public Order take() {
        if (free == null) {
            final Order order = new Order();
            order.clear();
            return order;
        }
        final Order order = free;
        free = order.nextOfAccount;
        order.nextOfAccount = null;
        return order;
    }

    /** Makes an order one with conditions: none yet. */
    public SpecialTerms makeSpecial(final Order order) {
        order.special = freeSpecialCount == 0 ? new SpecialTerms() : freeSpecial[--freeSpecialCount];
        return order.special;
    }

    /** Makes an order a plain one again. */
    public void makePlain(final Order order) {
        final SpecialTerms special = order.special;
        order.special = null;
        special.clear();
        if (freeSpecialCount == freeSpecial.length) {
            freeSpecial = Arrays.copyOf(freeSpecial, freeSpecialCount * 2);
        }
        freeSpecial[freeSpecialCount++] = special;
    }

    /** Gives back an order that nothing refers to any more. */
    public void give(final Order order) {
        if (order.special != null) {
            makePlain(order);
        }
        order.clear();
        order.nextOfAccount = free;
        free = order;
    }
}
