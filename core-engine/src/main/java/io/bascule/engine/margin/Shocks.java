package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

/**
 * The scenarios that move one underlying one way, and by how much: what an exposure loses or gains in each. An exposure
 * is given as {@code millions} × 1e6 + {@code rest} micros, so that every product fits a long: a shock and an offset
 * are at most 1, so a result is no larger than the exposure, and exposures stay below 64 × 9 billion USDC, 6e17.
 */
final class Shocks {
    /** 2^82 / 1e6, rounded up. */
    private static final long MILLIONTH = 4_835_703_278_458_516_699L;

    private static final int MILLIONTH_SHIFT = 18;

    private final int[] scenarios;
    private final long[] sizesE6;
    /** Of each size × θ, in 1e-12, the whole parts of 1e-6 and the rest. */
    private final long[] gainsE6;

    private final long[] gainRestsE12;

    /**
     * @param scenarios by slot, in their order.
     * @param sizesE6 the relative shock of each without its sign.
     * @param offsetE6 θ of the underlying.
     */
    Shocks(final int[] scenarios, final long[] sizesE6, final long offsetE6) {
        this.scenarios = scenarios;
        this.sizesE6 = sizesE6;
        gainsE6 = new long[sizesE6.length];
        gainRestsE12 = new long[sizesE6.length];
        for (int n = 0; n < sizesE6.length; n++) {
            if (sizesE6[n] < 0 || sizesE6[n] > E6 || offsetE6 < 0 || offsetE6 > E6) {
                throw new IllegalArgumentException("a shock or an offset is not in [0, 1]");
            }
            gainsE6[n] = sizesE6[n] * offsetE6 / E6;
            gainRestsE12[n] = sizesE6[n] * offsetE6 % E6;
        }
    }

    int count() {
        return scenarios.length;
    }

    int scenario(final int n) {
        return scenarios[n];
    }

    /** What is lost of an exposure, rounded up. */
    long loss(final int n, final long millions, final long rest) {
        final long sizeE6 = sizesE6[n];
        return millions * sizeE6 + millionth(rest * sizeE6 + E6 - 1);
    }

    /** The same of an exposure that is not split yet. */
    long loss(final int n, final long exposure) {
        return loss(n, exposure / E6, exposure % E6);
    }

    /** What a gain on an exposure counts against losses elsewhere, θ of it, rounded down. */
    long gain(final int n, final long millions, final long rest) {
        final long gainE6 = gainsE6[n];
        final long gainRestE12 = gainRestsE12[n];
        final long smallest = millionth(rest * gainRestE12);
        return millions * gainE6 + millionth(millions * gainRestE12 + rest * gainE6 + smallest);
    }

    /**
     * A millionth of a number of at least 0, rounded down: what a division compiles to, less what it needs for those
     * below 0 (Hacker's Delight, chapter 10).
     */
    static long millionth(final long number) {
        return Math.multiplyHigh(number, MILLIONTH) >> MILLIONTH_SHIFT;
    }
}
