package io.bascule.engine.book;

import io.bascule.engine.order.Order;
import io.bascule.engine.order.PriceLevel;
import io.bascule.engine.order.Side;
import java.util.Arrays;
import org.agrona.collections.LongHashSet;

/**
 * One side of a book: levels in an array sorted from the worst price to the best, so that the busy end is the cheap
 * one to grow and shrink. Their prices stand beside them as keys that ascend on both sides: ticks of a buy, minus ticks
 * of a sell. An order knows its level, so only a price that comes or goes is searched for.
 */
final class BookSide {
    private final Side side;
    private PriceLevel[] levels = new PriceLevel[64];
    private long[] keys = new long[64];
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

    /** Puts an order behind all others of a price. */
    void add(final Order order, final long ticks) {
        final long key = key(ticks);
        final int index = search(key);
        if (index == levelCount || keys[index] != key) {
            insert(index, key, ticks);
        }
        levels[index].append(order);
    }

    void expect(final LongHashSet ticks) {
        final long[] sorted = new long[ticks.size()];
        int count = 0;
        for (final LongHashSet.LongIterator i = ticks.iterator(); i.hasNext(); ) {
            sorted[count++] = key(i.nextValue());
        }
        Arrays.sort(sorted);
        for (final long key : sorted) {
            insert(levelCount, key, side == Side.BUY ? key : -key);
        }
    }

    void remove(final Order order) {
        final PriceLevel level = PriceLevel.unlink(order);
        if (level.head() == null) {
            delete(search(key(level.ticks())));
            if (spareCount == spare.length) {
                spare = Arrays.copyOf(spare, spareCount * 2);
            }
            spare[spareCount++] = level;
        }
    }

    private void insert(final int index, final long key, final long ticks) {
        if (levelCount == levels.length) {
            levels = Arrays.copyOf(levels, levelCount * 2);
            keys = Arrays.copyOf(keys, levelCount * 2);
        }
        final PriceLevel level = spareCount == 0 ? new PriceLevel() : spare[--spareCount];
        level.reset(ticks);
        System.arraycopy(levels, index, levels, index + 1, levelCount - index);
        System.arraycopy(keys, index, keys, index + 1, levelCount - index);
        levels[index] = level;
        keys[index] = key;
        levelCount++;
    }

    private void delete(final int index) {
        levelCount--;
        System.arraycopy(levels, index + 1, levels, index, levelCount - index);
        System.arraycopy(keys, index + 1, keys, index, levelCount - index);
        levels[levelCount] = null;
    }

    private long key(final long ticks) {
        return side == Side.BUY ? ticks : -ticks;
    }

    /** Index of the key, or where it would be inserted. */
    private int search(final long key) {
        if (levelCount == 0 || keys[levelCount - 1] < key) { // where a book is busiest, and is built
            return levelCount;
        }
        int from = 0;
        int count = levelCount; // the answer is in [from, from + count)
        while (count > 1) {
            final int half = count >>> 1;
            from = keys[from + half - 1] < key ? from + half : from;
            count -= half;
        }
        return from;
    }
}
