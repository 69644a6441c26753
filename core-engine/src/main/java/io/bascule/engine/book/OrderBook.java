package io.bascule.engine.book;

import io.bascule.engine.order.Order;
import io.bascule.engine.order.Side;
import org.agrona.collections.LongHashSet;

/** The resting orders of one instrument, in price-time priority. It holds orders; it decides nothing. */
public final class OrderBook {
    private final BookSide bids = new BookSide(Side.BUY);
    private final BookSide asks = new BookSide(Side.SELL);
    private long lastPlace;

    private final StopBook stops = new StopBook();

    /** Stop orders that wait to be elected, and the price of the last trade. */
    public StopBook stops() {
        return stops;
    }

    /** Puts an order with leaves behind all others of its price. */
    public void add(final Order order) {
        order.place = ++lastPlace;
        side(order.side).add(order, order.limitTicks);
    }

    /** Lets a stop order wait behind all others of its stop price. */
    public void park(final Order order) {
        order.place = ++lastPlace;
        stops.add(order);
    }

    /** The place that was given last; places are never given again. */
    public long lastPlace() {
        return lastPlace;
    }

    /** Continues another book's places. */
    public void lastPlace(final long place) {
        lastPlace = place;
    }

    /** Makes the levels of an empty side for orders of these prices, all of which must be restored then. */
    public void expect(final Side side, final LongHashSet ticks) {
        side(side).expect(ticks);
    }

    /** Puts an order back that has its place already. Orders must come by ascending place. */
    public void restore(final Order order) {
        if (order.waits()) {
            stops.add(order);
            return;
        }
        side(order.side).add(order, order.limitTicks);
    }

    /** Takes a resting order out; its leaves are as they were. */
    public void remove(final Order order) {
        side(order.side).remove(order);
    }

    /** Takes lots from a resting order that keeps its place and at least one lot. */
    public void reduce(final Order order, final long lots) {
        order.leavesLots -= lots;
        if (order.special != null) {
            order.special.shownLots = Math.min(order.special.shownLots, order.leavesLots);
        }
    }

    /**
     * Takes lots that were traded from a resting order that keeps at least one. Of one that hides a part, what is shown
     * goes first; where that is used up the next part is shown, behind all others of the price.
     */
    public void fill(final Order order, final long lots) {
        order.leavesLots -= lots;
        if (order.special == null || !order.special.isIceberg()) {
            return;
        }
        long left = lots;
        boolean isShownAnew = false;
        while (left >= order.special.shownLots) {
            left -= order.special.shownLots;
            order.special.show(order.leavesLots + left);
            isShownAnew = true;
        }
        order.special.shownLots -= left;
        if (isShownAnew) {
            remove(order);
            add(order);
        }
    }

    /** Best price of a side in ticks, 0 if the side is empty. */
    public long bestTicks(final Side side) {
        final BookSide bookSide = side(side);
        return bookSide.levelCount() == 0 ? 0 : bookSide.level(0).ticks();
    }

    /** Number of price levels of a side. */
    public int levelCount(final Side side) {
        return side(side).levelCount();
    }

    /** First order of a level, rank 0 the best; the others follow by {@link Order#nextInLevel}. */
    public Order levelHead(final Side side, final int rank) {
        return side(side).level(rank).head();
    }

    BookSide side(final Side side) {
        return side == Side.BUY ? bids : asks;
    }
}
