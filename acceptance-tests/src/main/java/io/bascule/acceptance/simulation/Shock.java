package io.bascule.acceptance.simulation;

import java.util.Locale;

/**
 * Something that goes wrong on command.
 *
 * @param kind of it.
 * @param minute from the beginning when it begins.
 * @param value of a gap: by how much all prices change from then on, in percent; else how many minutes it lasts.
 */
record Shock(Kind kind, long minute, double value) {
    enum Kind {
        /** All prices jump, for good. */
        GAP,
        /** No source publishes: the index freezes. */
        ORACLE_PAUSE,
        /** The market makers are gone. */
        NO_LIQUIDITY
    }

    /**
     * Of {@code KIND@MINUTE:VALUE}, such as {@code gap@600:-15}.
     *
     * @throws IllegalArgumentException if it is none.
     */
    static Shock parse(String text) {
        String[] parts = text.split("[@:]", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a shock is KIND@MINUTE:VALUE, such as gap@600:-15; not " + text);
        }
        Kind kind = Kind.valueOf(parts[0].toUpperCase(Locale.ROOT).replace('-', '_'));
        return new Shock(kind, Long.parseLong(parts[1]), Double.parseDouble(parts[2]));
    }

    boolean holds(Kind asked, long atMinute) {
        return kind == asked && atMinute >= minute && atMinute < minute + (long) value;
    }

    /** What prices are multiplied by at a minute. */
    double factor(long atMinute) {
        return kind == Kind.GAP && atMinute >= minute ? 1 + value / 100 : 1;
    }
}
