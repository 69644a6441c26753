package io.bascule.acceptance.bench.engine;

import java.util.Arrays;

/** Commands in the order in which they come, as columns. */
final class Flow {
    static final byte PLACE_GTC = 0;
    static final byte PLACE_IOC = 1;
    static final byte PLACE_FOK = 2;
    static final byte CANCEL = 3;
    static final byte MOVE = 4;
    static final byte REDUCE = 5;

    byte[] kinds = new byte[1024];
    int[] symbols = new int[1024];
    int[] orderIds = new int[1024];
    int[] users = new int[1024];
    boolean[] buys = new boolean[1024];
    int[] prices = new int[1024];
    /** Of a place the quantity, of a reduce by how much. */
    int[] sizes = new int[1024];
    /** Of a move or a reduce: the order's whole quantity afterwards, what was filled included. */
    int[] totals = new int[1024];
    /** Of a reduce: whether it leaves nothing of the order. */
    boolean[] ends = new boolean[1024];

    int size;
    /** How many of them, from the first, fill the books before anything is measured. */
    int fill;

    void add(
            byte kind,
            int symbol,
            int orderId,
            int user,
            boolean buy,
            int price,
            int quantity,
            int total,
            boolean end) {
        if (size == kinds.length) {
            grow();
        }
        kinds[size] = kind;
        symbols[size] = symbol;
        orderIds[size] = orderId;
        users[size] = user;
        buys[size] = buy;
        prices[size] = price;
        sizes[size] = quantity;
        totals[size] = total;
        ends[size++] = end;
    }

    /** Appends a command of another flow. */
    void add(Flow other, int n) {
        add(
                other.kinds[n],
                other.symbols[n],
                other.orderIds[n],
                other.users[n],
                other.buys[n],
                other.prices[n],
                other.sizes[n],
                other.totals[n],
                other.ends[n]);
    }

    /** What each kind's share is, in text. */
    String mix() {
        int[] counts = new int[REDUCE + 1];
        for (int n = fill; n < size; n++) {
            counts[kinds[n]]++;
        }
        double all = (size - fill) / 100.0;
        return String.format(
                "GTC %.1f %%, IOC %.1f %%, FOK %.1f %%, cancel %.1f %%, move %.1f %%, reduce %.1f %%",
                counts[PLACE_GTC] / all,
                counts[PLACE_IOC] / all,
                counts[PLACE_FOK] / all,
                counts[CANCEL] / all,
                counts[MOVE] / all,
                counts[REDUCE] / all);
    }

    private void grow() {
        int length = size * 2;
        kinds = Arrays.copyOf(kinds, length);
        symbols = Arrays.copyOf(symbols, length);
        orderIds = Arrays.copyOf(orderIds, length);
        users = Arrays.copyOf(users, length);
        buys = Arrays.copyOf(buys, length);
        prices = Arrays.copyOf(prices, length);
        sizes = Arrays.copyOf(sizes, length);
        totals = Arrays.copyOf(totals, length);
        ends = Arrays.copyOf(ends, length);
    }
}
