package io.bascule.engine.order;

/** Orders that wait to be used again, so that a busy venue allocates none. */
public final class OrderPool {
    private Order free;

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

    /** Gives back an order that nothing refers to any more. */
    public void give(final Order order) {
        order.clear();
        order.nextOfAccount = free;
        free = order;
    }
}
