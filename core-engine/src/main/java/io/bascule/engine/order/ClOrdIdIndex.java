package io.bascule.engine.order;

import java.util.Arrays;

/**
 * One session's ClOrdIDs and the orders that they name: a chained hash table whose entries are pooled. An order has
 * one entry for each ClOrdID of its chain.
 */
public final class ClOrdIdIndex {
    private static final int INITIAL_BUCKETS = 64;

    final int sessionId;
    private final ForgottenListener listener;
    private Entry[] buckets = new Entry[INITIAL_BUCKETS];
    private int size;
    private Entry free;

    /** One ClOrdID. */
    static final class Entry {
        byte[] bytes = new byte[24];
        int length;
        long hash;
        Order order;
        /** The index that it is in: a chain may run over several sessions of one account. */
        ClOrdIdIndex owner;

        Entry nextInBucket;
        /** The ClOrdID that the order had before. */
        Entry older;
    }

    /** A session's index; it tells the listener of each ClOrdID that it lets go. */
    public ClOrdIdIndex(final int sessionId, final ForgottenListener listener) {
        this.sessionId = sessionId;
        this.listener = listener;
    }

    /** Number of ClOrdIDs held. */
    public int size() {
        return size;
    }

    /** Makes room for so many ClOrdIDs, 2^30 at most; none may be held yet. */
    public void expect(final int count) {
        int length = buckets.length;
        while (length < count) {
            length *= 2;
        }
        buckets = new Entry[length];
    }

    /** The order that a ClOrdID names, or null. */
    public Order find(final Text clOrdId) {
        return find(clOrdId, clOrdId.hash());
    }

    /** Adds a ClOrdID that is not held yet, as the order's last accepted one. */
    public void add(final Text clOrdId, final Order order) {
        add(clOrdId, clOrdId.hash(), order);
    }

    /** Adds a ClOrdID as the order's last accepted one; false if it is held already, and nothing was done. */
    public boolean addIfAbsent(final Text clOrdId, final Order order) {
        final long hash = clOrdId.hash();
        final boolean absent = find(clOrdId, hash) == null;
        if (absent) {
            add(clOrdId, hash, order);
        }
        return absent;
    }

    /** Forgets every ClOrdID of the order's chain, each in the index that it is in. */
    public static void removeChain(final Order order) {
        Entry entry = order.chain;
        order.chain = null;
        while (entry != null) {
            final Entry older = entry.older;
            entry.owner.remove(entry);
            entry = older;
        }
    }

    /** Hears of each ClOrdID that the index lets go. */
    @FunctionalInterface
    public interface ForgottenListener {
        /** The 64-bit hash of the ClOrdID. */
        void onForgotten(long hash);
    }

    private Order find(final Text clOrdId, final long hash) {
        for (Entry e = buckets[bucket(hash)]; e != null; e = e.nextInBucket) {
            if (e.hash == hash && matches(e, clOrdId)) {
                return e.order;
            }
        }
        return null;
    }

    private void add(final Text clOrdId, final long hash, final Order order) {
        if (size >= buckets.length) {
            grow();
        }
        final Entry entry = free == null ? new Entry() : free;
        free = entry.nextInBucket;
        entry.owner = this;
        if (entry.bytes.length < clOrdId.length()) {
            entry.bytes = new byte[Text.MAX_LENGTH];
        }
        System.arraycopy(clOrdId.bytes(), 0, entry.bytes, 0, clOrdId.length());
        entry.length = clOrdId.length();
        entry.hash = hash;
        entry.order = order;
        entry.older = order.chain;
        order.chain = entry;
        if (order.home == null) {
            order.home = this;
        }
        final int bucket = bucket(entry.hash);
        entry.nextInBucket = buckets[bucket];
        buckets[bucket] = entry;
        size++;
    }

    private void remove(final Entry entry) {
        unlink(entry);
        listener.onForgotten(entry.hash);
        entry.order = null;
        entry.older = null;
        entry.nextInBucket = free;
        free = entry;
        size--;
    }

    private void unlink(final Entry entry) {
        final int bucket = bucket(entry.hash);
        Entry e = buckets[bucket];
        if (e == entry) {
            buckets[bucket] = entry.nextInBucket;
            return;
        }
        while (e.nextInBucket != entry) {
            e = e.nextInBucket;
        }
        e.nextInBucket = entry.nextInBucket;
    }

    private void grow() {
        final Entry[] old = buckets;
        buckets = new Entry[old.length * 2];
        for (final Entry head : old) {
            Entry e = head;
            while (e != null) {
                final Entry next = e.nextInBucket;
                final int bucket = bucket(e.hash);
                e.nextInBucket = buckets[bucket];
                buckets[bucket] = e;
                e = next;
            }
        }
    }

    private int bucket(final long hash) {
        return (int) (hash ^ (hash >>> 32)) & (buckets.length - 1);
    }

    private static boolean matches(final Entry e, final Text text) {
        return Arrays.equals(e.bytes, 0, e.length, text.bytes(), 0, text.length());
    }
}
