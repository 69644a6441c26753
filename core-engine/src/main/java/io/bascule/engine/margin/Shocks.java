package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

/**
 * The scenarios that move one underlying one way, and by how much: what an exposure loses or gains in each. An exposure
 * is given as {@code millions} × 1e6 + {@code rest} micros, so that every product fits a long: a shock and an offset
 * are at most 1, so a result is no larger than the exposure, and exposures stay below 64 × 9 billion USDC, 6e17.
 */
final class Shocks {
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
        return millions * sizesE6[n] + (rest * sizesE6[n] + E6 - 1) / E6;
    }

    /** The same of an exposure that is not split yet. */
    long loss(final int n, final long exposure) {
        return loss(n, exposure / E6, exposure % E6);
    }

    /** What a gain on an exposure counts against losses elsewhere, θ of it, rounded down. */
    long gain(final int n, final long millions, final long rest) {
        final long gainE6 = gainsE6[n];
        final long gainRestE12 = gainRestsE12[n];
        final long smallest = rest * gainRestE12 / E6;
        return millions * gainE6 + (millions * gainRestE12 + rest * gainE6 + smallest) / E6;
    }
}
