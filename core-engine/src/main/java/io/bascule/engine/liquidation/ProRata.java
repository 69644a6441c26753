package io.bascule.engine.liquidation;

import io.bascule.engine.fixedpoint.FixedPoint;
import java.util.Arrays;
import java.util.Comparator;

/** Shares a whole number out by weights, to the unit: the largest remainders get what rounding leaves, first ties. */
public final class ProRata {
    private ProRata() {}

    /**
     * Shares out everything.
     *
     * @param total of any sign.
     * @param weights none negative; if all are 0 they count as equal. Their sum fits a long.
     * @param count how many there are, at least one.
     * @param shares become what each gets; they add up to the total.
     */
    public static void share(final long total, final long[] weights, final int count, final long[] shares) {
        final long sum = sum(weights, count);
        final long magnitude = Math.abs(total);
        long left = magnitude;
        for (int i = 0; i < count; i++) {
            shares[i] = FixedPoint.mulDivFloor(magnitude, weight(weights, i, sum), divisor(sum, count));
            left -= shares[i];
        }
        if (left > 0) { // fewer units than there are weights: nobody gets two
            final long[] remainders = new long[count];
            for (int i = 0; i < count; i++) {
                remainders[i] = remainder(magnitude, weight(weights, i, sum), divisor(sum, count), shares[i]);
            }
            final Integer[] order = byRemainder(remainders);
            for (int n = 0; n < left; n++) {
                shares[order[n]]++;
            }
        }
        for (int i = 0; total < 0 && i < count; i++) {
            shares[i] = -shares[i];
        }
    }

    /**
     * Shares out up to so much for each; who is at its cap leaves the rest to the others.
     *
     * @param total not negative.
     * @param weights none negative; who has none gets nothing. Their sum fits a long.
     * @param caps none negative.
     * @param shares become what each gets.
     * @return what could not be shared out.
     */
    public static long shareCapped(
            final long total, final long[] weights, final long[] caps, final int count, final long[] shares) {
        final long[] open = new long[count];
        for (int i = 0; i < count; i++) {
            shares[i] = 0;
            open[i] = caps[i] == 0 ? 0 : weights[i];
        }
        long left = total;
        boolean isCapped = true;
        while (isCapped && left > 0) {
            final long sum = sum(open, count);
            if (sum == 0) {
                return left;
            }
            isCapped = false;
            final long round = left;
            for (int i = 0; i < count; i++) {
                if (open[i] > 0 && Products.compare(round, open[i], caps[i], sum) >= 0) {
                    shares[i] = caps[i];
                    left -= caps[i];
                    open[i] = 0;
                    isCapped = true;
                }
            }
        }
        if (left > 0) {
            final long[] rest = new long[count];
            share(left, open, count, rest);
            for (int i = 0; i < count; i++) {
                shares[i] += rest[i];
            }
        }
        return 0;
    }

    /** The largest first, of equal ones the first. */
    private static Integer[] byRemainder(final long[] remainders) {
        final Integer[] order = new Integer[remainders.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Arrays.sort(order, Comparator.comparingLong(i -> -remainders[i])); // stable; no remainder is negative
        return order;
    }

    private static long sum(final long[] weights, final int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum = Math.addExact(sum, weights[i]);
        }
        return sum;
    }

    private static long weight(final long[] weights, final int i, final long sum) {
        return sum == 0 ? 1 : weights[i];
    }

    private static long divisor(final long sum, final int count) {
        return sum == 0 ? count : sum;
    }

    /** {@code total·weight - share·divisor}, which is below the divisor: exact modulo 2^64. */
    private static long remainder(final long total, final long weight, final long divisor, final long share) {
        return total * weight - share * divisor;
    }
}
