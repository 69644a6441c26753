package io.bascule.acceptance.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** What all rounds showed: medians over the runs, and their ratios. */
final class BenchReport {
    private static final int TICKS_PER_HALF = 5;
    private static final String ROW = "%-18s %-13s %10s %9s %9s %9s %8s %9s %8s %8s%n";

    private final Map<Key, List<RoundResult>> results = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    /** One line of the table. */
    private record Key(String server, Round round) {}

    void add(String server, Round round, RoundResult result) {
        results.computeIfAbsent(new Key(server, round), key -> new ArrayList<>())
                .add(result);
    }

    /** A server that could not be measured to the end. */
    void addFailure(String server, String reason) {
        failures.add(server + ": " + reason);
    }

    boolean hasFailures() {
        return !failures.isEmpty()
                || results.values().stream().flatMap(List::stream).anyMatch(result -> !result.failure()
                        .isEmpty());
    }

    /** Prints the table of medians, the ratios of those, and what failed. */
    void print(PrintWriter out) {
        out.printf(
                ROW,
                "server",
                "round",
                "orders/s",
                "p50 us",
                "p99 us",
                "p99.9 us",
                "CPU-s",
                "bytes",
                "reports",
                "copies");
        out.printf(ROW, "", "", "", "", "", "", "/100,000", "/order", "/order", "behind");
        results.forEach((key, runs) -> out.printf(
                ROW,
                key.server,
                key.round.name(),
                figure("%,.0f", median(runs, RoundResult::ordersPerSecond)),
                figure("%.1f", median(runs, result -> result.percentileMicros(50))),
                figure("%.1f", median(runs, result -> result.percentileMicros(99))),
                figure("%.1f", median(runs, result -> result.percentileMicros(99.9))),
                figure("%.2f", median(runs, RoundResult::cpuSecondsPer100k)),
                figure("%,.0f", median(runs, RoundResult::bytesPerOrder)),
                figure("%.2f", median(runs, RoundResult::reportsPerOrder)),
                figure("%,.0f", median(runs, RoundResult::copiesBehind))));
        out.println();
        String bascule = Bar.BASCULE.label();
        String executor = Bar.EXECUTOR.label();
        ToDoubleFunction<RoundResult> speed = RoundResult::ordersPerSecond;
        ToDoubleFunction<RoundResult> p50 = result -> result.percentileMicros(50);
        ToDoubleFunction<RoundResult> p99 = result -> result.percentileMicros(99);
        Key plain = new Key(bascule, Round.TEN_BY_64);
        Key peer = new Key(executor, Round.TEN_BY_64);
        ratio(out, "orders_per_s_10x64", plain, peer, speed);
        ratio(out, "p50_1x1", new Key(bascule, Round.ONE_ASLEEP), new Key(executor, Round.ONE_ASLEEP), p50);
        ratio(
                out,
                "p50_1x1_spinning",
                new Key(bascule, Round.ONE_SPINNING),
                new Key(executor, Round.ONE_SPINNING),
                p50);
        ratio(out, "p99_open_10000", new Key(bascule, Round.OPEN_10000), new Key(executor, Round.OPEN_10000), p99);
        ratio(out, "bytes_per_order", plain, peer, RoundResult::bytesPerOrder);
        ratio(out, "100x8_over_10x64", new Key(bascule, Round.HUNDRED_BY_8), plain, speed);
        ratio(out, "drop_copy", new Key(Bar.TWO_BROKERS, Round.TEN_BY_64), plain, speed);
        results.forEach((key, runs) -> runs.stream()
                .filter(result -> !result.failure().isEmpty())
                .forEach(result -> out.printf("failed %s %s: %s%n", key.server, key.round.name(), result.failure())));
        failures.forEach(failure -> out.printf("failed %s%n", failure));
        out.flush();
    }

    /** Writes the latencies of each line, all runs together, in microseconds as HdrHistogram's plotter reads them. */
    void writePlots(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<Key, List<RoundResult>> entry : results.entrySet()) {
            Histogram all = new Histogram(3);
            entry.getValue().forEach(result -> all.add(result.latencies()));
            Key key = entry.getKey();
            Path file = folder.resolve(key.server.replace(' ', '-') + "-" + key.round.name() + ".hgrm");
            try (PrintStream stream = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
                all.outputPercentileDistribution(stream, TICKS_PER_HALF, 1_000.0);
            }
        }
    }

    private void ratio(PrintWriter out, String name, Key over, Key under, ToDoubleFunction<RoundResult> figure) {
        List<RoundResult> numerator = results.get(over);
        List<RoundResult> denominator = results.get(under);
        if (numerator != null && denominator != null) {
            double value = median(numerator, figure) / median(denominator, figure);
            out.printf("ratio %s %s%n", name, figure("%.3f", value));
        }
    }

    static double median(List<RoundResult> runs, ToDoubleFunction<RoundResult> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String figure(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
