package io.bascule.acceptance.faults;

import io.bascule.acceptance.oracle.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of one suite.
 *
 * @param suite its name.
 * @param count how often it was to be done.
 * @param seed that it was done with.
 * @param seconds that it took.
 * @param figures in its own words.
 * @param violations all that was broken.
 * @param skipped why it, or a part of it, was not done; empty: all was.
 */
record SuiteReport(
        String suite,
        int count,
        long seed,
        double seconds,
        Map<String, String> figures,
        List<Violation> violations,
        String skipped) {

    boolean isClean() {
        return violations.isEmpty();
    }

    /** The line that is printed when the suite has ended. */
    String line() {
        String found = figures.entrySet().stream()
                .map(figure -> " " + figure.getKey() + "=" + figure.getValue())
                .collect(Collectors.joining());
        return String.format(
                        Locale.ROOT,
                        "suite %s count=%d seed=%d seconds=%.1f%s violations=%d",
                        suite,
                        count,
                        seed,
                        seconds,
                        found,
                        violations.size())
                + (skipped.isEmpty() ? "" : " SKIPPED: " + skipped);
    }

    /** A row of the table at the end. */
    String row() {
        String verdict = skipped.isEmpty() ? "ok" : "skipped";
        return String.format(
                Locale.ROOT,
                "%-20s %9d %6d %9.1f %11d  %s",
                suite,
                count,
                seed,
                seconds,
                violations.size(),
                isClean() ? verdict : "BROKEN");
    }

    /** The heading over the rows. */
    static String heading() {
        return String.format(
                Locale.ROOT,
                "%-20s %9s %6s %9s %11s  %s",
                "suite",
                "count",
                "seed",
                "seconds",
                "violations",
                "verdict");
    }
}
