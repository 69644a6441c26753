package io.bascule.engine.calibration;

import io.bascule.engine.margin.MarginParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * {@code calibrate}: from all days of the data, the parameters of the day after them. Starts as a backtest does: data
 * that begin after the bundled filter's last day, or less than two years before it, go on from that filter.
 */
public final class Calibration {
    /** Version of the rules, in every margin file. */
    public static final String VERSION = "1";

    private static final int MAX_COINS = 40;
    private static final int SHOWN_COINS = 5;
    private static final double PERCENT = 100;
    private static final double MOST_SHOWN = 50;
    private static final long NS = 1_000_000_000L;

    private Calibration() {}

    /** What came out. */
    public record Result(MarginParameters parameters, MarginOrigin origin, String sha256) {}

    /**
     * Writes {@code margin.json}, {@code filter.json} (what the filter knows), {@code calibration.md} and a plot of the
     * shocks into a folder. Of more than 40 coins, those with the longest history are taken.
     *
     * @param data to calibrate on.
     * @param described in words.
     * @param out folder, made if it is not there.
     */
    public static Result run(final MarketData data, final String described, final Path out) throws IOException {
        final Backtest.Start start = Backtest.Start.of(data, FilterStateFile.bundled());
        final ShockFilter filter = new ShockFilter(data.coins(MAX_COINS), start.state());
        Files.createDirectories(out);
        Files.writeString(
                out.resolve("shocks.svg"), filtered(data, start, filter).svg());
        FilterStateFile.write(out.resolve("filter.json"), filter.state());
        filter.advance();
        final String to = LocalDate.ofEpochDay(data.lastDay()).toString();
        final MarginOrigin origin = new MarginOrigin(
                start.isBundled() ? described + ", " + start.words() : described,
                LocalDate.ofEpochDay(data.firstDay()).toString(),
                to,
                VERSION);
        final long effectiveTimeNs =
                LocalDate.ofEpochDay(data.lastDay() + 1).toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC) * NS;
        final MarginParameters parameters = new ParameterBuilder(filter).build("calibrated-" + to, effectiveTimeNs);
        final String sha256 = MarginFile.write(out.resolve("margin.json"), parameters, origin);
        final MarginParameters read = MarginFile.read(out.resolve("margin.json"));
        Files.writeString(out.resolve("calibration.md"), CalibrationReport.of(read, origin, sha256));
        return new Result(read, origin, sha256);
    }

    /** Shows a filter all days; a plot of S_MM on its way. */
    private static SvgChart filtered(final MarketData data, final Backtest.Start start, final ShockFilter filter) {
        final int days = Math.toIntExact(data.lastDay() - start.firstDay() + 1);
        final int shown = Math.min(SHOWN_COINS, filter.coins().size());
        final double[] times = new double[days];
        final double[][] shocks = new double[shown][days];
        for (int n = 0; n < days; n++) {
            final long day = start.firstDay() + n;
            filter.advance();
            times[n] = (double) day;
            for (int coin = 0; coin < shown; coin++) {
                shocks[coin][n] = PERCENT * filter.maintenanceShock(coin);
            }
            filter.absorb(DayPrices.of(data, filter.coins(), day));
        }
        final SvgChart chart = new SvgChart("S_MM, % of the price", times[0], times[days - 1], 0, MOST_SHOWN).years();
        for (int coin = 0; coin < shown; coin++) {
            chart.line(filter.coins().get(coin), times, shocks[coin]);
        }
        return chart;
    }
}
