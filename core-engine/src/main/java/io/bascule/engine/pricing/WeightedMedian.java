package io.bascule.engine.pricing;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.fixedpoint.FixedPoint;
import java.util.Arrays;

/**
 * The median of prices that weigh differently: the lowest price at which half of the weight is reached; where exactly
 * half is, the mean of that price and the next, rounded down. Equal weights give the ordinary median. Reused; takes no
 * memory once it has held as many prices.
 */
public final class WeightedMedian {
    private long[] prices = new long[4];
    private long[] weights = new long[4];
    private int count;
    private long totalWeight;

    /** Forgets all prices. */
    public void clear() {
        count = 0;
        totalWeight = 0;
    }

    /**
     * Adds a price.
     *
     * @param priceE8 more than zero: a price of 0 is no price.
     * @param weight of the price; one of 0 or less is left out.
     */
    public void add(final long priceE8, final long weight) {
        if (weight <= 0) {
            return;
        }
        if (count == prices.length) {
            prices = Arrays.copyOf(prices, count * 2);
            weights = Arrays.copyOf(weights, count * 2);
        }
        int at = count;
        while (at > 0 && prices[at - 1] > priceE8) {
            prices[at] = prices[at - 1];
            weights[at] = weights[at - 1];
            at--;
        }
        prices[at] = priceE8;
        weights[at] = weight;
        count++;
        totalWeight += weight;
    }

    /** Number of prices that weigh something. */
    public int count() {
        return count;
    }

    /** The median, 0 if there is no price. */
    public long medianE8() {
        long reached = 0;
        for (int n = 0; n < count; n++) {
            reached += weights[n];
            if (reached * 2 > totalWeight) {
                return prices[n];
            }
            if (reached * 2 == totalWeight) {
                return prices[n] + (prices[n + 1] - prices[n]) / 2;
            }
        }
        return 0;
    }

    /** How many prices are within a fraction of a price. */
    public int countWithin(final long centreE8, final long fractionE6) {
        final long allowedE8 = FixedPoint.mulDivFloor(centreE8, fractionE6, E6);
        int within = 0;
        for (int n = 0; n < count; n++) {
            within += Math.abs(prices[n] - centreE8) <= allowedE8 ? 1 : 0;
        }
        return within;
    }

    /** Moves each price that is further from a price than a fraction of it to that distance; their order stays. */
    public void clamp(final long centreE8, final long fractionE6) {
        final long allowedE8 = FixedPoint.mulDivFloor(centreE8, fractionE6, E6);
        for (int n = 0; n < count; n++) {
            prices[n] = Math.min(Math.max(prices[n], centreE8 - allowedE8), centreE8 + allowedE8);
        }
    }

    /** How far the furthest price is from a price, in 1e-6 of that, rounded up; 0 without a price. */
    public long spreadE6(final long centreE8) {
        if (count == 0) {
            return 0;
        }
        final long furthest = Math.max(Math.abs(prices[0] - centreE8), Math.abs(prices[count - 1] - centreE8));
        return FixedPoint.mulDivCeil(furthest, E6, centreE8);
    }
}
