package io.bascule.engine.calibration;

import java.util.List;

/**
 * A book that is held for good, rescaled every day to the same gross notional.
 *
 * @param name of it.
 * @param family that it is counted in.
 * @param legs whose weights without sign sum to 1.
 */
record Book(String name, Family family, List<Leg> legs) {
    /** What kind of bet a book is. */
    enum Family {
        OUTRIGHT("outright", false),
        CARRY("carry", true),
        CALENDAR("calendar", true),
        LINEAR_INVERSE("linearInverse", true),
        MAJORS("longShortMajors", false),
        ALT_BASKET("altBasket", false),
        RANDOM("random", false),
        RANDOM_UNBALANCED("randomUnbalanced", false);

        private final String key;
        private final boolean isBasis;

        Family(final String key, final boolean isBasis) {
            this.key = key;
            this.isBasis = isBasis;
        }

        /** In the summary. */
        String key() {
            return key;
        }

        /** Whether it is about the basis of one coin, not about prices. */
        boolean isBasis() {
            return isBasis;
        }

        /** Whether it is hedged by what it is. */
        boolean isHedged() {
            return this != OUTRIGHT && this != RANDOM && this != RANDOM_UNBALANCED;
        }
    }

    Book {
        legs = List.copyOf(legs);
    }
}
