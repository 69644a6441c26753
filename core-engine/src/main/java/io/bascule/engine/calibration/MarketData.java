package io.bascule.engine.calibration;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The prices that a calibration or a backtest is given: of each coin its perpetual by day, and, where there are such
 * rows, its spot price in USDT and in USD, its perpetual by four hours, its funding by day. Days are since the epoch; a
 * close is the price at the end of its day.
 */
public final class MarketData {
    /** Four-hour windows of a day. */
    static final int WINDOWS = 6;

    private static final int WINDOW_HOURS = TidyFile.HOURS_PER_DAY / WINDOWS;
    private static final String PERPETUAL = "perp_binance_usdm";
    private static final String SPOT = "spot_binance";
    private static final String USD_SPOT = "spot_coinbase_usd";
    private static final List<String> FIRST_COINS = List.of("BTC", "ETH");

    private final List<String> coins;
    private final Map<String, Map<String, Series>> closes;
    private final Map<String, Series> volumes;
    private final Map<String, Series> windows;
    private final Map<String, Series> spotWindows;
    private final Map<String, Series> funding;
    private final String perpetual;
    private final long firstDay;
    private final long lastDay;

    private MarketData(final Builder builder) {
        closes = builder.closes;
        volumes = builder.volumes;
        windows = builder.windows;
        spotWindows = builder.spotWindows;
        funding = builder.funding;
        perpetual = builder.perpetual();
        coins = closes.getOrDefault(perpetual, Map.of()).keySet().stream()
                .sorted(Comparator.comparing((String coin) -> !FIRST_COINS.contains(coin))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        firstDay = coins.stream()
                .mapToLong(coin -> closes.get(perpetual).get(coin).first())
                .min()
                .orElse(0);
        lastDay = coins.stream()
                .mapToLong(coin -> closes.get(perpetual).get(coin).last())
                .max()
                .orElse(-1);
    }

    /** Coins that have a perpetual: BTC and ETH first, the others by name. */
    public List<String> coins() {
        return coins;
    }

    /** So many of them, those with the longest history, in the same order. */
    List<String> coins(final int most) {
        return coins.stream()
                .sorted(Comparator.comparingLong((String coin) -> -days(coin)))
                .limit(most)
                .sorted(Comparator.comparingInt(coins::indexOf))
                .toList();
    }

    /** The first day that has a price of a perpetual. */
    public long firstDay() {
        return firstDay;
    }

    /** The last day that has one. */
    public long lastDay() {
        return lastDay;
    }

    /** Days from a coin's first price to its last. */
    private long days(final String coin) {
        final Series series = closes.get(perpetual).get(coin);
        return series.last() - series.first() + 1;
    }

    /** Close of the perpetual, or {@code NaN}. */
    double perpetual(final String coin, final long day) {
        return at(closes.get(perpetual), coin, day);
    }

    /** Close of the spot market in USDT, or {@code NaN}. */
    double spot(final String coin, final long day) {
        return at(closes.get(SPOT), coin, day);
    }

    /** Close of the spot market in USD, or {@code NaN}. */
    double usdSpot(final String coin, final long day) {
        return at(closes.get(USD_SPOT), coin, day);
    }

    /** Close of a spot market: in USDT, or where there is none, in USD; or {@code NaN}. */
    double anySpot(final String coin, final long day) {
        final double spot = spot(coin, day);
        return Double.isNaN(spot) ? usdSpot(coin, day) : spot;
    }

    /** Coins traded in the perpetual, or {@code NaN}. */
    double volume(final String coin, final long day) {
        return at(volumes, coin, day);
    }

    /** Close of the perpetual at the end of a four-hour window, or {@code NaN}; window -1: the day before's. */
    double window(final String coin, final long day, final int window) {
        return at(windows, coin, day * WINDOWS + window);
    }

    /** The same of the spot market in USDT. */
    double spotWindow(final String coin, final long day, final int window) {
        return at(spotWindows, coin, day * WINDOWS + window);
    }

    /** What a long of the perpetual paid in funding that day, as a part of its notional, or {@code NaN}. */
    double funding(final String coin, final long day) {
        return at(funding, coin, day);
    }

    boolean hasHourly() {
        return !windows.isEmpty();
    }

    boolean hasSpotWindows() {
        return !spotWindows.isEmpty();
    }

    boolean hasFunding() {
        return !funding.isEmpty();
    }

    private static double at(final Map<String, Series> byCoin, final String coin, final long step) {
        final Series series = byCoin == null ? null : byCoin.get(coin);
        return series == null ? Double.NaN : series.at(step);
    }

    /** Reads the files. */
    public static final class Builder {
        private static final int BASE_LENGTH = 4;
        private static final String PREFERRED_VENUE = "binance";

        private final Map<String, Map<String, Series>> closes = new TreeMap<>();
        private final Map<String, Series> volumes = new TreeMap<>();
        private final Map<String, Series> windows = new TreeMap<>();
        private final Map<String, Series> spotWindows = new TreeMap<>();
        private final Map<String, Series> funding = new TreeMap<>();

        /** Reads daily prices: date, symbol, close; if there is a market column, more than the perpetuals. */
        public Builder prices(final Path file) {
            TidyFile.read(file, List.of("date", "symbol", "close"), this::onDay);
            if (!closes.containsKey(perpetual())) {
                throw new DataException(file, "has no row of a perpetual: market " + PERPETUAL);
            }
            return this;
        }

        private void onDay(final TidyFile row) {
            final String market = row.has("market") ? row.text("market") : PERPETUAL;
            final String coin = row.text("symbol");
            final long day = row.day("date");
            for (final String column : List.of("open", "high", "low")) {
                if (row.has(column)) {
                    row.price(column);
                }
            }
            final double close = row.price("close");
            add(closes.computeIfAbsent(market, key -> new TreeMap<>()), coin, day, close, row);
            if (market.equals(PERPETUAL) && row.isPresent("volume")) {
                add(volumes, coin, day, row.number("volume"), row);
            }
        }

        private String perpetual() {
            if (closes.containsKey(PERPETUAL)) {
                return PERPETUAL;
            }
            return closes.keySet().stream()
                    .filter(market -> market.startsWith("perp"))
                    .findFirst()
                    .orElse(PERPETUAL);
        }

        /** Reads hourly prices of perpetuals: time, symbol, close. */
        public Builder hourly(final Path file) {
            final Map<String, Series> hours = new TreeMap<>();
            TidyFile.read(file, List.of("time", "symbol", "close"), row -> {
                final String coin = row.text("symbol");
                final long hour = row.hour("time");
                final double close = row.price("close");
                add(hours, coin, hour, close, row);
                addWindow(windows, coin, hour, close);
            });
            return this;
        }

        /** Reads hourly prices of perpetual and spot: time, symbol, perp, spot. Rows without a spot are left out. */
        public Builder basis(final Path file) {
            final Map<String, Series> hours = new TreeMap<>();
            TidyFile.read(file, List.of("time", "symbol", "perp", "spot"), row -> {
                final String coin = row.text("symbol");
                final long hour = row.hour("time");
                add(hours, coin, hour, row.price("perp"), row);
                if (row.isPresent("spot")) {
                    addWindow(spotWindows, coin, hour, row.price("spot"));
                }
            });
            return this;
        }

        private static void addWindow(
                final Map<String, Series> byCoin, final String coin, final long hour, final double close) {
            if (Math.floorMod(hour, WINDOW_HOURS) == WINDOW_HOURS - 1) {
                byCoin.computeIfAbsent(coin, key -> new Series()).add(Math.floorDiv(hour, WINDOW_HOURS), close);
            }
        }

        /** Reads funding rates: time, symbol, rate; of several venues the one that is preferred. */
        public Builder funding(final Path file) {
            final Map<String, Series> times = new TreeMap<>();
            final Map<String, String> venueOf = new TreeMap<>();
            TidyFile.read(file, List.of("time", "symbol", "rate"), row -> {
                final String venue = row.has("venue") ? row.text("venue") : PREFERRED_VENUE;
                final String symbol = row.text("symbol");
                final String coin = symbol.endsWith("USDT") && symbol.length() > BASE_LENGTH
                        ? symbol.substring(0, symbol.length() - BASE_LENGTH)
                        : symbol;
                final long hour = row.hour("time");
                final double rate = row.number("rate");
                add(times, venue + ' ' + symbol, hour, rate, row);
                if (venue.equals(PREFERRED_VENUE) && !venue.equals(venueOf.get(coin))) {
                    venueOf.put(coin, venue);
                    funding.remove(coin);
                }
                if (venue.equals(venueOf.computeIfAbsent(coin, key -> venue))) {
                    addFunding(coin, Math.floorDiv(hour, TidyFile.HOURS_PER_DAY), rate);
                }
            });
            return this;
        }

        private void addFunding(final String coin, final long day, final double rate) {
            final Series rates = funding.computeIfAbsent(coin, key -> new Series());
            if (!rates.add(day, rate)) {
                rates.addToLast(rate);
            }
        }

        private static void add(
                final Map<String, Series> byCoin,
                final String coin,
                final long step,
                final double value,
                final TidyFile row) {
            final Series series = byCoin.computeIfAbsent(coin, key -> new Series());
            if (!series.add(step, value)) {
                throw row.refused(coin + ": the time is not later than that of the row before");
            }
        }

        /** All that was read. */
        public MarketData build() {
            return new MarketData(this);
        }
    }
}
