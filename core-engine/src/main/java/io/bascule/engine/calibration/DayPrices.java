package io.bascule.engine.calibration;

import java.util.List;

/**
 * What one day brought, of each coin.
 *
 * @param day since the epoch.
 * @param coins in the order of the filter.
 */
record DayPrices(long day, List<Coin> coins) {
    private static final int EIGHT_HOURS_A_DAY = 3;

    /**
     * Of one coin; {@code NaN} where nothing is known.
     *
     * @param close of the perpetual.
     * @param basis perpetual over spot.
     * @param turnover in USD.
     * @param fundingRate mean per eight hours.
     */
    record Coin(double close, double basis, double turnover, double fundingRate) {}

    DayPrices {
        coins = List.copyOf(coins);
    }

    static DayPrices of(final MarketData data, final List<String> coins, final long day) {
        return new DayPrices(
                day,
                coins.stream()
                        .map(coin -> {
                            final double close = data.perpetual(coin, day);
                            final double turnover = data.volume(coin, day) * close;
                            return new Coin(
                                    close,
                                    close / data.anySpot(coin, day),
                                    turnover > 0 ? turnover : Double.NaN,
                                    data.funding(coin, day) / EIGHT_HOURS_A_DAY);
                        })
                        .toList());
    }
}
