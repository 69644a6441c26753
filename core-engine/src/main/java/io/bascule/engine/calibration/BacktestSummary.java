package io.bascule.engine.calibration;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** {@code summary.json}: families by horizon, gates, and what it was measured on. */
final class BacktestSummary {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private BacktestSummary() {}

    static void write(
            final Path file,
            final MarketData data,
            final Backtest backtest,
            final List<Gate> gates,
            final double notionalUsd,
            final long seed)
            throws IOException {
        final ObjectNode root = MAPPER.createObjectNode();
        root.put("passed", gates.stream().noneMatch(Gate::isBroken));
        final ArrayNode untested = root.putArray("untested");
        gates.stream().filter(gate -> !gate.isTested()).map(Gate::name).forEach(untested::add);
        families(root.putObject("families"), backtest.runs(), false);
        final ArrayNode list = root.putArray("gates");
        for (final Gate gate : gates) {
            final ObjectNode node = list.addObject().put("name", gate.name());
            put(node, "figure", gate.figure());
            node.put("relation", gate.isAtLeast() ? ">=" : "<=")
                    .put("bound", gate.bound())
                    .put("tested", gate.isTested())
                    .put("passed", gate.isTested() ? (Boolean) gate.isWithin() : null);
        }
        families(root.putObject("wholeHistory"), backtest.runs(), true);
        final ObjectNode of = root.putObject("data");
        of.put("from", date(data.firstDay()))
                .put("to", date(data.lastDay()))
                .put("start", backtest.start().words())
                .put("scoredFrom", date(backtest.start().scoredFrom()))
                .put("hourly", data.hasHourly())
                .put("basis", data.hasSpotWindows())
                .put("funding", data.hasFunding())
                .put("books", backtest.runs().size())
                .put("seed", seed)
                .put("grossNotionalUsd", notionalUsd)
                .put("calibrate", Calibration.VERSION);
        final ArrayNode coins = of.putArray("coins");
        backtest.coins().forEach(coins::add);
        Files.write(file, MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(root));
    }

    private static String date(final long day) {
        return LocalDate.ofEpochDay(day).toString();
    }

    private static void families(final ObjectNode node, final List<BookRun> runs, final boolean isWhole) {
        Families.of(runs).forEach((family, ofFamily) -> {
            final ObjectNode ofNode = node.putObject(family.key());
            write(ofNode.putObject("1d"), FamilyScore.of(ofFamily, true, isWhole));
            write(ofNode.putObject("4h"), FamilyScore.of(ofFamily, false, isWhole));
        });
    }

    private static void write(final ObjectNode node, final FamilyScore score) {
        node.put("books", score.books());
        put(node, "coverage", score.coverage());
        put(node, "worstBookCoverage", score.worstBookCoverage());
        if (score.observations() == 0) {
            node.putNull("exceptions").putNull("observations");
        } else {
            node.put("exceptions", score.exceptions()).put("observations", score.observations());
        }
        put(node, "saving", score.saving());
        put(node, "worstSaving", score.worstSaving());
        put(node, "meanRequirement", score.meanRequirement());
        put(node, "realised99", score.realised99());
        put(node, "excessShare", score.excessShare());
        put(node, "peakToTrough", score.peakToTrough());
        put(node, "maxDailyRise", score.maxDailyRise());
    }

    private static void put(final ObjectNode node, final String key, final double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }
}
