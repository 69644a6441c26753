package io.bascule.acceptance.simulation;

import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;

/**
 * Market makers who quote around the index anew each time. What they show at which distance is what the order book of
 * the BTC perpetual showed on 8 August 2024 (../shared/data/l2_binance_20240808), a little less of it, distances in
 * parts of the hour's range and coins in parts of the hour's volume: what the hour's own volume and range make of it.
 * What they were made to buy lowers what they quote, and the other way: as far as selling so much leads down that book,
 * and no further than a square root of it against the hour's volume; half of it is forgotten in five minutes. That
 * another hour has another range and volume moves nothing by itself.
 */
final class MarketMakers {
    /** Distances from the middle, of the hour's range. */
    private static final double[] DISTANCES = {0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064};

    private static final double FURTHEST = DISTANCES[DISTANCES.length - 1];
    private static final double IMPACT = 0.5;
    private static final double MOST_SKEW = 0.03;
    private static final double HALF_LIFE_SECONDS = 300;

    private final SimulatedVenue venue;
    private final Recorder recorder;
    private final int firstAccount;
    private final int count;
    private final double depthPart;
    /** By symbol: coins that they were made to buy lately, and had bought when they quoted last. */
    private final double[] pressure;

    private final double[] bought;
    private final long[] quotedSeconds;
    private final PriceHour[] hours;

    MarketMakers(SimulatedVenue venue, Recorder recorder, int firstAccount, int count, double depthPart) {
        this.venue = venue;
        this.recorder = recorder;
        this.firstAccount = firstAccount;
        this.count = count;
        this.depthPart = depthPart;
        pressure = new double[venue.symbols().size()];
        bought = new double[venue.symbols().size()];
        quotedSeconds = new long[venue.symbols().size()];
        hours = new PriceHour[venue.symbols().size()];
    }

    /** Forgets whatever was traded so far. */
    void begin() {
        for (int symbol = 0; symbol < bought.length; symbol++) {
            bought[symbol] = boughtCoins(symbol);
            pressure[symbol] = 0;
        }
    }

    void leave() {
        for (int n = 0; n < count; n++) {
            venue.cancelAll(firstAccount + n);
        }
    }

    /** Quotes one symbol anew; all were left before. */
    void quote(int symbol, double index, PriceHour hour, long seconds) {
        if (hours[symbol] != null && !hours[symbol].equals(hour)) {
            double led = skew(hours[symbol], pressure[symbol]);
            pressure[symbol] = -Math.signum(led) * volume(hour) * partOf(Math.abs(led) / range(hour));
        }
        hours[symbol] = hour;
        double now = boughtCoins(symbol);
        double kept = Math.pow(0.5, (seconds - quotedSeconds[symbol]) / HALF_LIFE_SECONDS);
        pressure[symbol] = pressure[symbol] * kept + now - bought[symbol];
        bought[symbol] = now;
        quotedSeconds[symbol] = seconds;
        double middle = index * (1 + skew(hour, pressure[symbol]));
        double shown = 0;
        for (double distance : DISTANCES) {
            double coins = volume(hour) * depthPart * (distance - shown) / FURTHEST / count;
            double away = distance * range(hour);
            shown = distance;
            for (int n = 0; n < count; n++) {
                venue.place(firstAccount + n, symbol, Side.BUY, middle * (1 - away), coins, TimeInForce.GTC);
                venue.place(firstAccount + n, symbol, Side.SELL, middle * (1 + away), coins, TimeInForce.GTC);
            }
        }
    }

    /** Even where nothing was traded. */
    private static double volume(PriceHour hour) {
        return Math.max(hour.volume(), 1e-9);
    }

    private static double range(PriceHour hour) {
        return Math.max(hour.range(), 1e-6);
    }

    /** How far from the index they quote, having been made to buy so much in an hour. */
    private double skew(PriceHour hour, double coins) {
        double part = Math.abs(coins) / volume(hour);
        double ranges = Math.min(part / depthPart * FURTHEST, IMPACT * Math.sqrt(part));
        return -Math.signum(coins) * Math.min(MOST_SKEW, range(hour) * ranges);
    }

    /** Of an hour's volume: what leads them so many ranges away. */
    private double partOf(double ranges) {
        return Math.max(ranges * depthPart / FURTHEST, ranges * ranges / (IMPACT * IMPACT));
    }

    /** Shows a side to somebody who opens a position. */
    void welcome(int symbol, Side side, double index, double coins) {
        venue.place(firstAccount, symbol, side, index, coins, TimeInForce.GTC);
    }

    /** In the book; what deleveraging takes from them says nothing of who wants to sell. */
    private double boughtCoins(int symbol) {
        double sum = 0;
        for (int n = 0; n < count; n++) {
            sum += recorder.bookCoins(firstAccount + n, symbol + 1);
        }
        return sum;
    }
}
