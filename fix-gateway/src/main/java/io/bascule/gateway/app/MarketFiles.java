package io.bascule.gateway.app;

import io.bascule.engine.calibration.MarketData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of the commands that read prices. */
final class MarketFiles {
    @Option(
            names = "--prices",
            paramLabel = "FILE",
            required = true,
            description = "Daily prices, CSV or CSV.gz: date,symbol,market,open,high,low,close,volume.")
    private Path prices;

    @Option(
            names = "--hourly",
            paramLabel = "FILE",
            description = "Hourly prices of the perpetuals: time,symbol,open,high,low,close,volume.")
    private Path hourly;

    @Option(names = "--funding", paramLabel = "FILE", description = "Funding rates: time,venue,symbol,rate,interval_h.")
    private Path funding;

    @Option(
            names = "--basis",
            paramLabel = "FILE",
            description = "Hourly prices of perpetual and spot: time,symbol,perp,spot.")
    private Path basis;

    /** Reads all files that are given. */
    MarketData read() {
        final MarketData.Builder builder = new MarketData.Builder().prices(prices);
        if (hourly != null) {
            builder.hourly(hourly);
        }
        if (funding != null) {
            builder.funding(funding);
        }
        if (basis != null) {
            builder.basis(basis);
        }
        return builder.build();
    }

    /** The names of the files. */
    String names() {
        final List<String> names = new ArrayList<>();
        for (final Path file : new Path[] {prices, hourly, funding, basis}) {
            if (file != null) {
                names.add(String.valueOf(file.getFileName()));
            }
        }
        return String.join(", ", names);
    }
}
