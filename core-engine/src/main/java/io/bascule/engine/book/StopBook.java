package io.bascule.engine.book;

import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.StopTrigger;

/**
 * The stop orders of one instrument that wait to be elected, by what elects them: a buy when the price is at or above
 * its stop price, a sell when it is at or below. Who is elected first is told by the stop price, then by time. It holds
 * orders and the prices of the last trades; it elects nobody.
 */
public final class StopBook {
    private static final StopTrigger[] TRIGGERS = StopTrigger.values();

    /** By code of the trigger: the lowest stop price is the best; null while none ever waited. */
    private final BookSide[] buys = new BookSide[TRIGGERS.length + 1];
    /** By code of the trigger: the highest stop price is the best. */
    private final BookSide[] sells = new BookSide[TRIGGERS.length + 1];

    private int waitingForTrades;
    private long lastTicks;
    /** Highest and lowest price since the last time that nobody was left to be elected. */
    private long highTicks;

    private long lowTicks;

    /** Price of the last trade; 0: none yet. */
    public long lastTicks() {
        return lastTicks;
    }

    /** The last trade of a saved state. */
    public void restore(final long newLastTicks) {
        lastTicks = newLastTicks;
        settle();
    }

    /** Puts an order behind all others of its stop price. */
    public void add(final Order order) {
        final StopTrigger trigger = order.special.asked.stopTrigger;
        if (trigger == StopTrigger.LAST) {
            waitingForTrades++;
        }
        side(trigger, order.side).add(order, order.special.stopTicks);
    }

    /** Takes a waiting order out. */
    public void remove(final Order order) {
        final StopTrigger trigger = order.special.asked.stopTrigger;
        if (trigger == StopTrigger.LAST) {
            waitingForTrades--;
        }
        side(trigger, order.side).remove(order);
    }

    /** Takes note of a trade; returns whether somebody waits for trades. */
    public boolean onTrade(final long ticks) {
        lastTicks = ticks;
        if (waitingForTrades == 0) {
            highTicks = ticks;
            lowTicks = ticks;
            return false;
        }
        highTicks = Math.max(highTicks, ticks);
        lowTicks = Math.min(lowTicks, ticks);
        return true;
    }

    /** Nobody is left to be elected by the trades so far. */
    public void settle() {
        highTicks = lastTicks;
        lowTicks = lastTicks;
    }

    /** Whether the price of now elects an order. */
    public boolean isMet(
            final Instrument instrument, final Side side, final StopTrigger trigger, final long stopTicks) {
        if (trigger == StopTrigger.LAST) {
            return lastTicks != 0 && (side == Side.BUY ? lastTicks >= stopTicks : lastTicks <= stopTicks);
        }
        final long priceE8 = priceE8(instrument, trigger);
        final long stopE8 = instrument.priceE8(stopTicks);
        return side == Side.BUY ? priceE8 >= stopE8 : priceE8 <= stopE8;
    }

    /** The first waiting order that the prices of now elect, or null. */
    public Order nextMet(final Instrument instrument) {
        for (final StopTrigger trigger : TRIGGERS) {
            final Order buy = first(buys[trigger.code()]);
            if (buy != null && isMetSince(instrument, buy, trigger)) {
                return buy;
            }
            final Order sell = first(sells[trigger.code()]);
            if (sell != null && isMetSince(instrument, sell, trigger)) {
                return sell;
            }
        }
        return null;
    }

    /** Number of stop prices that orders of a trigger and side wait for. */
    public int levelCount(final StopTrigger trigger, final Side side) {
        final BookSide bookSide = (side == Side.BUY ? buys : sells)[trigger.code()];
        return bookSide == null ? 0 : bookSide.levelCount();
    }

    /** First order of a stop price, rank 0 the one that is elected first; others by {@link Order#nextInLevel}. */
    public Order levelHead(final StopTrigger trigger, final Side side, final int rank) {
        return side(trigger, side).level(rank).head();
    }

    private boolean isMetSince(final Instrument instrument, final Order order, final StopTrigger trigger) {
        final long stopTicks = order.special.stopTicks;
        if (trigger == StopTrigger.LAST && lastTicks != 0) {
            return order.side == Side.BUY ? highTicks >= stopTicks : lowTicks <= stopTicks;
        }
        return isMet(instrument, order.side, trigger, stopTicks);
    }

    private static long priceE8(final Instrument instrument, final StopTrigger trigger) {
        return trigger == StopTrigger.MARK
                ? instrument.markE8()
                : instrument.underlying().indexE8();
    }

    private static Order first(final BookSide side) {
        return side == null || side.levelCount() == 0 ? null : side.level(0).head();
    }

    private BookSide side(final StopTrigger trigger, final Side side) {
        final BookSide[] sides = side == Side.BUY ? buys : sells;
        if (sides[trigger.code()] == null) {
            sides[trigger.code()] = new BookSide(side == Side.BUY ? Side.SELL : Side.BUY);
        }
        return sides[trigger.code()];
    }
}
