package io.bascule.engine.order;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A short mutable byte string (ISO-8859-1) that is reused, so that identifiers pass through without allocation. */
public final class Text {
    /** The longest text that the engine keeps, in bytes. */
    public static final int MAX_LENGTH = 64;

    private final byte[] bytes = new byte[MAX_LENGTH];
    private int length;
    private long hash;
    private boolean isHashed;

    /** Number of bytes. */
    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The backing array: bytes [0, length) are the text. Read only. */
    public byte[] bytes() {
        return bytes;
    }

    public void clear() {
        length = 0;
        isHashed = false;
    }

    /** Copies a text; one longer than {@link #MAX_LENGTH} is cut. */
    public void set(final byte[] source, final int sourceLength) {
        length = Math.min(sourceLength, MAX_LENGTH);
        System.arraycopy(source, 0, bytes, 0, length);
        isHashed = false;
    }

    public void set(final Text other) {
        set(other.bytes, other.length);
    }

    public void set(final String text) {
        final byte[] source = text.getBytes(StandardCharsets.ISO_8859_1);
        set(source, source.length);
    }

    /** FNV-1a over the bytes, 64 bits. */
    public long hash() {
        if (!isHashed) {
            hash = hash(bytes, length);
            isHashed = true;
        }
        return hash;
    }

    static long hash(final byte[] bytes, final int length) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Text text && Arrays.equals(bytes, 0, length, text.bytes, 0, text.length);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash());
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
