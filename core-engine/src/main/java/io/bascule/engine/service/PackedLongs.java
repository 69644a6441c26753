package io.bascule.engine.service;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * {@link #COUNT} longs in as few bytes as they need: the length of each, four bits, the first one lowest; then of each
 * its low bytes, up to the highest that is not 0. Reused.
 */
final class PackedLongs {
    static final int COUNT = 14;

    private static final int LENGTH_BITS = 4;
    private static final int LENGTH_MASK = 0xf;
    private static final int HEADER_LENGTH = COUNT * LENGTH_BITS / Byte.SIZE;

    private UnsafeBuffer buffer;
    private int at;
    private long lengths;
    private int shift;

    /** Begins longs that are put one after the other, all of them. */
    void begin(final StateWriter out) {
        buffer = out.buffer();
        at = out.position() + HEADER_LENGTH;
        lengths = 0;
        shift = 0;
    }

    /** A long that is mostly small, and seldom negative. */
    void put(final long value) {
        final int length = (Long.SIZE + Byte.SIZE - 1 - Long.numberOfLeadingZeros(value)) >>> 3;
        buffer.putLong(at, value, LITTLE_ENDIAN);
        at += length;
        lengths |= (long) length << shift;
        shift += LENGTH_BITS;
    }

    /** A long that is mostly near 0, on either side. */
    void putSigned(final long value) {
        put((value << 1) ^ (value >> (Long.SIZE - 1)));
    }

    void end(final StateWriter out) {
        final int from = out.position();
        buffer.putInt(from, (int) lengths, LITTLE_ENDIAN);
        buffer.putShort(from + Integer.BYTES, (short) (lengths >> Integer.SIZE), LITTLE_ENDIAN);
        buffer.putByte(from + HEADER_LENGTH - 1, (byte) (lengths >> (Integer.SIZE + Short.SIZE)));
        out.advance(at - from);
    }

    /** Moves behind what {@link #end} has written, to be got in the order in which it was put. */
    void read(final StateReader in) {
        buffer = in.block(HEADER_LENGTH);
        at = in.blockOffset();
        lengths = (buffer.getInt(at, LITTLE_ENDIAN) & 0xffffffffL)
                | ((buffer.getShort(at + Integer.BYTES, LITTLE_ENDIAN) & 0xffffL) << Integer.SIZE)
                | ((buffer.getByte(at + HEADER_LENGTH - 1) & 0xffL) << (Integer.SIZE + Short.SIZE));
        int sum = 0;
        for (long left = lengths; left != 0; left >>>= LENGTH_BITS) {
            final int length = (int) left & LENGTH_MASK;
            if (length > Long.BYTES) {
                throw in.broken("a number of " + length + " bytes");
            }
            sum += length;
        }
        buffer = in.block(sum);
        at = in.blockOffset();
    }

    long get() {
        final int length = (int) lengths & LENGTH_MASK;
        lengths >>>= LENGTH_BITS;
        at += length;
        return length == 0 ? 0 : buffer.getLong(at - Long.BYTES, LITTLE_ENDIAN) >>> ((Long.BYTES - length) * Byte.SIZE);
    }

    long getSigned() {
        final long value = get();
        return (value >>> 1) ^ -(value & 1);
    }

    /** One that was an int. */
    int getInt() {
        return Math.toIntExact(get());
    }
}
