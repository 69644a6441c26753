package io.bascule.engine.pricing;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Underlying;
import java.util.Arrays;

/**
 * The last publication of each source for one underlying. The index is the median of the sources that have published:
 * of an even number the mean of the middle two, rounded down.
 */
public final class IndexBoard {
    private final Underlying underlying;
    private int[] sourceIds = new int[4];
    private long[] pricesE8 = new long[4];
    private long[] sorted = new long[4];
    private int count;

    public IndexBoard(final Underlying underlying) {
        this.underlying = underlying;
    }

    /** Whether the price is further from the index than the jump guard allows. */
    public boolean isJump(final long priceE8) {
        final long allowedE8 = FixedPoint.mulDivFloor(
                underlying.indexE8(), underlying.definition().jumpGuardE6(), E6);
        return Math.abs(priceE8 - underlying.indexE8()) > allowedE8;
    }

    /** Forgets a source; the index stays where it is until the next publication. */
    public void remove(final int sourceId) {
        for (int slot = 0; slot < count; slot++) {
            if (sourceIds[slot] == sourceId) {
                count--;
                System.arraycopy(sourceIds, slot + 1, sourceIds, slot, count - slot);
                System.arraycopy(pricesE8, slot + 1, pricesE8, slot, count - slot);
                return;
            }
        }
    }

    /** Takes a publication and moves the index to the new median. */
    public void publish(final int sourceId, final long priceE8) {
        put(sourceId, priceE8);
        System.arraycopy(pricesE8, 0, sorted, 0, count);
        Arrays.sort(sorted, 0, count);
        final long upper = sorted[count / 2];
        final long lower = sorted[(count - 1) / 2];
        underlying.indexE8(lower + (upper - lower) / 2);
    }

    /** Takes a source's last price and leaves the index where it is: it is restored by itself. */
    public void restore(final int sourceId, final long priceE8) {
        put(sourceId, priceE8);
    }

    /** Number of sources that have published. */
    public int sourceCount() {
        return count;
    }

    /** Session of a source, by its order of first publication. */
    public int sourceId(final int n) {
        return sourceIds[n];
    }

    /** Last price of a source. */
    public long sourcePriceE8(final int n) {
        return pricesE8[n];
    }

    private void put(final int sourceId, final long priceE8) {
        int slot = 0;
        while (slot < count && sourceIds[slot] != sourceId) {
            slot++;
        }
        if (slot == count) {
            if (count == sourceIds.length) {
                sourceIds = Arrays.copyOf(sourceIds, count * 2);
                pricesE8 = Arrays.copyOf(pricesE8, count * 2);
                sorted = new long[count * 2];
            }
            sourceIds[count++] = sourceId;
        }
        pricesE8[slot] = priceE8;
    }
}
