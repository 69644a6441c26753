package io.bascule.engine.book;

import io.bascule.engine.order.Order;
import io.bascule.engine.order.PriceLevel;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.Arrays;

/**
 * What one or several orders would trade with, found without changing the book. A plan is what a preview shows and
 * what an order then executes: there is no second way to match. Lots that an earlier leg took are gone for a later
 * one, and what a leg would leave resting can be hit by a later one.
 */
public final class MatchPlan {
    private long stamp;
    private Order[] makers = new Order[64];
    private long[] fillLots = new long[64];
    private int fillCount;
    private Order[] resting = new Order[16];
    private int restingCount;

    private int legStart;
    private long legLots;
    private long legTickLots;

    /** Forgets everything planned. */
    public void begin() {
        stamp++;
        fillCount = 0;
        restingCount = 0;
        legStart = 0;
        legLots = 0;
        legTickLots = 0;
    }

    /** Takes a resting order out of reach, as a replace of it does. */
    public void hide(final Order order) {
        order.plan(stamp, order.unplannedLots(stamp));
    }

    /** Takes lots of a resting order out of reach. */
    public void take(final Order order, final long lots) {
        order.plan(stamp, lots);
    }

    /** Puts a hidden order back as it was. */
    public void unhide(final Order order, final long lots) {
        order.plan(stamp, -lots);
    }

    /** Lots of a resting order that the plan has not taken. */
    public long unplannedLots(final Order order) {
        return order.unplannedLots(stamp);
    }

    /**
     * Plans one leg: walks the other side from its best price to the limit.
     *
     * @param book that the leg meets.
     * @param instrumentId of the book, for the hypothetical orders.
     * @param side of the leg.
     * @param limitTicks worst price that it accepts.
     * @param lots that it wants; more than zero.
     * @param timeInForce FOK trades all or nothing.
     */
    public void leg(
            final OrderBook book,
            final int instrumentId,
            final Side side,
            final long limitTicks,
            final long lots,
            final TimeInForce timeInForce) {
        legStart = fillCount;
        legLots = 0;
        legTickLots = 0;
        final BookSide other = book.side(side == Side.BUY ? Side.SELL : Side.BUY);
        for (int rank = 0; legLots < lots && rank < other.levelCount(); rank++) {
            final PriceLevel level = other.level(rank);
            takeResting(other, instrumentId, limitTicks, level.ticks(), lots);
            if (other.isBetter(limitTicks, level.ticks())) {
                break;
            }
            for (Order maker = level.head(); maker != null && legLots < lots; maker = maker.nextInLevel) {
                hit(maker, lots);
            }
        }
        takeResting(other, instrumentId, limitTicks, 0, lots);
        if (timeInForce == TimeInForce.FOK && legLots < lots) {
            undoLeg();
        }
    }

    /** Takes back the leg planned last. */
    public void undoLeg() {
        while (fillCount > legStart) {
            fillCount--;
            makers[fillCount].plan(stamp, -fillLots[fillCount]);
            makers[fillCount] = null;
        }
        legLots = 0;
        legTickLots = 0;
    }

    /** Makes a hypothetical order, with its leaves set, visible to later legs. */
    public void rest(final Order order) {
        if (restingCount == resting.length) {
            resting = Arrays.copyOf(resting, restingCount * 2);
        }
        resting[restingCount++] = order;
    }

    /** Lots that the last leg trades. */
    public long legLots() {
        return legLots;
    }

    /** Σ ticks × lots of the last leg's fills. */
    public long legTickLots() {
        return legTickLots;
    }

    /** Fills of the last leg. */
    public int legFillCount() {
        return fillCount - legStart;
    }

    /** Maker of the last leg's nth fill. */
    public Order maker(final int n) {
        return makers[legStart + n];
    }

    /** Lots of the last leg's nth fill. */
    public long lots(final int n) {
        return fillLots[legStart + n];
    }

    /** Hypothetical orders of the other side, at prices within the limit and better than the level's (0: any). */
    private void takeResting(
            final BookSide other, final int instrumentId, final long limit, final long levelTicks, final long lots) {
        while (legLots < lots && restingCount > 0) {
            Order best = null;
            for (int i = 0; i < restingCount; i++) {
                final Order order = resting[i];
                final boolean reachable = order.instrumentId == instrumentId
                        && order.side == other.side()
                        && order.unplannedLots(stamp) > 0
                        && !other.isBetter(limit, order.limitTicks)
                        && (levelTicks == 0 || other.isBetter(order.limitTicks, levelTicks));
                if (reachable && (best == null || other.isBetter(order.limitTicks, best.limitTicks))) {
                    best = order;
                }
            }
            if (best == null) {
                return;
            }
            hit(best, lots);
        }
    }

    private void hit(final Order maker, final long wanted) {
        final long available = maker.unplannedLots(stamp);
        if (available == 0) {
            return;
        }
        final long lots = Math.min(available, wanted - legLots);
        if (fillCount == makers.length) {
            makers = Arrays.copyOf(makers, fillCount * 2);
            fillLots = Arrays.copyOf(fillLots, fillCount * 2);
        }
        maker.plan(stamp, lots);
        makers[fillCount] = maker;
        fillLots[fillCount++] = lots;
        legLots += lots;
        legTickLots += maker.limitTicks * lots;
    }
}
