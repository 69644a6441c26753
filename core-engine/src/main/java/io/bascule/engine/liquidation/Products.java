package io.bascule.engine.liquidation;

/** Two products compared in 128 bits. */
final class Products {
    private Products() {}

    /** The sign of {@code a·b - c·d}. */
    static int compare(final long a, final long b, final long c, final long d) {
        final long left = Math.multiplyHigh(a, b);
        final long right = Math.multiplyHigh(c, d);
        return left == right ? Long.compareUnsigned(a * b, c * d) : Long.compare(left, right);
    }
}
