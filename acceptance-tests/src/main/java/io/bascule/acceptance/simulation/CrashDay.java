package io.bascule.acceptance.simulation;

import java.time.Instant;
import java.util.Locale;

/** The days that a venue has to have thought of. */
enum CrashDay {
    MARCH_2020("2020-03-11T12:00:00Z", "2020-03-13T12:00:00Z"),
    MAY_2021("2021-05-18T12:00:00Z", "2021-05-20T12:00:00Z"),
    MAY_2022("2022-05-08T12:00:00Z", "2022-05-12T12:00:00Z"),
    NOVEMBER_2022("2022-11-07T12:00:00Z", "2022-11-10T12:00:00Z"),
    AUGUST_2024("2024-08-04T00:00:00Z", "2024-08-06T00:00:00Z");

    private final Instant from;
    private final Instant to;

    CrashDay(String from, String to) {
        this.from = Instant.parse(from);
        this.to = Instant.parse(to);
    }

    Instant from() {
        return from;
    }

    Instant to() {
        return to;
    }

    /** As it is named in a report, and on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
