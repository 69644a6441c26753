package io.bascule.acceptance.bench;

import java.util.List;

/**
 * A way to load a server.
 *
 * @param name as it is printed.
 * @param sessions that trade.
 * @param window orders in flight a session; 0 in an open loop.
 * @param ordersPerSecond over all sessions in an open loop; 0 in a closed one.
 * @param spinning whether the client polls its sockets rather than sleep until one is ready.
 */
record Round(String name, int sessions, int window, int ordersPerSecond, boolean spinning) {
    static final Round TEN_BY_64 = new Round("10x64", 10, 64, 0, false);
    static final Round HUNDRED_BY_8 = new Round("100x8", 100, 8, 0, false);
    static final Round ONE_ASLEEP = new Round("1x1", 1, 1, 0, false);
    static final Round ONE_SPINNING = new Round("1x1_spinning", 1, 1, 0, true);
    static final Round OPEN_10000 = new Round("open_10000", 10, 0, 10_000, true);

    /** In the order in which they are measured. */
    static final List<Round> ALL = List.of(TEN_BY_64, HUNDRED_BY_8, ONE_ASLEEP, ONE_SPINNING, OPEN_10000);

    boolean isOpenLoop() {
        return ordersPerSecond > 0;
    }
}
