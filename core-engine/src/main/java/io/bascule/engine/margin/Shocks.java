package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.fixedpoint.FixedPoint;

/**
 * The scenarios that move one underlying one way, and by how much: what an exposure loses or gains in each. Shocks and
 * gains are whole parts of 1e-6 and at most 1, so that no result here is larger than the exposure.
 */
final class Shocks {
    private static final long NOT_WHOLE = -1;

    private final int[] scenarios;
    private final long[] sizesE6;
    private final long[] gainsE6;
    private final long offsetE6;

    /**
     * @param scenarios by index, in their order.
     * @param sizesE6 the relative shock of each without its sign.
     * @param offsetE6 θ of the underlying.
     */
    Shocks(final int[] scenarios, final long[] sizesE6, final long offsetE6) {
        this.scenarios = scenarios;
        this.sizesE6 = sizesE6;
        this.offsetE6 = offsetE6;
        gainsE6 = new long[sizesE6.length];
        for (int n = 0; n < sizesE6.length; n++) {
            if (sizesE6[n] < 0 || sizesE6[n] > E6 || offsetE6 < 0 || offsetE6 > E6) {
                throw new IllegalArgumentException("a shock or an offset is not in [0, 1]");
            }
            final long gainE12 = sizesE6[n] * offsetE6;
            gainsE6[n] = gainE12 % E6 == 0 ? gainE12 / E6 : NOT_WHOLE;
        }
    }

    int count() {
        return scenarios.length;
    }

    int scenario(final int n) {
        return scenarios[n];
    }

    /** What is lost of an exposure of {@code millions} × 1e6 + {@code rest} micros, rounded up. */
    long loss(final int n, final long millions, final long rest) {
        return millions * sizesE6[n] + (rest * sizesE6[n] + E6 - 1) / E6;
    }

    /** What a gain on an exposure of as much counts against losses elsewhere, rounded down. */
    long gain(final int n, final long millions, final long rest) {
        final long gainE6 = gainsE6[n];
        return gainE6 == NOT_WHOLE
                ? FixedPoint.mulDivFloor(millions * E6 + rest, sizesE6[n] * offsetE6, E6 * E6)
                : millions * gainE6 + rest * gainE6 / E6;
    }
}
