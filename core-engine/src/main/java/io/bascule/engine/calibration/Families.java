package io.bascule.engine.calibration;

import io.bascule.engine.calibration.Book.Family;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Books by family, in the order of the report; a family without a book has an empty list. */
final class Families {
    private Families() {}

    static Map<Family, List<BookRun>> of(final List<BookRun> runs) {
        final Map<Family, List<BookRun>> byFamily = new EnumMap<>(Family.class);
        for (final Family family : Family.values()) {
            byFamily.put(
                    family,
                    runs.stream().filter(run -> run.book().family() == family).toList());
        }
        return byFamily;
    }
}
