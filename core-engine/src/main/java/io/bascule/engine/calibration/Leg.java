package io.bascule.engine.calibration;

/**
 * One leg of a book.
 *
 * @param coin that it is of.
 * @param kind of instrument.
 * @param weight signed part of the book's gross notional.
 */
record Leg(String coin, Kind kind, double weight) {
    /** What can be held of a coin. */
    enum Kind {
        /** Linear perpetual. */
        PERPETUAL,
        /** Inverse perpetual. */
        INVERSE,
        /** Linear future that expires in 30 days, always. */
        NEAR_FUTURE,
        /** Linear future that expires in 90 days, always. */
        FAR_FUTURE,
        /** The coin itself, as collateral. */
        COIN
    }
}
