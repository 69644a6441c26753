package io.bascule.gateway.store;

import java.util.Arrays;

/**
 * Where the message of each sequence number lies: pages of longs, made when first needed, so that it neither copies
 * what it holds as it grows nor pays for numbers that were skipped.
 */
final class PositionIndex {
    static final long NONE = -1;

    private static final int PAGE_BITS = 9;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;

    private long[][] pages = new long[4][];

    long get(int msgSeqNum) {
        int page = msgSeqNum >>> PAGE_BITS;
        return msgSeqNum < 0 || page >= pages.length || pages[page] == null
                ? NONE
                : pages[page][msgSeqNum & (PAGE_SIZE - 1)];
    }

    void put(int msgSeqNum, long position) {
        int page = msgSeqNum >>> PAGE_BITS;
        if (page >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(page + 1, pages.length * 2));
        }
        if (pages[page] == null) {
            pages[page] = new long[PAGE_SIZE];
            Arrays.fill(pages[page], NONE);
        }
        pages[page][msgSeqNum & (PAGE_SIZE - 1)] = position;
    }

    void clear() {
        pages = new long[4][];
    }
}
