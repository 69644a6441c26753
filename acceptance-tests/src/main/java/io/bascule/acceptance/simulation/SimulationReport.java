package io.bascule.acceptance.simulation;

import io.bascule.engine.liquidation.LadderRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What runs came to, as tables, JSON and plots. */
final class SimulationReport {
    private SimulationReport() {}

    /**
     * Writes a run's files and returns its table.
     *
     * @param still the same without liquidation.
     */
    static String write(String name, SimulationResult run, SimulationResult still, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".json"), json(name, run, still));
        Files.writeString(folder.resolve(name + "-ledger.csv"), ledger(run));
        Files.writeString(folder.resolve(name + "-steps.csv"), steps(run, still));
        String table = table(name, run, still);
        Files.writeString(folder.resolve(name + ".md"), table);
        for (int symbol = 0; symbol < run.symbols().size(); symbol++) {
            int at = symbol;
            String coin = run.symbols().get(symbol);
            plot(
                    folder.resolve(name + "-" + coin + ".svg"),
                    coin + ": index and mark",
                    run,
                    List.of(
                            new LineChart.Line(
                                    "index",
                                    values(run, minute -> minute.step().index().get(at))),
                            new LineChart.Line(
                                    "mark",
                                    values(run, minute -> minute.step().mark().get(at)))));
            plot(
                    folder.resolve(name + "-" + coin + "-effect.svg"),
                    coin + ": mark with liquidation less without, bp",
                    run,
                    List.of(new LineChart.Line("effect", effect(run, still, symbol))));
        }
        plot(
                folder.resolve(name + "-fund.svg"),
                "insurance fund, USD",
                run,
                List.of(new LineChart.Line("equity", values(run, Simulation.Minute::fundUsd))));
        plot(
                folder.resolve(name + "-liquidated.svg"),
                "accounts being liquidated",
                run,
                List.of(new LineChart.Line("accounts", values(run, Simulation.Minute::liquidated))));
        Files.writeString(
                folder.resolve(name + "-losses.svg"),
                LineChart.svg(
                        "loss from the beginning of a liquidation over MM then, accounts by it",
                        "least",
                        "most",
                        List.of(new LineChart.Line(
                                "lost / MM",
                                Arrays.stream(run.lossesOfMargin()).boxed().toList()))));
        return table;
    }

    private static void plot(Path file, String title, SimulationResult run, List<LineChart.Line> lines)
            throws IOException {
        String first = Instant.ofEpochSecond(run.steps().get(0).seconds()).toString();
        String last = Instant.ofEpochSecond(
                        run.steps().get(run.steps().size() - 1).seconds())
                .toString();
        Files.writeString(file, LineChart.svg(title, first, last, lines));
    }

    private static List<Double> values(SimulationResult run, ToDoubleFunction<Simulation.Minute> of) {
        return run.minutes().stream().map(of::applyAsDouble).toList();
    }

    private static List<Double> effect(SimulationResult run, SimulationResult still, int symbol) {
        List<Double> effect = new ArrayList<>();
        for (int n = 0; n < run.steps().size(); n++) {
            effect.add(run.effectBps(still, n, symbol));
        }
        return effect;
    }

    /** The public ledger of all liquidations. */
    private static String ledger(SimulationResult run) {
        StringBuilder csv =
                new StringBuilder("time,rule,account,counterparty,instrument,qty,price,slippage,fee,equity,mm\n");
        for (Recorder.Line line : run.recorder().lines) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%d,%d,%d,%.8f,%.8f,%.6f,%.6f,%.6f,%.6f%n",
                    Instant.ofEpochSecond(line.timestampNs() / 1_000_000_000L),
                    line.rule(),
                    line.accountId(),
                    line.counterpartyId(),
                    line.instrumentId(),
                    line.qtyE8() / 1e8,
                    line.priceE8() / 1e8,
                    line.slippageMicros() / 1e6,
                    line.feeMicros() / 1e6,
                    line.equityMicros() / 1e6,
                    line.maintenanceMicros() / 1e6));
        }
        return csv.toString();
    }

    /** Index and mark at each step, and the mark without liquidation. */
    private static String steps(SimulationResult run, SimulationResult still) {
        StringBuilder csv = new StringBuilder("time,symbol,index,mark,mark_without\n");
        for (int n = 0; n < run.steps().size(); n++) {
            Simulation.Step step = run.steps().get(n);
            for (int symbol = 0; symbol < run.symbols().size(); symbol++) {
                csv.append(String.format(
                        Locale.ROOT,
                        "%s,%s,%.8f,%.8f,%.8f%n",
                        Instant.ofEpochSecond(step.seconds()),
                        run.symbols().get(symbol),
                        step.index().get(symbol),
                        step.mark().get(symbol),
                        still.steps().get(n).mark().get(symbol)));
            }
        }
        return csv.toString();
    }

    private static double percentile(double[] ascending, double part) {
        return ascending.length == 0 ? 0 : ascending[(int) Math.ceil(part * (ascending.length - 1))];
    }

    /** Names and figures, in order. */
    private static List<Object[]> figures(SimulationResult run, SimulationResult still) {
        double[] losses = run.lossesOfMargin();
        List<Object[]> rows = new ArrayList<>();
        rows.add(new Object[] {"equity_of_accounts_begin_usd", run.openingUsd()});
        rows.add(new Object[] {"equity_of_accounts_end_usd", run.closingUsd()});
        rows.add(new Object[] {"orders_refused_at_the_opening", (double) run.recorder().refused});
        rows.add(new Object[] {"margin_calls", (double) run.recorder().marginCalls});
        rows.add(new Object[] {"accounts_restricted", (double) run.accounts(LadderRule.RESTRICTED)});
        rows.add(new Object[] {"accounts_unwound", (double) run.accounts(LadderRule.UNWIND)});
        rows.add(new Object[] {"slices", (double) run.times(LadderRule.SLICE)});
        rows.add(new Object[] {"shortest_pace_s", pace(run)});
        rows.add(new Object[] {"auctions", auctions(run)});
        rows.add(new Object[] {"auctions_sold", (double) run.accounts(LadderRule.AUCTION_SOLD)});
        rows.add(new Object[] {"accounts_taken_over_by_fund", (double) run.accounts(LadderRule.FUND_TOOK)});
        rows.add(new Object[] {"accounts_deleveraged_against", (double) run.accounts(LadderRule.DELEVERAGED)});
        rows.add(new Object[] {"slippage_usd", run.slippageUsd()});
        rows.add(new Object[] {"fees_to_fund_usd", run.feesUsd()});
        rows.add(new Object[] {"fund_took_usd", run.movedUsd(LadderRule.FUND_TOOK)});
        rows.add(new Object[] {"deleveraged_usd", deleveragedUsd(run)});
        rows.add(new Object[] {"fund_begin_usd", run.minutes().get(0).fundUsd()});
        rows.add(new Object[] {"fund_least_usd", run.leastFundUsd()});
        rows.add(new Object[] {"fund_end_usd", run.lastFundUsd()});
        rows.add(new Object[] {"liquidations_ended", (double) losses.length});
        rows.add(new Object[] {"lost_over_mm_median", percentile(losses, 0.5)});
        rows.add(new Object[] {"lost_over_mm_p95", percentile(losses, 0.95)});
        rows.add(new Object[] {"lost_over_mm_most", percentile(losses, 1)});
        rows.add(new Object[] {"debts_unassigned", (double) run.debts()});
        rows.add(new Object[] {"takeovers_that_left_something", (double) run.leftovers()});
        double[] distance = run.markDistanceBps(still);
        for (int symbol = 0; symbol < distance.length; symbol++) {
            rows.add(new Object[] {"mark_moved_bp_" + run.symbols().get(symbol), distance[symbol]});
        }
        if (!run.setting().portfolio().isEmpty()) {
            rows.add(new Object[] {"desk_equity_begin_usd", run.deskBefore().equityUsd()});
            rows.add(new Object[] {"desk_im_begin_usd", run.deskBefore().initialUsd()});
            rows.add(new Object[] {"desk_mm_begin_usd", run.deskBefore().maintenanceUsd()});
            rows.add(new Object[] {"desk_equity_end_usd", run.deskAfter().equityUsd()});
        }
        return rows;
    }

    private static double deleveragedUsd(SimulationResult run) {
        return run.movedUsd(LadderRule.DELEVERAGED)
                + run.movedUsd(LadderRule.DELEVERAGED_PROFITLESS)
                + run.movedUsd(LadderRule.DELEVERAGED_HEDGED);
    }

    private static double pace(SimulationResult run) {
        long shortest = run.recorder().shortestPaceNs;
        return shortest == Long.MAX_VALUE ? 0 : shortest / 1e9;
    }

    private static double auctions(SimulationResult run) {
        return run.times(LadderRule.AUCTION) + run.times(LadderRule.NONE_ADMISSIBLE) + run.times(LadderRule.UNFILLED);
    }

    private static String json(String name, SimulationResult run, SimulationResult still) {
        StringBuilder json = new StringBuilder("{\n  \"name\": \"" + name + "\",\n");
        json.append("  \"accounts\": ").append(run.setting().accounts()).append(",\n");
        json.append("  \"seed\": ").append(run.setting().seed()).append(",\n");
        json.append("  \"state_hash\": \"")
                .append(Long.toHexString(run.stateHash()))
                .append('"');
        for (Object[] row : figures(run, still)) {
            json.append(String.format(Locale.ROOT, ",%n  \"%s\": %s", row[0], plain((Double) row[1])));
        }
        return json.append("\n}\n").toString();
    }

    private static String table(String name, SimulationResult run, SimulationResult still) {
        StringBuilder table = new StringBuilder("| " + name + " | |\n| --- | ---: |\n");
        for (Object[] row : figures(run, still)) {
            table.append("| ")
                    .append(row[0])
                    .append(" | ")
                    .append(plain((Double) row[1]))
                    .append(" |\n");
        }
        return table.append("| state_hash | ")
                .append(Long.toHexString(run.stateHash()))
                .append(" |\n")
                .toString();
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.4f", value);
    }
}
