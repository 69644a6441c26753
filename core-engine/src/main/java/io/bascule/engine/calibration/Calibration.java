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

    private static final long NS = 1_000_000_000L;

    private Calibration() {}

    /** What came out. */
    public record Result(MarginParameters parameters, MarginOrigin origin, String sha256) {}

    /**
     * Writes {@code margin.json}, {@code filter.json} (what the filter knows) and {@code calibration.md} into a folder.
     *
     * @param data to calibrate on.
     * @param described in words.
     * @param out folder, made if it is not there.
     */
    public static Result run(final MarketData data, final String described, final Path out) throws IOException {
        final ShockFilter filter = filtered(data);
        Files.createDirectories(out);
        FilterStateFile.write(out.resolve("filter.json"), filter.state());
        filter.advance();
        final String to = LocalDate.ofEpochDay(data.lastDay()).toString();
        final MarginOrigin origin = new MarginOrigin(
                described, LocalDate.ofEpochDay(data.firstDay()).toString(), to, VERSION);
        final long effectiveTimeNs =
                LocalDate.ofEpochDay(data.lastDay() + 1).toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC) * NS;
        final MarginParameters parameters = new ParameterBuilder(filter).build("calibrated-" + to, effectiveTimeNs);
        final String sha256 = MarginFile.write(out.resolve("margin.json"), parameters, origin);
        final MarginParameters read = MarginFile.read(out.resolve("margin.json"));
        Files.writeString(out.resolve("calibration.md"), CalibrationReport.of(read, origin, sha256));
        return new Result(read, origin, sha256);
    }

    private static ShockFilter filtered(final MarketData data) {
        final Backtest.Start start = Backtest.Start.of(data, FilterStateFile.bundled());
        final ShockFilter filter = new ShockFilter(data.coins(), start.state());
        for (long day = start.firstDay(); day <= data.lastDay(); day++) {
            filter.advance();
            filter.absorb(DayPrices.of(data, data.coins(), day));
        }
        return filter;
    }
}
