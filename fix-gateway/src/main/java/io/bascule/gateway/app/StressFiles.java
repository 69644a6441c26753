package io.bascule.gateway.app;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bascule.engine.calibration.SvgChart;
import io.bascule.engine.stress.StressFigures;
import io.bascule.engine.stress.StressReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A stress report as files: {@code stress.csv}, {@code stress.json} and {@code stress.svg}; exact, in USD. */
final class StressFiles {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String HEADER = "line,name,weight,pnl,scan,equity,initial_margin,maintenance_margin,excess,"
            + "level,stage,liquidation_held,withdrawal_held,position,mark,exposure,liquidation_price,rate,currency,"
            + "amount";
    private static final double ROOM = 1.1;

    private StressFiles() {}

    static void write(Path out, StressReport report, List<String> shocks) throws IOException {
        Files.createDirectories(out);
        Files.write(out.resolve("stress.csv"), csv(report, shocks));
        Files.write(out.resolve("stress.json"), MAPPER.writeValueAsBytes(json(report, shocks)));
        Files.writeString(out.resolve("stress.svg"), svg(report));
    }

    private static List<String> csv(StressReport report, List<String> shocks) {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        lines.add("account," + report.account() + ",,0,"
                + plain(StressAmount.usd(report.terms().scanMicros())) + ',' + figures(report.now()) + ",,,,,,,,,");
        for (StressReport.Position position : report.positions()) {
            lines.add("position," + position.symbol() + ",,"
                    + plain(StressAmount.usd(position.unrealisedMicros())) + ",,,,,,,,,,"
                    + plain(StressAmount.e8(position.positionE8())) + ','
                    + plain(StressAmount.e8(position.markE8())) + ','
                    + plain(StressAmount.usd(position.exposureMicros())) + ','
                    + (position.liquidationPxE8() == StressReport.NO_PRICE
                            ? ""
                            : plain(StressAmount.e8(position.liquidationPxE8())))
                    + ",,,");
        }
        for (int n : StressAmount.worstFirst(report.scenarios())) {
            StressReport.Scenario scenario = report.scenarios().get(n);
            lines.add("scenario," + quoted(scenario.name()) + ','
                    + plain(StressAmount.e6(scenario.weightE6())) + ','
                    + plain(StressAmount.usd(scenario.pnlMicros())) + ','
                    + plain(StressAmount.usd(scenario.requirementMicros())) + ",,,,,,,,,,,,,,,");
        }
        for (int n = 0; n < shocks.size(); n++) {
            StressReport.Outcome outcome = report.outcomes().get(n);
            long pnl = outcome.figures().equityMicros() - report.now().equityMicros();
            lines.add("shock," + quoted(shocks.get(n)) + ",," + plain(StressAmount.usd(pnl)) + ",,"
                    + figures(outcome.figures()) + ',' + outcome.isLiquidationHeld() + ','
                    + outcome.isWithdrawalHeld() + ",,,,,,,");
            for (StressReport.Funding funding : report.fundings()) {
                if (funding.shock() == n) {
                    lines.add("funding," + funding.symbol() + ",,"
                            + plain(StressAmount.usd(funding.usdMicros())) + ",,,,,,,,,,,,,,"
                            + plain(StressAmount.e9(funding.rateE9())) + ',' + funding.currency() + ','
                            + plain(StressAmount.units(funding.currency(), funding.units())));
                }
            }
        }
        return lines;
    }

    private static String figures(StressFigures figures) {
        return plain(StressAmount.usd(figures.equityMicros()))
                + ','
                + plain(StressAmount.usd(figures.initialMicros()))
                + ','
                + plain(StressAmount.usd(figures.maintenanceMicros()))
                + ','
                + plain(StressAmount.usd(figures.excessMicros()))
                + ','
                + plain(StressAmount.e6(figures.levelE6()))
                + ','
                + figures.stage();
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static ObjectNode json(StressReport report, List<String> shocks) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("account", report.account())
                .put("time", Instant.EPOCH.plusNanos(report.timestampNs()).toString())
                .put("parameters", report.parameters())
                .put("sha256", report.sha256());
        put(root.putObject("now"), report.now());
        terms(root.putObject("terms"), report.terms());
        root.put("bindingScenario", report.worstScenarioId());
        ArrayNode scenarios = root.putArray("scenarios");
        for (int n : StressAmount.worstFirst(report.scenarios())) {
            StressReport.Scenario scenario = report.scenarios().get(n);
            scenarios
                    .addObject()
                    .put("id", n + 1)
                    .put("name", scenario.name())
                    .put("weight", StressAmount.e6(scenario.weightE6()))
                    .put("pnl", StressAmount.usd(scenario.pnlMicros()))
                    .put("requirement", StressAmount.usd(scenario.requirementMicros()));
        }
        positions(root.putArray("positions"), report);
        ArrayNode outcomes = root.putArray("shocks");
        for (int n = 0; n < shocks.size(); n++) {
            shock(outcomes.addObject().put("shock", shocks.get(n)), report, n);
        }
        return root;
    }

