package io.bascule.engine.order;

import java.util.Arrays;

/**
 * One session's ClOrdIDs and the orders that they name: a hash table with linear probing whose entries are pooled, so
 * that a ClOrdID that is not held is found to be new without looking at any other. An order has one entry for each
 * ClOrdID of its chain.
 */
public final class ClOrdIdIndex {
    private static final int INITIAL_BITS = 6;
    private static final int MAX_BITS = 30;
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    final int sessionId;
    private final ForgottenListener listener;
    private int bits = INITIAL_BITS;
    /** Of each slot the spread hash of its ClOrdID, whose upper bits are the slot that it belongs in. */
    private int[] tags = new int[1 << INITIAL_BITS];
    /** Of each slot the entry; null: free. */
    private Entry[] entries = new Entry[1 << INITIAL_BITS];

    private int size;
    private Entry free;

    /** One ClOrdID. */
    static final class Entry {
        byte[] bytes = new byte[24];
        int length;
        Order order;
        /** The index that it is in: a chain may run over several sessions of one account. */
        ClOrdIdIndex owner;

        /** The ClOrdID that the order had before; of a free entry the next free one. */
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

    /** Makes room for so many ClOrdIDs; none may be held yet. */
    public void expect(final int count) {
        while (count > ((3L << bits) >> 2) && bits < MAX_BITS) {
            bits++;
        }
        tags = new int[1 << bits];
        entries = new Entry[1 << bits];
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

    /** Makes an order the session's own, whoever is the first to name it. */
    public void adopt(final Order order) {
        order.home = this;
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
        final int mask = entries.length - 1;
        final int tag = tag(hash);
        for (int slot = slot(tag); entries[slot] != null; slot = (slot + 1) & mask) {
            if (tags[slot] == tag && matches(entries[slot], clOrdId)) {
                return entries[slot].order;
            }
        }
        return null;
    }

    private void add(final Text clOrdId, final long hash, final Order order) {
        if (size >= entries.length - (entries.length >> 2)) { // three quarters full
            grow();
        }
        final Entry entry = free == null ? new Entry() : free;
        free = entry.older;
        entry.owner = this;
        if (entry.bytes.length < clOrdId.length()) {
            entry.bytes = new byte[Text.MAX_LENGTH];
        }
        System.arraycopy(clOrdId.bytes(), 0, entry.bytes, 0, clOrdId.length());
        entry.length = clOrdId.length();
        entry.order = order;
        entry.older = order.chain;
        order.chain = entry;
        if (order.home == null) {
            order.home = this;
        }
        put(tag(hash), entry);
        size++;
    }

    private void put(final int tag, final Entry entry) {
        final int mask = entries.length - 1;
        int slot = slot(tag);
        while (entries[slot] != null) {
            slot = (slot + 1) & mask;
        }
        tags[slot] = tag;
        entries[slot] = entry;
    }

    private void remove(final Entry entry) {
        final long hash = Text.hash(entry.bytes, entry.length);
        final int mask = entries.length - 1;
        int slot = slot(tag(hash));
        while (entries[slot] != entry) {
            slot = (slot + 1) & mask;
        }
        close(slot);
        listener.onForgotten(hash);
        entry.order = null;
        entry.older = free;
        free = entry;
        size--;
    }

    /** Frees a slot, and moves up what would not be found across it. */
    private void close(final int freed) {
        final int mask = entries.length - 1;
        int hole = freed;
        int slot = (hole + 1) & mask;
        while (entries[slot] != null) {
            final int fromHome = (slot - slot(tags[slot])) & mask;
            if (fromHome >= ((slot - hole) & mask)) {
                tags[hole] = tags[slot];
                entries[hole] = entries[slot];
                hole = slot;
            }
            slot = (slot + 1) & mask;
        }
        entries[hole] = null;
    }

    private void grow() {
        final int[] oldTags = tags;
        final Entry[] oldEntries = entries;
        bits++;
        tags = new int[1 << bits];
        entries = new Entry[1 << bits];
        for (int slot = 0; slot < oldEntries.length; slot++) {
            if (oldEntries[slot] != null) {
                put(oldTags[slot], oldEntries[slot]);
            }
        }
    }

    private int slot(final int tag) {
        return tag >>> (Integer.SIZE - bits);
    }

    private static int tag(final long hash) {
        return (int) ((hash * SPREAD) >>> Integer.SIZE);
    }

    private static boolean matches(final Entry e, final Text text) {
        return Arrays.equals(e.bytes, 0, e.length, text.bytes(), 0, text.length());
    }
}
