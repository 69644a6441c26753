package io.bascule.gateway.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** FIX's sum of bytes, modulo 256, eight bytes at a time. */
public final class Checksum {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVEN_BYTES = 0x00FF_00FF_00FF_00FFL;

    private Checksum() {}

    /** The sum of the bytes from {@code from} to before {@code to}, 0 to 255. */
    public static int of(byte[] bytes, int from, int to) {
        // Four lanes of 16 bits: only their low bytes count, so carries out of a lane's top must not reach the next.
        long lanes = 0;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long word = (long) LONGS.get(bytes, at);
            lanes = (lanes & EVEN_BYTES) + (word & EVEN_BYTES) + (word >>> Byte.SIZE & EVEN_BYTES);
        }
        int sum = (int) (lanes + (lanes >>> 16) + (lanes >>> 32) + (lanes >>> 48));
        for (; at < to; at++) {
            sum += bytes[at];
        }
        return sum & 0xFF;
    }
}