    private static void put(ObjectNode node, StressFigures figures) {
        node.put("equity", StressAmount.usd(figures.equityMicros()))
                .put("initialMargin", StressAmount.usd(figures.initialMicros()))
                .put("maintenanceMargin", StressAmount.usd(figures.maintenanceMicros()))
                .put("excess", StressAmount.usd(figures.excessMicros()))
                .put("level", StressAmount.e6(figures.levelE6()))
                .put("stage", figures.stage().name());
    }

    private static void terms(ObjectNode node, StressReport.Terms terms) {
        node.putObject("initial")
                .put("scan", StressAmount.usd(terms.scanMicros()))
                .put("basis", StressAmount.usd(terms.basisMicros()))
                .put("liquidity", StressAmount.usd(terms.liquidityMicros()))
                .put("concentration", StressAmount.usd(terms.concentrationMicros()))
                .put("oracle", StressAmount.usd(terms.confidenceMicros()))
                .put("haircut", StressAmount.usd(terms.haircutMicros()))
                .put("provisions", StressAmount.usd(terms.provisionsMicros()))
                .put("orderLoss", StressAmount.usd(terms.orderLossMicros()))
                .put("peg", StressAmount.usd(terms.pegMicros()));
        node.putObject("maintenance")
                .put("scan", StressAmount.usd(terms.maintenanceScanMicros()))
                .put("basis", StressAmount.usd(terms.maintenanceBasisMicros()))
                .put("liquidity", StressAmount.usd(terms.maintenanceLiquidityMicros()))
                .put("provisions", StressAmount.usd(terms.maintenanceProvisionsMicros()))
                .put("peg", StressAmount.usd(terms.pegMicros()));
    }

    private static void positions(ArrayNode list, StressReport report) {
        for (StressReport.Position position : report.positions()) {
            ObjectNode node = list.addObject()
                    .put("instrument", position.symbol())
                    .put("position", StressAmount.e8(position.positionE8()))
                    .put("mark", StressAmount.e8(position.markE8()))
                    .put("exposure", StressAmount.usd(position.exposureMicros()))
                    .put("unrealised", StressAmount.usd(position.unrealisedMicros()));
            if (position.liquidationPxE8() == StressReport.NO_PRICE) {
                node.putNull("liquidationPrice");
            } else {
                node.put("liquidationPrice", StressAmount.e8(position.liquidationPxE8()));
            }
        }
    }

    private static void shock(ObjectNode node, StressReport report, int shock) {
        StressReport.Outcome outcome = report.outcomes().get(shock);
        node.put(
                "pnl",
                StressAmount.usd(outcome.figures().equityMicros() - report.now().equityMicros()));
        put(node, outcome.figures());
        node.put("liquidationHeld", outcome.isLiquidationHeld()).put("withdrawalHeld", outcome.isWithdrawalHeld());
        ArrayNode fundings = node.putArray("funding");
        for (StressReport.Funding funding : report.fundings()) {
            if (funding.shock() == shock) {
                fundings.addObject()
                        .put("instrument", funding.symbol())
                        .put("rate", StressAmount.e9(funding.rateE9()))
                        .put("currency", funding.currency())
                        .put("amount", StressAmount.units(funding.currency(), funding.units()))
                        .put("usd", StressAmount.usd(funding.usdMicros()));
            }
        }
    }

    /** P&L by scenario, the worst first, and what is required against it; the level is what the account has. */
    private static String svg(StressReport report) {
        List<Integer> order = StressAmount.worstFirst(report.scenarios());
        double[] places = new double[order.size()];
        double[] pnl = new double[order.size()];
        double[] required = new double[order.size()];
        double low = -StressAmount.usd(report.now().initialMicros()).doubleValue();
        double high = 0;
        for (int n = 0; n < order.size(); n++) {
            StressReport.Scenario scenario = report.scenarios().get(order.get(n));
            places[n] = n + 0.5;
            pnl[n] = StressAmount.usd(scenario.pnlMicros()).doubleValue();
            required[n] = -StressAmount.usd(scenario.requirementMicros()).doubleValue();
            low = Math.min(low, Math.min(pnl[n], required[n]));
            high = Math.max(high, pnl[n]);
        }
        double equity = StressAmount.usd(report.now().equityMicros()).doubleValue();
        SvgChart chart = new SvgChart(
                        "P&L of " + report.account() + " by scenario, the worst first, USD",
                        0,
                        order.size(),
                        low * ROOM,
                        high * ROOM)
                .columns("P&L", pnl)
                .line("scan risk of IM, as a loss", places, required)
                .level("0", 0)
                .level("IM", -StressAmount.usd(report.now().initialMicros()).doubleValue());
        if (-equity >= low * ROOM && -equity <= high * ROOM) {
            chart.level("loss of all equity", -equity);
        }
        return chart.svg();
    }
}
