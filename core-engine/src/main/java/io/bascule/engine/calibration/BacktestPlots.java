package io.bascule.engine.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The plots of a backtest, in the folder {@code plots}. */
final class BacktestPlots {
    private static final double PERCENT = 100;
    private static final double LEAST_SHOWN_COVERAGE = 99;

    private BacktestPlots() {}

    static void write(final Path out, final Backtest backtest) throws IOException {
        final Path folder = out.resolve("plots");
        Files.createDirectories(folder);
        bars(folder.resolve("saving.svg"), "Saving of IM at 1 day, mean of the books, %", backtest, true, 0, 100, 50);
        bars(
                folder.resolve("coverage-1d.svg"),
                "Coverage of IM at 1 day, pooled, %",
                backtest,
                true,
                LEAST_SHOWN_COVERAGE,
                PERCENT,
                99.5);
        bars(
                folder.resolve("coverage-4h.svg"),
                "Coverage of MM at 4 hours, pooled, %",
                backtest,
                false,
                LEAST_SHOWN_COVERAGE,
                PERCENT,
                99.5);
        exceptions(folder.resolve("exceptions.svg"), backtest);
        for (final Map.Entry<Book, List<History.Point>> entry :
                backtest.history().points().entrySet()) {
            if (!entry.getValue().isEmpty()) {
                final String file =
                        entry.getKey().name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
                requirement(folder.resolve("requirement-" + file + ".svg"), entry.getKey(), entry.getValue());
            }
        }
    }

    private static void bars(
            final Path file,
            final String title,
            final Backtest backtest,
            final boolean isDay,
            final double low,
            final double high,
            final double level)
            throws IOException {
        final List<String> labels = new ArrayList<>();
        final List<Double> values = new ArrayList<>();
        for (final Map.Entry<String, List<BookRun>> family :
                Families.of(backtest.runs()).entrySet()) {
            final FamilyScore score = FamilyScore.of(family.getValue(), isDay, false);
            final double value = PERCENT * (low == 0 ? score.saving() : score.coverage());
            if (Double.isFinite(value)) {
                labels.add(family.getKey());
                values.add(value);
            }
        }
        final SvgChart chart = new SvgChart(title, 0, labels.size(), low, high)
                .bars(labels, values.stream().mapToDouble(Double::doubleValue).toArray())
                .level(String.format(Locale.ROOT, "%.1f", level), level);
        Files.writeString(file, chart.svg());
    }

    private static void exceptions(final Path file, final Backtest backtest) throws IOException {
        final Map<Long, Integer> day = count(backtest, true);
        final Map<Long, Integer> window = count(backtest, false);
        final double first = (double) backtest.start().scoredFrom();
        final double last = Math.max(first + 1, (double) backtest.lastDay());
        final double most = Math.max(most(day), most(window));
        final SvgChart chart = new SvgChart(
                        "Exceptions by date, part of " + backtest.runs().size() + " books in %",
                        first,
                        last,
                        0,
                        Math.max(1, most * PERCENT / backtest.runs().size()))
                .dots("IM at 1 day", days(day), shares(day, backtest.runs().size()))
                .dots(
                        "MM at 4 hours",
                        days(window),
                        shares(window, backtest.runs().size()));
        Files.writeString(file, chart.years().svg());
    }

    private static Map<Long, Integer> count(final Backtest backtest, final boolean isDay) {
        final Map<Long, Integer> counts = new TreeMap<>();
        for (final BookRun run : backtest.runs()) {
            (isDay ? run.day(false) : run.window(false))
                    .exceptionDays().stream().distinct().forEach(day -> counts.merge(day, 1, Integer::sum));
        }
        return counts;
    }

    private static int most(final Map<Long, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private static double[] days(final Map<Long, Integer> counts) {
        return counts.keySet().stream().mapToDouble(Long::doubleValue).toArray();
    }

    private static double[] shares(final Map<Long, Integer> counts, final int books) {
        return counts.values().stream()
                .mapToDouble(count -> count * PERCENT / books)
                .toArray();
    }

    private static void requirement(final Path file, final Book book, final List<History.Point> points)
            throws IOException {
        final double[] days = points.stream().mapToDouble(History.Point::day).toArray();
        final double[] losses = of(points, point -> Math.max(0, point.loss()));
        final double[] initial = of(points, History.Point::initialMargin);
        double high = 0;
        for (int n = 0; n < days.length; n++) {
            high = Math.max(high, Math.max(losses[n], initial[n]));
        }
        final SvgChart chart = new SvgChart(
                        "Requirement and realised loss of " + book.name() + ", % of gross notional",
                        days[0],
                        days[days.length - 1],
                        0,
                        high)
                .line("IM", days, initial)
                .dots("loss of the day", days, losses)
                .line("MM", days, of(points, History.Point::maintenanceMargin));
        Files.writeString(file, chart.years().svg());
    }

    private static double[] of(final List<History.Point> points, final ToDoubleFunction<History.Point> figure) {
        return points.stream().mapToDouble(figure).map(value -> value * PERCENT).toArray();
    }
}
