package io.bascule.engine.calibration;

import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.ScenarioParameters;
import io.bascule.engine.margin.UnderlyingParameters;
import java.util.Locale;

/** What came out of a calibration, as a table that is read before it is loaded. */
final class CalibrationReport {
    private static final double PERCENT_E6 = 10_000;

    private CalibrationReport() {}

    static String of(final MarginParameters parameters, final MarginOrigin origin, final String sha256) {
        final StringBuilder text = new StringBuilder();
        text.append("# Margin parameters ").append(parameters.name()).append("\n\n");
        text.append("Data: ")
                .append(origin.data())
                .append(", ")
                .append(origin.from())
                .append(" to ")
                .append(origin.to())
                .append("; rules ")
                .append(origin.calibrate())
                .append("; SHA-256 ")
                .append(sha256)
                .append("\n\n");
        text.append(
                "| underlying | class | S (IM) % | S (MM) % | basis % | half-spread % | impact at 1 M / 10 M USD % |"
                        + " funding, 8 h % |\n");
        text.append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        for (final UnderlyingParameters underlying : parameters.underlyings()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.2f | %.2f | %.2f | %.2f | %.3f / %.3f | %.4f |%n",
                    underlying.name(),
                    underlying.liquidityClass(),
                    underlying.initialShockE6() / PERCENT_E6,
                    underlying.maintenanceShockE6() / PERCENT_E6,
                    underlying.basisE6() / PERCENT_E6,
                    underlying.halfSpreadE6() / PERCENT_E6,
                    impactPercent(underlying, 1e6),
                    impactPercent(underlying, 10e6),
                    underlying.fundingE9() / PERCENT_E6 / 1000));
        }
        text.append("\n| id | scenario | weight |\n| --- | --- | --- |\n");
        for (int n = 0; n < parameters.scenarios().size(); n++) {
            final ScenarioParameters scenario = parameters.scenarios().get(n);
            text.append(String.format(
                    Locale.ROOT, "| %d | %s | %.2f |%n", n + 1, scenario.name(), scenario.weightE6() / 1e6));
        }
        return text.toString();
    }

    /** The table's charge on a notional, as a percentage of it. */
    private static double impactPercent(final UnderlyingParameters underlying, final double notionalUsd) {
        double charge = 0;
        for (int n = 0; n < underlying.impact().size(); n++) {
            final double from = underlying.impact().get(n).edgeMicros() / 1e6;
            final double to = n + 1 < underlying.impact().size()
                    ? underlying.impact().get(n + 1).edgeMicros() / 1e6
                    : Double.MAX_VALUE;
            charge += Math.max(0, Math.min(notionalUsd, to) - from)
                    * underlying.impact().get(n).rateE6()
                    / 1e6;
        }
        return charge / notionalUsd * 100;
    }
}
