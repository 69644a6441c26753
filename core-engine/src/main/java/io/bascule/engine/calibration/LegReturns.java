package io.bascule.engine.calibration;

/**
 * What a leg gained in a day, or in four hours of it, as a part of its notional; {@code NaN} where a price is missing.
 *
 * <p>There are no prices of inverse perpetuals and of dated futures in the data. An inverse perpetual is taken at the
 * coin's USD spot price (a linear one is settled in a stablecoin), or where there is none, at its spot price; in four
 * hours at its spot price, and without one not at all: at the linear one's own price they would hedge each other whole.
 * A future
 * is taken at {@code spot·(1 + b·T)}, b being the mean of the funding of the last 30 days, for a year: what a
 * perpetual pays is what a future is dearer by. Perpetuals of carry and calendar books pay their funding.
 */
final class LegReturns {
    private static final int FUNDING_DAYS = 30;
    private static final double DAYS_PER_YEAR = 365;
    private static final double NEAR_YEARS = 30 / DAYS_PER_YEAR;
    private static final double FAR_YEARS = 90 / DAYS_PER_YEAR;

    private final MarketData data;

    LegReturns(final MarketData data) {
        this.data = data;
    }

    /** Gain of one day. */
    double ofDay(final Leg leg, final long day, final boolean isBasis) {
        final String coin = leg.coin();
        return switch (leg.kind()) {
            case PERPETUAL ->
                data.perpetual(coin, day) / data.perpetual(coin, day - 1) - 1 - (isBasis ? funding(coin, day) : 0);
            case INVERSE -> inverse(coin, day);
            case COIN -> data.spot(coin, day) / data.spot(coin, day - 1) - 1;
            case NEAR_FUTURE -> future(coin, day, NEAR_YEARS);
            case FAR_FUTURE -> future(coin, day, FAR_YEARS);
        };
    }

    /** Gain of a four-hour window of a day. */
    double ofWindow(final Leg leg, final long day, final int window, final boolean isBasis) {
        final String coin = leg.coin();
        final double spot = data.spotWindow(coin, day, window) / data.spotWindow(coin, day, window - 1) - 1;
        return switch (leg.kind()) {
            case PERPETUAL ->
                data.window(coin, day, window) / data.window(coin, day, window - 1)
                        - 1
                        - (isBasis ? funding(coin, day) / MarketData.WINDOWS : 0);
            case INVERSE, COIN -> spot;
            case NEAR_FUTURE -> dear(coin, day, NEAR_YEARS) * spot;
            case FAR_FUTURE -> dear(coin, day, FAR_YEARS) * spot;
        };
    }

    private double inverse(final String coin, final long day) {
        final double inUsd = data.usdSpot(coin, day) / data.usdSpot(coin, day - 1) - 1;
        return Double.isNaN(inUsd) ? data.spot(coin, day) / data.spot(coin, day - 1) - 1 : inUsd;
    }

    private double funding(final String coin, final long day) {
        final double funding = data.funding(coin, day);
        return Double.isNaN(funding) ? 0 : funding;
    }

    private double future(final String coin, final long day, final double years) {
        return data.anySpot(coin, day)
                        * dear(coin, day, years)
                        / (data.anySpot(coin, day - 1) * dear(coin, day - 1, years))
                - 1;
    }

    /** A future over spot, by the funding of the days up to one. */
    private double dear(final String coin, final long day, final double years) {
        double sum = 0;
        for (long d = day - FUNDING_DAYS + 1; d <= day; d++) {
            sum += data.funding(coin, d);
        }
        return 1 + sum / FUNDING_DAYS * DAYS_PER_YEAR * years;
    }
}
