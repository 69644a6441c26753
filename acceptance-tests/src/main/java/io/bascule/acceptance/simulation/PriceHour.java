package io.bascule.acceptance.simulation;

/** One hour of a symbol's prices; volume in coins. */
record PriceHour(long startSeconds, double open, double high, double low, double close, double volume) {
    static final long LENGTH_SECONDS = 3_600;

    /**
     * The price so many seconds into the hour: from open to the extreme that is further from close, to the other, to
     * close, a quarter of the hour, a half and a quarter.
     */
    double priceAt(long seconds) {
        boolean falls = close < open;
        double first = falls ? high : low;
        double second = falls ? low : high;
        double part = (double) seconds / LENGTH_SECONDS;
        if (part < 0.25) {
            return open + (first - open) * part * 4;
        }
        if (part < 0.75) {
            return first + (second - first) * (part - 0.25) * 2;
        }
        return second + (close - second) * (part - 0.75) * 4;
    }

    /** (high - low) / open. */
    double range() {
        return (high - low) / open;
    }
}
