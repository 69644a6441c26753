package io.bascule.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The index against a map of the JDK, on seeded additions and removals. */
class ClOrdIdIndexTest {
    private static final long SEED = 99;

    private final List<Long> forgotten = new ArrayList<>();
    private final ClOrdIdIndex index = new ClOrdIdIndex(1, forgotten::add);
    private final Text text = new Text();

    @Test
    void shouldFindWhatAMapFinds() {
        final Random random = new Random(SEED);
        final Map<String, Order> map = new HashMap<>();
        final List<Order> orders = new ArrayList<>();
        for (int n = 0; n < 100_000; n++) {
            final int mostOrders = n < 50_000 ? 1_000 : 20; // fills, then empties
            if (orders.size() < mostOrders && random.nextBoolean()) {
                orders.add(new Order());
            }
            if (orders.size() > mostOrders || random.nextInt(3) == 0) {
                remove(orders, map, random);
            } else if (!orders.isEmpty()) {
                final String clOrdId = "c" + random.nextInt(5_000);
                final Order order = orders.get(random.nextInt(orders.size()));
                text.set(clOrdId);
                assertEquals(!map.containsKey(clOrdId), index.addIfAbsent(text, order), "seed " + SEED + " step " + n);
                map.putIfAbsent(clOrdId, order);
            }
            text.set("c" + random.nextInt(5_000));
            assertSame(map.get(text.toString()), index.find(text), "seed " + SEED + " step " + n);
            assertEquals(map.size(), index.size());
        }
        map.forEach((clOrdId, order) -> {
            text.set(clOrdId);
            assertSame(order, index.find(text));
        });
    }

    @Test
    void shouldTellWhatItForgets() {
        final Order order = new Order();
        text.set("first");
        final long first = text.hash();
        index.add(text, order);
        text.set("second");
        final long second = text.hash();
        index.add(text, order);

        ClOrdIdIndex.removeChain(order);

        assertEquals(List.of(second, first), forgotten);
        assertNull(index.find(text));
    }

    @Test
    void shouldMakeRoomAhead() {
        index.expect(1_000_000);
        text.set("only");
        final Order order = new Order();

        index.add(text, order);

        assertSame(order, index.find(text));
        assertFalse(index.addIfAbsent(text, new Order()));
    }

    private static void remove(final List<Order> orders, final Map<String, Order> map, final Random random) {
        if (!orders.isEmpty()) {
            final Order order = orders.remove(random.nextInt(orders.size()));
            ClOrdIdIndex.removeChain(order);
            map.values().removeIf(o -> o == order);
        }
    }
}
