package io.bascule.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.order.Order;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import org.junit.jupiter.api.Test;

/** How much work a plan is. */
class MatchPlanTest {
    private static final int INSTRUMENT = 1;
    private static final int TAKER = 1;
    private static final int ACCOUNTS = 3;
    private static final int MAKERS = 3_000;

    /** Reduce-only orders of an account are looked for once a leg, however many of its orders the leg hits. */
    @Test
    void shouldLookForReduceOnlyOrdersOfEachAccountOnce() {
        final int[] asked = new int[TAKER + ACCOUNTS + 1];
        final ReduceOnlyOrders counting = new ReduceOnlyOrders() {
            @Override
            public Order firstReduceOnly(final int accountId, final int instrumentId) {
                asked[accountId]++;
                return null;
            }

            @Override
            public long positionLots(final int accountId, final int instrumentId) {
                return 0;
            }
        };
        final OrderBook book = new OrderBook();
        for (int n = 0; n < MAKERS; n++) {
            book.add(maker(n, TAKER + 1 + n % ACCOUNTS));
        }
        final Leg leg = new Leg();
        leg.set(INSTRUMENT, Side.BUY, 100, MAKERS, TimeInForce.IOC);
        leg.accountId = TAKER;
        final MatchPlan plan = new MatchPlan(counting);
        for (int round = 1; round <= 2; round++) {
            plan.begin();
            plan.leg(book, leg);

            assertEquals(MAKERS, plan.legLots());
            for (int accountId = TAKER; accountId < asked.length; accountId++) {
                assertEquals(round, asked[accountId], "account " + accountId);
            }
        }
        assertTrue(plan.hasMet());
    }

    private static Order maker(final long n, final int accountId) {
        final Order order = new Order();
        order.orderId = n + 1;
        order.accountId = accountId;
        order.instrumentId = INSTRUMENT;
        order.side = Side.SELL;
        order.limitTicks = 100;
        order.leavesLots = 1;
        return order;
    }
}
