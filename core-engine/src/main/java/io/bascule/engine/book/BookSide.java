package io.bascule.engine.book;

import io.bascule.engine.order.Order;
import io.bascule.engine.order.Side;
import java.util.Arrays;

/**
 * One side of a book: levels in an array sorted from the worst price to the best, so that the busy end is the cheap
 * one to grow and shrink.
 */
final class BookSide {
    private final Side side;
    private PriceLevel[] levels = new PriceLevel[64];
    private int levelCount;
    private PriceLevel[] spare = new PriceLevel[64];
    private int spareCount;

    BookSide(final Side side) {
        this.side = side;
    }

    Side side() {
        return side;
    }

    int levelCount() {
        return levelCount;
    }

    /** Level by rank, 0 the best. */
    PriceLevel level(final int rank) {
        return levels[levelCount - 1 - rank];
    }

    /** Whether the first price is better for the other side's taker than the second. */
    boolean isBetter(final long ticks, final long thanTicks) {
        return side == Side.BUY ? ticks > thanTicks : ticks < thanTicks;
    }

    void add(final Order order) {
        final int index = search(order.limitTicks);
        if (index < levelCount && levels[index].ticks == order.limitTicks) {
            levels[index].append(order);
            return;
        }
        if (levelCount == levels.length) {
            levels = Arrays.copyOf(levels, levelCount * 2);
        }
        System.arraycopy(levels, index, levels, index + 1, levelCount - index);
        final PriceLevel level = spareCount == 0 ? new PriceLevel() : spare[--spareCount];
        level.ticks = order.limitTicks;
        level.lots = 0;
        level.append(order);
        levels[index] = level;
        levelCount++;
    }

    void remove(final Order order) {
        final int index = search(order.limitTicks);
        final PriceLevel level = levels[index];
        level.unlink(order);
        if (level.head == null) {
            System.arraycopy(levels, index + 1, levels, index, levelCount - index - 1);
            levels[--levelCount] = null;
            if (spareCount == spare.length) {
                spare = Arrays.copyOf(spare, spareCount * 2);
            }
            spare[spareCount++] = level;
        }
    }

    /** Takes lots from a resting order that keeps its place; the order's own leaves are changed too. */
    void reduce(final Order order, final long lots) {
        levels[search(order.limitTicks)].lots -= lots;
        order.leavesLots -= lots;
    }

    /** Index of the price, or where it would be inserted. */
    private int search(final long ticks) {
        int low = 0;
        int high = levelCount;
        if (high > 0 && !isBetter(levels[high - 1].ticks, ticks)) { // where a book is busiest, and is built
            return levels[high - 1].ticks == ticks ? high - 1 : high;
        }
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (isBetter(ticks, levels[middle].ticks)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
