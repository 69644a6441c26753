package io.bascule.engine.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Made-up prices in the tidy format: coins with a common factor, perpetuals with their spot, six windows a day. */
final class SyntheticPrices {
    private final LocalDate from;
    private final int days;
    private final List<String> coins;
    private final List<String> daily = new ArrayList<>();
    private final List<String> hourly = new ArrayList<>();
    private final List<String> funding = new ArrayList<>();

    SyntheticPrices(final LocalDate from, final int days, final List<String> coins, final long seed) {
        this.from = from;
        this.days = days;
        this.coins = coins;
        daily.add("date,symbol,market,open,high,low,close,volume,source");
        hourly.add("time,symbol,open,high,low,close,volume");
        funding.add("time,venue,symbol,rate,interval_h");
        for (int c = 0; c < coins.size(); c++) {
            coin(c, new Random(seed), new Random(seed + 1 + c));
        }
    }

    private void coin(final int c, final Random common, final Random own) {
        final String coin = coins.get(c);
        double close = 100;
        for (int day = 0; day < days; day++) {
            final LocalDate date = from.plusDays(day);
            final double open = close;
            for (int hour = 0; hour < 24; hour++) {
                final double move = 0.006 * common.nextGaussian() + 0.003 * (1 + c) * own.nextGaussian();
                close *= Math.exp(Math.max(-0.05, Math.min(0.05, move)));
                hourly.add(String.format(Locale.ROOT, "%sT%02d:00:00Z,%s,1,1,1,%f,1", date, hour, coin, close));
            }
            daily.add(row(date, coin, "perp_binance_usdm", open, close));
            daily.add(row(date, coin, "spot_binance", open, close * (1 + 0.0004 * own.nextGaussian())));
            funding.add(date + "T08:00:00Z,binance," + coin + "USDT,0.0001,8");
        }
    }

    private static String row(
            final LocalDate date, final String coin, final String market, final double open, final double close) {
        final double high = Math.max(open, close);
        final double low = Math.min(open, close);
        return String.format(
                Locale.ROOT, "%s,%s,%s,%f,%f,%f,%f,5e7,made up", date, coin, market, open, high, low, close);
    }

    Path prices(final Path folder) throws IOException {
        return Files.write(folder.resolve("prices.csv"), daily);
    }

    Path hourly(final Path folder) throws IOException {
        return Files.write(folder.resolve("hourly.csv"), hourly);
    }

    Path funding(final Path folder) throws IOException {
        return Files.write(folder.resolve("funding.csv"), funding);
    }
}
