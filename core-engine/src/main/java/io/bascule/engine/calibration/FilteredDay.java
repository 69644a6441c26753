package io.bascule.engine.calibration;

import java.util.Map;

/**
 * A day of the past as a scenario.
 *
 * @param day since the epoch.
 * @param kind what it is there for.
 * @param dispersion how far the coins went apart that day, in volatilities.
 * @param common how far they went together, in volatilities.
 * @param moves by coin: of a filtered day in volatilities of that morning, of a fixed one a part of the price; a coin
 *     that is not among them moved as {@code others}.
 * @param others the move of all other coins.
 * @param twentieths weight, of 20.
 */
record FilteredDay(
        long day,
        Kind kind,
        double dispersion,
        double common,
        Map<String, Double> moves,
        double others,
        int twentieths) {
    static final int FULL = 20;

    /** What a day is there for. */
    enum Kind {
        /** Among the worst of all days, in volatilities. */
        FILTERED,
        /** One of the published list, as it was. */
        FIXED
    }

    FilteredDay {
        moves = Map.copyOf(moves);
    }

    double move(final String coin) {
        return moves.getOrDefault(coin, others);
    }

    FilteredDay withTwentieths(final int newTwentieths) {
        return new FilteredDay(day, kind, dispersion, common, moves, others, newTwentieths);
    }
}
