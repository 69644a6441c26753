package io.bascule.engine.order;

import java.util.Arrays;

/** Every ClOrdID of one order, the oldest first, with the session that each is remembered for. Reused. */
public final class ClOrdIdChain {
    private ClOrdIdIndex.Entry[] latestFirst = new ClOrdIdIndex.Entry[16];
    private int size;

    /** Becomes the order's; valid until the order gets or loses a ClOrdID. */
    public void read(final Order order) {
        size = 0;
        for (ClOrdIdIndex.Entry entry = order.chain; entry != null; entry = entry.older) {
            if (size == latestFirst.length) {
                latestFirst = Arrays.copyOf(latestFirst, size * 2);
            }
            latestFirst[size++] = entry;
        }
    }

    /** Whether the order's last ClOrdID, if it has one, is held for it. */
    public static boolean isWhole(final Order order) {
        final ClOrdIdIndex.Entry entry = order.chain;
        return entry == null || (entry.order == order && entry.length <= entry.bytes.length);
    }

    public int size() {
        return size;
    }

    /** Session in which the nth ClOrdID names the order. */
    public int sessionId(final int n) {
        return entry(n).owner.sessionId;
    }

    /** The array that holds the nth ClOrdID at its beginning. Read only. */
    public byte[] bytes(final int n) {
        return entry(n).bytes;
    }

    /** Number of bytes of the nth ClOrdID. */
    public int length(final int n) {
        return entry(n).length;
    }

    private ClOrdIdIndex.Entry entry(final int n) {
        return latestFirst[size - 1 - n];
    }
}
