package io.bascule.engine.service;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * A 64-bit digest of the venue's state: of the records that {@link Venue#save} writes, so that what is saved is what
 * is compared. Equal logs give equal hashes. Each step is a bijection of the digest before it: two states that differ
 * in eight bytes only never share a hash.
 */
final class StateHash {
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private long value;

    void begin() {
        value = 0xcbf29ce484222325L;
    }

    /** Adds what a record says: its bytes from one index to before another; of the last long what is missing is 0. */
    void add(final StateRecord kind, final DirectBuffer buffer, final int from, final int to) {
        if (!kind.isHashed()) {
            return;
        }
        long hash = mix(value ^ (((long) kind.code() << 32) + to));
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            hash = mix(hash ^ buffer.getLong(i, ByteOrder.LITTLE_ENDIAN));
        }
        long rest = 0;
        for (int shift = 0; i < to; i++, shift += Byte.SIZE) {
            rest |= (buffer.getByte(i) & 0xffL) << shift;
        }
        value = mix(hash ^ rest);
    }

    long value() {
        return value;
    }

    /** A bijection that spreads a difference over all bits above it and into the lower half. */
    static long mix(final long mixed) {
        final long product = mixed * MULTIPLIER;
        return product ^ (product >>> 32);
    }
}
