package io.bascule.acceptance.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Prices of some symbols over a while, hour by hour, each whole: a symbol that lacks an hour is left out. */
final class PricePath {
    private static final String HEADER = "time,symbol,open,high,low,close,volume";

    private final long fromSeconds;
    private final long toSeconds;
    private final Map<String, List<PriceHour>> hours;

    PricePath(long fromSeconds, long toSeconds, Map<String, List<PriceHour>> hours) {
        this.fromSeconds = fromSeconds;
        this.toSeconds = toSeconds;
        this.hours = new TreeMap<>(hours);
        long wanted = (toSeconds - fromSeconds) / PriceHour.LENGTH_SECONDS;
        this.hours.values().removeIf(list -> list.size() != wanted);
    }

    /**
     * Reads a tidy file, {@code time,symbol,open,high,low,close,volume}, compressed if its name ends in gz.
     *
     * @throws IllegalArgumentException if it is none, or has none of the symbols for the whole time.
     */
    static PricePath read(Path file, List<String> symbols, Instant from, Instant to) throws IOException {
        Map<String, List<PriceHour>> hours = new TreeMap<>();
        try (BufferedReader reader = open(file)) {
            String line = reader.readLine();
            if (!HEADER.equals(line)) {
                throw new IllegalArgumentException(file + " does not begin with " + HEADER);
            }
            line = reader.readLine();
            while (line != null) {
                take(line, symbols, from, to, hours);
                line = reader.readLine();
            }
        }
        PricePath path = new PricePath(from.getEpochSecond(), to.getEpochSecond(), hours);
        if (path.hours.isEmpty()) {
            throw new IllegalArgumentException(
                    file + " has none of " + symbols + " from " + from + " to " + to + " without a missing hour");
        }
        return path;
    }

    List<String> symbols() {
        return List.copyOf(hours.keySet());
    }

    long fromSeconds() {
        return fromSeconds;
    }

    long toSeconds() {
        return toSeconds;
    }

    PriceHour hour(String symbol, long seconds) {
        return hours.get(symbol).get((int) ((seconds - fromSeconds) / PriceHour.LENGTH_SECONDS));
    }

    /** What is traded in a day on average, of all symbols. */
    double dailyUsd() {
        double usd = 0;
        for (List<PriceHour> list : hours.values()) {
            for (PriceHour hour : list) {
                usd += hour.volume() * hour.close();
            }
        }
        return usd * 86_400 / (toSeconds - fromSeconds);
    }

    double priceAt(String symbol, long seconds) {
        PriceHour hour = hour(symbol, seconds);
        return hour.priceAt(seconds - hour.startSeconds());
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
    }

    private static void take(
            String line, List<String> symbols, Instant from, Instant to, Map<String, List<PriceHour>> hours) {
        String[] fields = line.split(",", -1);
        if (fields.length != 7) {
            throw new IllegalArgumentException("not a line of seven fields: " + line);
        }
        if (!symbols.contains(fields[1])) {
            return;
        }
        Instant time = Instant.parse(fields[0]);
        if (!time.isBefore(from) && time.isBefore(to)) {
            hours.computeIfAbsent(fields[1], symbol -> new ArrayList<>())
                    .add(new PriceHour(
                            time.getEpochSecond(),
                            Double.parseDouble(fields[2]),
                            Double.parseDouble(fields[3]),
                            Double.parseDouble(fields[4]),
                            Double.parseDouble(fields[5]),
                            Double.parseDouble(fields[6])));
        }
    }
}
