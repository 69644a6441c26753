package io.bascule.engine.service;

import java.util.Arrays;

/**
 * A set of 64-bit fingerprints that is held in their order, so that it is saved without being sorted: a hash table
 * whose slots are the fingerprints' highest bits, and in which what belongs into slots that are taken stands behind
 * them, the smaller first. Fingerprints are spread evenly; ones that are not cost time, no more. 0 counts as 1.
 */
final class Fingerprints {
    private static final long FREE = 0;
    private static final int INITIAL_BITS = 4;
    private static final int MAX_BITS = 29;
    /** Behind the last slot that anything belongs in. The last one of all is always free. */
    private static final int INITIAL_TAIL = 16;

    private int bits = INITIAL_BITS;
    private long[] slots;
    private int size;

    Fingerprints() {
        this(0);
    }

    /** With room for so many. */
    Fingerprints(final int expected) {
        while (expected > mostOf(bits)) {
            bits++;
        }
        slots = new long[(1 << bits) + INITIAL_TAIL];
    }

    int size() {
        return size;
    }

    boolean contains(final long fingerprint) {
        final long value = fingerprint == FREE ? 1 : fingerprint;
        return slots[find(value)] == value;
    }

    /** False if it was there already. */
    boolean add(final long fingerprint) {
        final long value = fingerprint == FREE ? 1 : fingerprint;
        final int slot = find(value);
        if (slots[slot] == value) {
            return false;
        }
        if (size >= mostOf(bits)) {
            grow();
            insert(find(value), value);
        } else {
            insert(slot, value);
        }
        size++;
        return true;
    }

    void clear() {
        Arrays.fill(slots, FREE);
        size = 0;
    }

    /** A digest of the set. */
    long sum() {
        long sum = 0;
        for (final long value : slots) {
            if (value != FREE) {
                sum += StateHash.mix(value);
            }
        }
        return sum;
    }

    /** Writes their number, then each, the smallest first. */
    void write(final StateWriter out) {
        out.putInt(size);
        for (final long value : slots) {
            if (value != FREE) {
                out.putLong(value);
            }
        }
    }

    /** Where it is, or where it would have to be put before what is there. */
    private int find(final long value) {
        int slot = home(value);
        while (slots[slot] != FREE && slots[slot] < value) {
            slot++;
        }
        return slot;
    }

    /** Puts it into a slot; what is there and behind it moves by one, up to the next free slot. */
    private void insert(final int slot, final long value) {
        int end = slot;
        while (slots[end] != FREE) {
            end++;
        }
        System.arraycopy(slots, slot, slots, slot + 1, end - slot);
        slots[slot] = value;
        if (end == slots.length - 1) {
            slots = Arrays.copyOf(slots, slots.length + slots.length - (1 << bits)); // twice the tail
        }
    }

    private void grow() {
        final long[] before = slots;
        bits++;
        slots = new long[(1 << bits) + before.length - (1 << (bits - 1))];
        int next = 0;
        for (final long value : before) {
            if (value != FREE) {
                next = Math.max(next, home(value));
                insert(next++, value);
            }
        }
    }

    private int home(final long value) {
        return (int) ((value ^ Long.MIN_VALUE) >>> (Long.SIZE - bits));
    }

    /** Five slots in eight; the largest table takes what comes. */
    private static int mostOf(final int bits) {
        return bits == MAX_BITS ? Integer.MAX_VALUE : 5 << (bits - 3);
    }
}
