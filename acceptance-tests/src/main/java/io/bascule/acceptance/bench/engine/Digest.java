package io.bascule.acceptance.bench.engine;

/** A running sum over what contenders did, to see that they did the same. */
final class Digest {
    private Digest() {}

    static long add(long digest, long a, long b, long c) {
        long mixed = (digest ^ a * 0x9e3779b97f4a7c15L) * 31 + b;
        return (mixed ^ (mixed >>> 29)) * 31 + c;
    }
}
