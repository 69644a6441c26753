package io.bascule.engine.calibration;

import io.bascule.engine.margin.ImpactStep;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.ScenarioParameters;
import io.bascule.engine.margin.UnderlyingParameters;
import java.util.List;

/** The naive twin of {@link EngineMargin}: scan, basis, liquidity and provisions as margin.md has them, in doubles. */
final class PlainMargin implements BookMargin {
    private final List<String> coins;
    private final double notional;
    private MarginParameters parameters;
    private double[][] initial;
    private double[][] maintenance;
    private List<Leg> held = List.of();
    private double[] net;
    private double[] longs;
    private double[] shorts;
    private double basis;

    PlainMargin(final List<String> coins, final double notionalUsd) {
        this.coins = coins;
        notional = notionalUsd;
    }

    @Override
    public void take(final MarginParameters newParameters) {
        parameters = newParameters;
        final int count = newParameters.scenarios().size();
        initial = new double[count][coins.size()];
        maintenance = new double[count][coins.size()];
        for (int k = 0; k < count; k++) {
            final ScenarioParameters scenario = newParameters.scenarios().get(k);
            for (int u = 0; u < coins.size(); u++) {
                initial[k][u] = scenario.initialShocksE6().get(u) / 1e6;
                maintenance[k][u] = scenario.maintenanceShocksE6().get(u) / 1e6;
            }
        }
    }

    @Override
    public void hold(final List<Leg> legs) {
        held = legs;
        net = new double[coins.size()];
        longs = new double[coins.size()];
        shorts = new double[coins.size()];
        basis = 0;
        for (final Leg leg : legs) {
            final int u = coins.indexOf(leg.coin());
            net[u] += leg.weight();
            longs[u] += Math.max(0, leg.weight());
            shorts[u] += Math.max(0, -leg.weight());
        }
        for (final Leg leg : legs) {
            final int u = coins.indexOf(leg.coin());
            final UnderlyingParameters of = parameters.underlyings().get(u);
            final double years =
                    switch (leg.kind()) {
                        case NEAR_FUTURE -> 30 / 365.0;
                        case FAR_FUTURE -> 90 / 365.0;
                        default -> 0;
                    };
            final double ofYearE6 = Math.ceil(of.basisYearE6() * years - 1e-9);
            final double rate = Math.max((double) of.basisE6(), ofYearE6) / 1e6;
            basis += Math.min(longs[u], shorts[u]) > 0 ? rate * Math.abs(leg.weight()) : 0;
        }
    }

    private double scan(final double[][] shocks) {
        double worst = 0;
        for (int k = 0; k < shocks.length; k++) {
            double offset = 0;
            double lost = 0;
            double gross = 0;
            for (int u = 0; u < net.length; u++) {
                if (net[u] == 0) {
                    continue;
                }
                final double x = net[u] * shocks[k][u];
                offset += Math.max(-x, -x * parameters.underlyings().get(u).offsetE6() / 1e6);
                lost += Math.max(-x, 0);
                gross += Math.abs(net[u]);
            }
            final double deduction =
                    parameters.deductionRateE6() / 1e6 * gross + parameters.deductionBaseMicros() / 1e6 / notional;
            worst = Math.max(
                    worst,
                    Math.max(offset, lost - deduction)
                            * parameters.scenarios().get(k).weightE6()
                            / 1e6);
        }
        return worst;
    }

    private double liquidity() {
        double sum = 0;
        for (int u = 0; u < net.length; u++) {
            final UnderlyingParameters of = parameters.underlyings().get(u);
            sum += of.halfSpreadE6() / 1e6 * (longs[u] + shorts[u]);
            final double x = Math.max(Math.abs(net[u]), (longs[u] + shorts[u]) / 2) * notional;
            double charge = 0;
            for (int n = 0; n < of.impact().size(); n++) {
                final ImpactStep step = of.impact().get(n);
                final double to =
                        n + 1 < of.impact().size() ? of.impact().get(n + 1).edgeMicros() / 1e6 : 1e18;
                charge += Math.max(0, Math.min(x, to) - step.edgeMicros() / 1e6) * step.rateE6() / 1e6;
            }
            sum += charge / notional;
        }
        return sum;
    }

    /** Exit fees of 0.05 %, and funding of the perpetuals that pay it. */
    private double provisions() {
        double sum = 0;
        for (final Leg leg : held) {
            if (leg.kind() == Leg.Kind.COIN) {
                continue;
            }
            sum += Math.abs(leg.weight()) * 0.0005;
            if (leg.kind() == Leg.Kind.PERPETUAL || leg.kind() == Leg.Kind.INVERSE) {
                final double rate =
                        parameters.underlyings().get(coins.indexOf(leg.coin())).fundingE9() / 1e9;
                sum += Math.max(0, leg.weight() * rate);
            }
        }
        return sum;
    }

    @Override
    public double initialMargin() {
        return scan(initial) + basis + liquidity() + provisions();
    }

    @Override
    public double maintenanceMargin() {
        return parameters.maintenanceE6() / 1e6 * (scan(maintenance) + basis) + liquidity() + provisions();
    }
}
