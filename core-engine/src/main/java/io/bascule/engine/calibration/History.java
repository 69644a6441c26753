package io.bascule.engine.calibration;

import io.bascule.engine.calibration.Book.Family;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requirement of a few books day by day against what they lost, for the plots. */
final class History {
    private static final List<String> SHOWN = List.of("long BTC", "long ETH", "long SOL", "long BTC, ETH at 1.0");

    private final Map<Book, List<Point>> points = new LinkedHashMap<>();

    /**
     * One day of a book.
     *
     * @param day since the epoch.
     * @param initialMargin part of gross notional.
     * @param maintenanceMargin likewise.
     * @param loss likewise; a gain is negative.
     */
    record Point(long day, double initialMargin, double maintenanceMargin, double loss) {}

    History(final List<BookRun> runs) {
        runs.stream()
                .map(BookRun::book)
                .filter(book -> SHOWN.contains(book.name())
                        || (book.family() == Family.CARRY && book.name().startsWith("BTC")))
                .forEach(book -> points.put(book, new ArrayList<>()));
    }

    void note(final BookRun.Day of, final BookMargin margin, final LegReturns returns) {
        points.forEach((book, ofBook) -> {
            double gain = 0;
            for (final Leg leg : book.legs()) {
                gain += leg.weight()
                        * returns.ofDay(leg, of.day(), book.family().isBasis());
            }
            if (!Double.isNaN(gain)) {
                margin.hold(book.legs());
                ofBook.add(new Point(of.day(), margin.initialMargin(), margin.maintenanceMargin(), -gain));
            }
        });
    }

    /** By book, day by day. */
    Map<Book, List<Point>> points() {
        return points;
    }
}
