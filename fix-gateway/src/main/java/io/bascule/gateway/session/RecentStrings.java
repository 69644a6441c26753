package io.bascule.gateway.session;

import java.nio.charset.StandardCharsets;

/** Strings of bytes that come again and again, such as symbols, prices and codes, without making them anew. */
final class RecentStrings {
    private static final int SLOTS = 512;

    /** Longer ones are not kept: who sends them must not fill the memory. */
    private static final int MAX_KEPT = 32;

    private final String[] slots = new String[SLOTS];

    String of(byte[] bytes, int from, int to) {
        if (to - from > MAX_KEPT) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int slot = (hash ^ (hash >>> 9) ^ (hash >>> 18)) & (SLOTS - 1);
        String kept = slots[slot];
        if (kept == null || !isText(kept, bytes, from, to)) {
            kept = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
            slots[slot] = kept;
        }
        return kept;
    }

    /** Whether the bytes are the text in ISO-8859-1. */
    static boolean isText(String text, byte[] bytes, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != (bytes[from + i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }
}
