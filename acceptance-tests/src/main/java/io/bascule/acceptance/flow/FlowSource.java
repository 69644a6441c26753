package io.bascule.acceptance.flow;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Where order flow comes from: the recorded file if it can be found, else one made from a seed. */
final class FlowSource {
    private static final Path FILE = Path.of("shared", "data", "order_flow_l3_es.csv.gz");
    private static final BigDecimal QUARTERS = BigDecimal.valueOf(4);
    private static final long FIRST_PRICE_QUARTERS = 19_196;

    private FlowSource() {}

    /** The recorded flow, looked for in this folder and every one above it. */
    static Optional<Path> find(Path folder) {
        for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isReadable(at.resolve(FILE))) {
                return Optional.of(at.resolve(FILE));
            }
        }
        return Optional.empty();
    }

    /** Reads a file of {@code ts_event_ns,ts_recv_ns,instrument_id,order_id,action,side,price,size,flags,sequence}. */
    static List<MarketEvent> read(Path gzippedCsv) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(gzippedCsv)), StandardCharsets.US_ASCII))) {
            List<MarketEvent> events = new ArrayList<>();
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add(parse(line));
            }
            return events;
        }
    }

    static MarketEvent parse(String line) {
        String[] cells = line.split(",", -1);
        return new MarketEvent(
                Long.parseLong(cells[3]),
                cells[4].charAt(0),
                cells[5].charAt(0),
                new BigDecimal(cells[6]).multiply(QUARTERS).longValueExact(),
                Long.parseLong(cells[7]));
    }

    /** Adds, modifies, cancels and trades about a price that walks, the same for the same seed. */
    static List<MarketEvent> generate(long seed, int count) {
        Random random = new Random(seed);
        Map<Long, MarketEvent> open = new TreeMap<>();
        List<MarketEvent> events = new ArrayList<>(count);
        long mid = FIRST_PRICE_QUARTERS;
        for (long id = 1; events.size() < count; id++) {
            mid += random.nextInt(3) - 1;
            int kind = random.nextInt(100);
            MarketEvent event;
            if (kind < 50 || open.isEmpty()) {
                char side = random.nextBoolean() ? 'B' : 'A';
                long away = random.nextInt(12) - 1L;
                long price = side == 'B' ? mid - away : mid + away;
                event = new MarketEvent(id, 'A', side, price, 1 + random.nextInt(20));
                open.put(id, event);
            } else if (kind < 88) {
                MarketEvent order = anyOf(open, random);
                boolean modify = kind < 68;
                long price = random.nextBoolean() ? order.priceQuarters() : order.priceQuarters() + 1;
                long size = modify ? 1 + random.nextInt(20) : order.size();
                char action = modify ? 'M' : 'C';
                event = new MarketEvent(order.orderId(), action, order.side(), price, size);
                if (!modify) {
                    open.remove(order.orderId());
                }
            } else {
                char side = random.nextBoolean() ? 'B' : 'A';
                long price = side == 'B' ? mid + random.nextInt(5) : mid - random.nextInt(5);
                event = new MarketEvent(id, 'T', side, price, 1 + random.nextInt(30));
            }
            events.add(event);
        }
        return events;
    }

    private static MarketEvent anyOf(Map<Long, MarketEvent> open, Random random) {
        List<MarketEvent> all = List.copyOf(open.values());
        return all.get(random.nextInt(all.size()));
    }
}
