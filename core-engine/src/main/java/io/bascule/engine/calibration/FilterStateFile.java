package io.bascule.engine.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the filter knew at the end of a day, kept so that a backtest of later days needs no years of prices before
 * them. Holds derived figures and one last close a coin.
 */
final class FilterStateFile {
    /** Of the margin file that comes with the program. */
    static final String BUNDLED = "filter-2024-12-31.json";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private FilterStateFile() {}

    static FilterState bundled() {
        try (InputStream in = FilterStateFile.class.getResourceAsStream(BUNDLED)) {
            return in == null ? FilterState.nothing() : read(MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(BUNDLED + " cannot be read", e);
        }
    }

    static FilterState read(final Path file) throws IOException {
        return read(MAPPER.readTree(Files.readAllBytes(file)));
    }

    private static FilterState read(final JsonNode root) {
        final Map<String, CoinState> coins = new TreeMap<>();
        root.get("coins").properties().forEach(field -> {
            final CoinState state = new CoinState(CoinRules.of(field.getKey(), Double.NaN));
            read(field.getValue(), state);
            coins.put(field.getKey(), state);
        });
        final List<FilteredDay> days = new ArrayList<>();
        for (final JsonNode day : root.get("days")) {
            final Map<String, Double> moves = new TreeMap<>();
            day.get("moves")
                    .properties()
                    .forEach(field -> moves.put(field.getKey(), field.getValue().asDouble()));
            days.add(new FilteredDay(
                    epochDay(day.get("day")),
                    FilteredDay.Kind.valueOf(day.get("kind").asText()),
                    day.get("dispersion").asDouble(),
                    day.get("common").asDouble(),
                    moves,
                    day.get("others").asDouble(),
                    day.get("twentieths").asInt()));
        }
        return new FilterState(epochDay(root.get("day")), coins, days);
    }

    private static void read(final JsonNode node, final CoinState state) {
        state.close = number(node, "close");
        state.closeDay = epochDay(node.get("closeDay"));
        state.returns = node.get("returns").asInt();
        state.variance = number(node, "variance");
        state.maintenanceShock = number(node, "maintenanceShock");
        state.basis = number(node, "basis");
        state.basisMoves = node.get("basisMoves").asInt();
        node.get("largestBasisMoves").forEach(move -> state.largestBasisMoves.add(move.asDouble()));
        state.basisRate = number(node, "basisRate");
        state.turnover = number(node, "turnover");
        state.fundingRate = number(node, "fundingRate");
    }

    private static double number(final JsonNode node, final String key) {
        return node.hasNonNull(key) ? node.get(key).asDouble() : Double.NaN;
    }

    private static long epochDay(final JsonNode node) {
        return LocalDate.parse(node.asText()).toEpochDay();
    }

    static void write(final Path file, final FilterState state) throws IOException {
        final ObjectNode root = MAPPER.createObjectNode();
        root.put("day", LocalDate.ofEpochDay(state.day()).toString());
        final ObjectNode coins = root.putObject("coins");
        new TreeMap<>(state.coins()).forEach((coin, known) -> write(known, coins.putObject(coin)));
        final ArrayNode days = root.putArray("days");
        for (final FilteredDay day : state.days()) {
            final ObjectNode node = days.addObject();
            node.put("day", LocalDate.ofEpochDay(day.day()).toString())
                    .put("kind", day.kind().name())
                    .put("dispersion", day.dispersion())
                    .put("common", day.common())
                    .put("others", day.others())
                    .put("twentieths", day.twentieths());
            final ObjectNode moves = node.putObject("moves");
            new TreeMap<>(day.moves()).forEach(moves::put);
        }
        Files.write(file, MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(root));
    }

    private static void write(final CoinState state, final ObjectNode node) {
        put(node, "close", state.close);
        node.put("closeDay", LocalDate.ofEpochDay(state.closeDay).toString());
        node.put("returns", state.returns);
        put(node, "variance", state.variance);
        put(node, "maintenanceShock", state.maintenanceShock);
        put(node, "basis", state.basis);
        node.put("basisMoves", state.basisMoves);
        final ArrayNode moves = node.putArray("largestBasisMoves");
        state.largestBasisMoves.forEach(moves::add);
        put(node, "basisRate", state.basisRate);
        put(node, "turnover", state.turnover);
        put(node, "fundingRate", state.fundingRate);
    }

    private static void put(final ObjectNode node, final String key, final double value) {
        if (Double.isNaN(value)) {
            node.putNull(key);
        } else {
            node.put(key, value);
        }
    }
}
