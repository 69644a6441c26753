package io.bascule.engine.calibration;

import io.bascule.engine.calibration.Book.Family;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Books by family, as they are reported: with the outright majors once more by themselves. */
final class Families {
    /** Outright books of BTC and ETH; they are in the family of all outright books, too. */
    static final String OUTRIGHT_MAJORS = "outrightMajors";

    private static final List<String> MAJORS = List.of("BTC", "ETH");

    private Families() {}

    /** By key, in the order of the report; a family without a book has an empty list. */
    static Map<String, List<BookRun>> of(final List<BookRun> runs) {
        final Map<String, List<BookRun>> byKey = new LinkedHashMap<>();
        for (final Family family : Family.values()) {
            byKey.put(
                    family.key(),
                    runs.stream().filter(run -> run.book().family() == family).toList());
            if (family == Family.OUTRIGHT) {
                byKey.put(
                        OUTRIGHT_MAJORS,
                        runs.stream().filter(Families::isOutrightMajor).toList());
            }
        }
        return byKey;
    }

    private static boolean isOutrightMajor(final BookRun run) {
        return run.book().family() == Family.OUTRIGHT
                && MAJORS.contains(run.book().legs().get(0).coin());
    }
}
