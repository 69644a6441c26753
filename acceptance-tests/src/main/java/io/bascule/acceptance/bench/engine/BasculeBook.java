package io.bascule.acceptance.bench.engine;

import io.bascule.engine.book.Leg;
import io.bascule.engine.book.MatchPlan;
import io.bascule.engine.book.OrderBook;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderPool;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import org.agrona.collections.Long2ObjectHashMap;

/** Bascule's book as the venue uses it, with the orders' index and pool, and nothing of an account. */
final class BasculeBook {
    private final FillListener listener;
    private final OrderBook book = new OrderBook();
    private final MatchPlan plan = new MatchPlan();
    private final Leg leg = new Leg();
    private final OrderPool pool = new OrderPool();
    private final Long2ObjectHashMap<Order> orders = new Long2ObjectHashMap<>();
    private int buyOrders;
    private int sellOrders;

    /** Hears of each fill before the maker is changed. */
    interface FillListener {
        void onFill(Order maker, long lots);
    }

    BasculeBook(FillListener listener) {
        this.listener = listener;
    }

    int orderCount(Side side) {
        return side == Side.BUY ? buyOrders : sellOrders;
    }

    /** Lots that rest on a side, and their orders' ids and prices mixed in: to compare books. */
    long digest(Side side) {
        long digest = 0;
        for (int rank = 0; rank < book.levelCount(side); rank++) {
            for (Order order = book.levelHead(side, rank); order != null; order = order.nextInLevel) {
                digest = Digest.add(digest, order.orderId, order.limitTicks, order.leavesLots);
            }
        }
        return digest;
    }

    void apply(Flow flow, int n) {
        int orderId = flow.orderIds[n];
        switch (flow.kinds[n]) {
            case Flow.CANCEL -> cancel(orderId);
            case Flow.REDUCE -> reduce(orderId, flow.sizes[n]);
            case Flow.MOVE -> move(orderId, flow.prices[n]);
            default ->
                place(
                        orderId,
                        flow.users[n],
                        flow.buys[n] ? Side.BUY : Side.SELL,
                        flow.prices[n],
                        flow.sizes[n],
                        FlowGenerator.timeInForce(flow.kinds[n]));
        }
    }

    /** Returns the order if some of it rests. */
    Order place(int orderId, int user, Side side, long ticks, long lots, TimeInForce timeInForce) {
        long leaves = lots - match(side, ticks, lots, timeInForce);
        if (leaves == 0 || timeInForce != TimeInForce.GTC) {
            return null;
        }
        Order order = pool.take();
        order.orderId = orderId;
        order.accountId = user;
        order.side = side;
        order.limitTicks = ticks;
        order.orderLots = lots;
        order.cumLots = lots - leaves;
        order.leavesLots = leaves;
        orders.put(orderId, order);
        add(order);
        return order;
    }

    boolean cancel(int orderId) {
        Order order = orders.remove(orderId);
        remove(order);
        pool.give(order);
        return false;
    }

    /** Returns whether the order still rests. */
    boolean reduce(int orderId, long by) {
        Order order = orders.get(orderId);
        if (by >= order.leavesLots) {
            return cancel(orderId);
        }
        book.reduce(order, by);
        order.orderLots -= by;
        return true;
    }

    /** Returns whether the order still rests. */
    boolean move(int orderId, long ticks) {
        Order order = orders.get(orderId);
        remove(order);
        long filled = match(order.side, ticks, order.leavesLots, TimeInForce.GTC);
        order.limitTicks = ticks;
        order.cumLots += filled;
        order.leavesLots -= filled;
        if (order.leavesLots == 0) {
            orders.remove(orderId);
            pool.give(order);
            return false;
        }
        add(order);
        return true;
    }

    private long match(Side side, long ticks, long lots, TimeInForce timeInForce) {
        plan.begin();
        leg.set(1, side, ticks, lots, timeInForce);
        plan.leg(book, leg);
        for (int n = 0; n < plan.legStepCount(); n++) {
            Order maker = plan.maker(n);
            long taken = plan.lots(n);
            listener.onFill(maker, taken);
            maker.cumLots += taken;
            if (maker.leavesLots == taken) {
                remove(maker);
                orders.remove(maker.orderId);
                pool.give(maker);
            } else {
                book.reduce(maker, taken);
            }
        }
        return plan.legLots();
    }

    private void add(Order order) {
        book.add(order);
        count(order.side, 1);
    }

    private void remove(Order order) {
        book.remove(order);
        count(order.side, -1);
    }

    private void count(Side side, int by) {
        if (side == Side.BUY) {
            buyOrders += by;
        } else {
            sellOrders += by;
        }
    }
}
