package io.bascule.gateway.app;

import io.bascule.engine.stress.StressFigures;
import io.bascule.engine.stress.StressReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A stress report as a table for people, in USD to the cent. */
final class StressTable {
    private final List<String> lines = new ArrayList<>();
    private final StressReport report;

    private StressTable(StressReport report) {
        this.report = report;
    }

    static List<String> lines(StressReport report, List<String> shocks) {
        StressTable table = new StressTable(report);
        table.lines.add("account " + report.account() + " at "
                + Instant.EPOCH.plusNanos(report.timestampNs()) + ", margin parameters " + report.parameters()
                + ", sha256 "
                + report.sha256());
        table.account();
        table.terms();
        table.positions();
        table.scenarios();
        table.shocks(shocks);
        return table.lines;
    }

    private void row(String format, Object... cells) {
        lines.add(String.format(Locale.ROOT, format, cells).stripTrailing());
    }

    private void heading(String text) {
        lines.add("");
        lines.add(text);
    }

    private void account() {
        heading("as it stands");
        StressFigures now = report.now();
        row("  %-14s %20s", "equity", StressAmount.cents(now.equityMicros()));
        row("  %-14s %20s", "IM", StressAmount.cents(now.initialMicros()));
        row("  %-14s %20s", "MM", StressAmount.cents(now.maintenanceMicros()));
        row("  %-14s %20s", "excess", StressAmount.cents(now.excessMicros()));
        row("  %-14s %20s", "equity / MM", StressAmount.e6(now.levelE6()).toPlainString());
        row("  %-14s %20s", "stage", now.stage());
    }

    private void terms() {
        heading("what it is made of: scan and basis of MM count in part");
        row("  %-14s %20s %20s", "", "IM", "MM");
        StressReport.Terms terms = report.terms();
        term("scan", terms.scanMicros(), terms.maintenanceScanMicros());
        term("basis", terms.basisMicros(), terms.maintenanceBasisMicros());
        term("liquidity", terms.liquidityMicros(), terms.maintenanceLiquidityMicros());
        term("concentration", terms.concentrationMicros(), 0);
        term("oracle", terms.confidenceMicros(), 0);
        term("haircut", terms.haircutMicros(), 0);
        term("provisions", terms.provisionsMicros(), terms.maintenanceProvisionsMicros());
        term("peg", terms.pegMicros(), terms.pegMicros());
        term("order loss", terms.orderLossMicros(), 0);
    }

    private void term(String name, long initialMicros, long maintenanceMicros) {
        row("  %-14s %20s %20s", name, StressAmount.cents(initialMicros), StressAmount.cents(maintenanceMicros));
    }

    private void positions() {
        heading(report.positions().isEmpty() ? "positions: none" : "positions");
        if (report.positions().isEmpty()) {
            return;
        }
        row(
                "  %-14s %16s %14s %20s %20s %16s",
                "instrument", "position", "mark", "exposure", "unrealised", "liquidation at");
        for (StressReport.Position position : report.positions()) {
            row(
                    "  %-14s %16s %14s %20s %20s %16s",
                    position.symbol(),
                    StressAmount.e8(position.positionE8()).toPlainString(),
                    StressAmount.e8(position.markE8()).toPlainString(),
                    StressAmount.cents(position.exposureMicros()),
                    StressAmount.cents(position.unrealisedMicros()),
                    position.liquidationPxE8() == StressReport.NO_PRICE
                            ? "no price"
                            : StressAmount.e8(position.liquidationPxE8()).toPlainString());
        }
    }

    private void scenarios() {
        heading("scenarios, the worst first: what is held earns, and scan risk of IM");
        row("  %4s %-32s %8s %20s %20s", "id", "scenario", "weight", "P&L", "requirement");
        for (int n : StressAmount.worstFirst(report.scenarios())) {
            StressReport.Scenario scenario = report.scenarios().get(n);
            row(
                    "  %4d %-32s %8s %20s %20s%s",
                    n + 1,
                    scenario.name(),
                    StressAmount.e6(scenario.weightE6()).toPlainString(),
                    StressAmount.cents(scenario.pnlMicros()),
                    StressAmount.cents(scenario.requirementMicros()),
                    n + 1 == report.worstScenarioId() ? "  binding" : "");
        }
    }

    private void shocks(List<String> texts) {
        if (texts.isEmpty()) {
            return;
        }
        heading("shocks");
        row(
                "  %-32s %18s %18s %18s %18s %18s %12s %s",
                "shock", "P&L", "equity", "IM", "MM", "excess", "equity / MM", "stage");
        for (int n = 0; n < texts.size(); n++) {
            StressReport.Outcome outcome = report.outcomes().get(n);
            StressFigures after = outcome.figures();
            row(
                    "  %-32s %18s %18s %18s %18s %18s %12s %s",
                    texts.get(n),
                    StressAmount.cents(after.equityMicros() - report.now().equityMicros()),
                    StressAmount.cents(after.equityMicros()),
                    StressAmount.cents(after.initialMicros()),
                    StressAmount.cents(after.maintenanceMicros()),
                    StressAmount.cents(after.excessMicros()),
                    StressAmount.e6(after.levelE6()).toPlainString(),
                    after.stage());
            fundings(n);
            meanwhile(texts.get(n), outcome);
        }
    }

    private void fundings(int shock) {
        for (StressReport.Funding funding : report.fundings()) {
            if (funding.shock() == shock) {
                row(
                        "    %s at %s for eight hours: %s %s, %s USD",
                        funding.symbol(),
                        StressAmount.e9(funding.rateE9()).toPlainString(),
                        StressAmount.units(funding.currency(), funding.units()).toPlainString(),
                        funding.currency(),
                        StressAmount.cents(funding.usdMicros()));
            }
        }
    }

    private void meanwhile(String text, StressReport.Outcome outcome) {
        if (text.startsWith("oracle:")) {
            lines.add("    meanwhile no order in " + text.substring("oracle:".length())
                    + " that would raise IM is taken");
        }
        if (outcome.isWithdrawalHeld()) {
            lines.add("    meanwhile nothing can be withdrawn");
        }
        if (outcome.isLiquidationHeld()) {
            lines.add("    meanwhile nothing of the account is liquidated");
        }
    }
}
