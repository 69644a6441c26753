package io.bascule.engine.calibration;

import io.bascule.engine.calibration.Book.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of a backtest: for people as Markdown, for other programs as CSV. */
final class BacktestTables {
    private static final int PERCENT = 100;

    private BacktestTables() {}

    static void write(final Path out, final Backtest backtest, final List<Gate> gates) throws IOException {
        Files.write(out.resolve("books.csv"), books(backtest.runs()));
        Files.write(out.resolve("exceptions.csv"), exceptions(backtest.runs()));
        Files.write(out.resolve("summary.md"), summary(backtest, gates));
    }

    private static List<String> books(final List<BookRun> runs) {
        final List<String> lines = new ArrayList<>();
        lines.add("family,book,horizon,observations,exceptions,coverage,saving,mean_requirement,realised99,"
                + "excess_share,max_daily_rise,peak_to_trough,legs");
        for (final BookRun run : runs) {
            for (final boolean isDay : new boolean[] {true, false}) {
                final FamilyScore score = FamilyScore.of(List.of(run), isDay, false);
                if (score.observations() > 0) {
                    lines.add(String.format(
                            Locale.ROOT,
                            "%s,\"%s\",%s,%d,%d,%.6f,%.6f,%.6f,%.6f,%.8f,%.6f,%.6f,\"%s\"",
                            run.book().family().key(),
                            run.book().name(),
                            isDay ? "1d" : "4h",
                            score.observations(),
                            score.exceptions(),
                            score.coverage(),
                            score.saving(),
                            score.meanRequirement(),
                            score.realised99(),
                            score.excessShare(),
                            score.maxDailyRise(),
                            score.peakToTrough(),
                            legs(run.book())));
                }
            }
        }
        return lines;
    }

    private static String legs(final Book book) {
        final StringBuilder text = new StringBuilder();
        for (final Leg leg : book.legs()) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append(String.format(Locale.ROOT, "%+.4f %s %s", leg.weight(), leg.coin(), leg.kind()));
        }
        return text.toString();
    }

    private static List<String> exceptions(final List<BookRun> runs) {
        final List<String> lines = new ArrayList<>();
        lines.add("date,family,book,horizon");
        for (final BookRun run : runs) {
            for (final boolean isDay : new boolean[] {true, false}) {
                final BookScore score = isDay ? run.day(false) : run.window(false);
                for (final long day : score.exceptionDays()) {
                    lines.add(LocalDate.ofEpochDay(day) + ","
                            + run.book().family().key() + ",\"" + run.book().name() + "\"," + (isDay ? "1d" : "4h"));
                }
            }
        }
        return lines;
    }

    private static List<String> summary(final Backtest backtest, final List<Gate> gates) {
        final List<String> lines = new ArrayList<>();
        lines.add("# Backtest");
        lines.add("");
        lines.add("Started " + backtest.start().words() + "; days count from "
                + LocalDate.ofEpochDay(backtest.start().scoredFrom()) + ". Coins: "
                + String.join(", ", backtest.coins()) + ".");
        lines.add("");
        lines.add("| gate | figure | bound | |");
        lines.add("| --- | --- | --- | --- |");
        for (final Gate gate : gates) {
            lines.add("| " + gate.name() + " | " + figure(gate.figure()) + " | " + (gate.isAtLeast() ? "≥ " : "≤ ")
                    + figure(gate.bound()) + " | " + verdict(gate) + " |");
        }
        lines.add("");
        lines.add("Days that count");
        table(lines, backtest.runs(), false);
        lines.add("");
        lines.add("Whole history");
        table(lines, backtest.runs(), true);
        return lines;
    }

    private static String verdict(final Gate gate) {
        if (!gate.isTested()) {
            return "not tested";
        }
        return gate.isBroken() ? "**broken**" : "kept";
    }

    private static void table(final List<String> lines, final List<BookRun> runs, final boolean isWhole) {
        lines.add("");
        lines.add("| family | horizon | books | observations | exceptions | coverage % | worst book % | saving % |"
                + " mean requirement % | realised 99 % | Σ excess / Σ requirement %"
                + " | largest rise % | peak / trough |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (final Map.Entry<Family, List<BookRun>> family : Families.of(runs).entrySet()) {
            for (final boolean isDay : new boolean[] {true, false}) {
                final FamilyScore score = FamilyScore.of(family.getValue(), isDay, isWhole);
                if (score.observations() > 0) {
                    lines.add(String.format(
                            Locale.ROOT,
                            "| %s | %s | %d | %d | %d | %.3f | %.3f | %s | %.2f | %.2f | %.4f | %.1f | %.2f |",
                            family.getKey().key(),
                            isDay ? "1 day, IM" : "4 hours, MM",
                            score.books(),
                            score.observations(),
                            score.exceptions(),
                            score.coverage() * PERCENT,
                            score.worstBookCoverage() * PERCENT,
                            isDay ? String.format(Locale.ROOT, "%.1f", score.saving() * PERCENT) : "",
                            score.meanRequirement() * PERCENT,
                            score.realised99() * PERCENT,
                            score.excessShare() * PERCENT,
                            score.maxDailyRise() * PERCENT,
                            score.peakToTrough()));
                }
            }
        }
    }

    /** A gate as a line of text. */
    static String line(final Gate gate) {
        final String verdict = gate.isTested() ? gate.isBroken() ? "BROKEN " : "kept   " : "not tested ";
        return verdict + gate.name() + ": " + figure(gate.figure()) + (gate.isAtLeast() ? " >= " : " <= ")
                + figure(gate.bound());
    }

    private static String figure(final double value) {
        if (!Double.isFinite(value)) {
            return "not measured";
        }
        final boolean isCount = value == Math.rint(value) && Math.abs(value) >= 10;
        return String.format(Locale.ROOT, isCount ? "%.0f" : "%.5f", value);
    }
}
