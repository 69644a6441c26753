package io.bascule.acceptance.simulation;

import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;

/**
 * Market makers who quote around the index anew each time, with what the hour's volume says of depth and its range of
 * spread. What they are made to buy lowers what they quote, and the other way, by a square root of it against the
 * hour's volume; half of that is forgotten in five minutes.
 */
final class MarketMakers {
    private static final int LEVELS = 10;
    /** Of the hour's range, at least 2 bp: half the spread, and the distance between levels. */
    private static final double SPREAD_OF_RANGE = 0.002;

    private static final double LEAST_SPREAD = 2e-4;
    private static final double IMPACT = 0.5;
    private static final double MOST_SKEW = 0.03;
    private static final double HALF_LIFE_SECONDS = 300;

    private final SimulatedVenue venue;
    private final int firstAccount;
    private final int count;
    private final double depthPart;
    /** By symbol: coins that they were made to buy lately, and had when they quoted last. */
    private final double[] pressure;

    private final double[] held;
    private final long[] quotedSeconds;

    MarketMakers(SimulatedVenue venue, int firstAccount, int count, double depthPart) {
        this.venue = venue;
        this.firstAccount = firstAccount;
        this.count = count;
        this.depthPart = depthPart;
        pressure = new double[venue.symbols().size()];
        held = new double[venue.symbols().size()];
        quotedSeconds = new long[venue.symbols().size()];
    }

    /** Forgets whatever was traded so far. */
    void begin() {
        for (int symbol = 0; symbol < held.length; symbol++) {
            held[symbol] = position(symbol);
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
        double now = position(symbol);
        double kept = Math.pow(0.5, (seconds - quotedSeconds[symbol]) / HALF_LIFE_SECONDS);
        pressure[symbol] = pressure[symbol] * kept + now - held[symbol];
        held[symbol] = now;
        quotedSeconds[symbol] = seconds;
        double volume = Math.max(hour.volume(), 1e-9);
        double root = Math.sqrt(Math.abs(pressure[symbol]) / volume);
        double skew = -Math.signum(pressure[symbol]) * Math.min(MOST_SKEW, IMPACT * hour.range() * root);
        double middle = index * (1 + skew);
        double step = Math.max(LEAST_SPREAD, SPREAD_OF_RANGE * hour.range());
        double coins = volume * depthPart / LEVELS / count;
        for (int n = 0; n < count; n++) {
            for (int level = 1; level <= LEVELS; level++) {
                double away = step * level;
                venue.place(firstAccount + n, symbol, Side.BUY, middle * (1 - away), coins, TimeInForce.GTC);
                venue.place(firstAccount + n, symbol, Side.SELL, middle * (1 + away), coins, TimeInForce.GTC);
            }
        }
    }

    /** Shows a side to somebody who opens a position. */
    void welcome(int symbol, Side side, double index, double coins) {
        venue.place(firstAccount, symbol, side, index, coins, TimeInForce.GTC);
    }

    private double position(int symbol) {
        double sum = 0;
        for (int n = 0; n < count; n++) {
            sum += venue.coins(firstAccount + n, symbol);
        }
        return sum;
    }
}
