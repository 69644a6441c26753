package io.bascule.engine.book;

import io.bascule.engine.order.Order;

/** Where a plan finds what reduce-only orders may still reduce. */
public interface ReduceOnlyOrders {
    /** For a book without any. */
    ReduceOnlyOrders NONE = new ReduceOnlyOrders() {
        @Override
        public Order firstReduceOnly(final int accountId, final int instrumentId) {
            return null;
        }

        @Override
        public long positionLots(final int accountId, final int instrumentId) {
            return 0;
        }
    };

    /** The oldest at rest of an account and instrument, or null; others follow by {@code nextReduceOnly}. */
    Order firstReduceOnly(int accountId, int instrumentId);

    /** Signed position of an account before the plan. */
    long positionLots(int accountId, int instrumentId);
}
