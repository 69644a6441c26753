package io.bascule.engine.service;

import io.bascule.engine.order.Order;
import java.util.Arrays;

/** Open orders that expire at a time (GTD), the next one first, of the same time the older: a heap. */
final class Expiries {
    static final long NEVER = Long.MAX_VALUE;

    private Order[] heap = new Order[64];
    private int size;

    /** When the next one expires. */
    long nextNs() {
        return size == 0 ? NEVER : heap[0].special.asked.expireTimeNs;
    }

    Order next() {
        return heap[0];
    }

    void add(final Order order) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        place(order, size++);
        rise(size - 1);
    }

    void remove(final Order order) {
        final int index = order.special.expiryIndex;
        order.special.expiryIndex = -1;
        final Order last = heap[--size];
        heap[size] = null;
        if (last != order) {
            place(last, index);
            rise(index);
            sink(last.special.expiryIndex);
        }
    }

    private void place(final Order order, final int index) {
        heap[index] = order;
        order.special.expiryIndex = index;
    }

    private void rise(final int from) {
        final Order order = heap[from];
        int index = from;
        while (index > 0 && isBefore(order, heap[(index - 1) / 2])) {
            place(heap[(index - 1) / 2], index);
            index = (index - 1) / 2;
        }
        place(order, index);
    }

    private void sink(final int from) {
        final Order order = heap[from];
        int index = from;
        int child = firstOf(index);
        while (child < size && isBefore(heap[child], order)) {
            place(heap[child], index);
            index = child;
            child = firstOf(index);
        }
        place(order, index);
    }

    /** The child that expires first; beyond the size if there is none. */
    private int firstOf(final int parent) {
        final int left = 2 * parent + 1;
        return left + 1 < size && isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
    }

    private static boolean isBefore(final Order a, final Order b) {
        final long timeA = a.special.asked.expireTimeNs;
        final long timeB = b.special.asked.expireTimeNs;
        return timeA == timeB ? a.orderId < b.orderId : timeA < timeB;
    }
}
