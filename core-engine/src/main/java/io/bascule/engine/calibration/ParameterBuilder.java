package io.bascule.engine.calibration;

import io.bascule.engine.margin.ImpactStep;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.PegTier;
import io.bascule.engine.margin.ScenarioParameters;
import io.bascule.engine.margin.UnderlyingParameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The margin parameters of the day that a filter stands at. Fractions become whole 1e-6, shocks and rates rounded up,
 * away from zero.
 */
final class ParameterBuilder {
    /** Common moves, as parts of the largest. */
    private static final List<Double> COMMON_MOVES = List.of(0.25, 0.5, 0.75, 1.0);

    private static final int MAX_SCENARIOS = 128;
    private static final double E6 = 1e6;
    private static final double E9 = 1e9;
    private static final long FULL_E6 = 1_000_000;
    private static final long TWENTIETH_E6 = 50_000;
    private static final long MAINTENANCE_E6 = 800_000;
    private static final long DEDUCTION_RATE_E6 = 20_000;
    private static final long DEDUCTION_BASE_MICROS = 1_000_000_000_000L;
    private static final List<PegTier> PEG_TIERS =
            List.of(new PegTier(5_000, 5_000), new PegTier(10_000, 20_000), new PegTier(30_000, 100_000));
    private static final double[] IMPACT_EDGES_USD = {0, 250e3, 1e6, 5e6, 20e6, 100e6};
    /** Y of the square-root law. */
    private static final double IMPACT_FACTOR = 0.5;

    private static final double ILLIQUID_TURNOVER = 10e6;
    private static final double USUAL_FUNDING = 0.0001;

    private final ShockFilter filter;

    ParameterBuilder(final ShockFilter filter) {
        this.filter = filter;
    }

    /** The parameters; the hash is of what is written to a file and left empty. */
    MarginParameters build(final String name, final long effectiveTimeNs) {
        return new MarginParameters(
                name,
                effectiveTimeNs,
                "",
                MAINTENANCE_E6,
                DEDUCTION_RATE_E6,
                DEDUCTION_BASE_MICROS,
                PEG_TIERS,
                underlyings(),
                scenarios());
    }

    private List<UnderlyingParameters> underlyings() {
        final List<UnderlyingParameters> all = new ArrayList<>();
        for (int i = 0; i < filter.coins().size(); i++) {
            all.add(underlying(i));
        }
        return all;
    }

    private UnderlyingParameters underlying(final int coin) {
        final CoinState state = filter.of(coin);
        final CoinRules rules = filter.rules(coin);
        final double funding = Double.isNaN(state.fundingRate) ? USUAL_FUNDING : state.fundingRate;
        return new UnderlyingParameters(
                filter.coins().get(coin),
                rules.liquidityClass(),
                upE6(filter.initialShock(coin)),
                upE6(filter.maintenanceShock(coin)),
                upE6(rules.offset()),
                upE6(rules.gainWeight()),
                upE6(state.basisRate),
                upE6(rules.basisYear()),
                upE6(rules.halfSpread()),
                impact(coin),
                Math.round(rules.openInterestFloorUsd() * E6),
                upE6(rules.haircut()),
                fundingE9(funding));
    }

    /** {@code Y·σ·√(x/ADV)} of x, as chords between the edges: rates that never fall. */
    private List<ImpactStep> impact(final int coin) {
        final CoinState state = filter.of(coin);
        final CoinRules rules = filter.rules(coin);
        final double turnover = Double.isNaN(state.turnover) ? ILLIQUID_TURNOVER : state.turnover;
        final double volatility = filter.maintenanceShock(coin) / rules.multiple();
        final double factor = IMPACT_FACTOR * volatility / Math.sqrt(turnover);
        final List<ImpactStep> steps = new ArrayList<>();
        for (int n = 0; n < IMPACT_EDGES_USD.length; n++) {
            final double edge = IMPACT_EDGES_USD[n];
            final double rate = n + 1 < IMPACT_EDGES_USD.length
                    ? factor * (cost(IMPACT_EDGES_USD[n + 1]) - cost(edge)) / (IMPACT_EDGES_USD[n + 1] - edge)
                    : factor * 1.5 * Math.sqrt(edge);
            steps.add(new ImpactStep(Math.round(edge * E6), Math.min(FULL_E6, upE6(rate))));
        }
        return steps;
    }

    private static double cost(final double notional) {
        return notional * Math.sqrt(notional);
    }

    /** Common moves, each underlying alone, then days by date: as many as there is room for, by weight. */
    private List<ScenarioParameters> scenarios() {
        final List<ScenarioParameters> all = new ArrayList<>();
        for (final double move : COMMON_MOVES) {
            all.add(common(move));
            all.add(common(-move));
        }
        for (int i = 0; i < filter.coins().size(); i++) {
            all.add(single(i, 1));
            all.add(single(i, -1));
        }
        filter.days().stream()
                .sorted(Comparator.comparingInt((FilteredDay day) -> -day.twentieths())
                        .thenComparing(FilteredDay::kind, Comparator.reverseOrder())
                        .thenComparingDouble(day -> -day.dispersion()))
                .limit(MAX_SCENARIOS - all.size())
                .sorted(Comparator.comparingLong(FilteredDay::day).thenComparing(FilteredDay::kind))
                .forEach(day -> all.add(new ScenarioParameters(
                        ShockFilter.name(day),
                        day.twentieths() * TWENTIETH_E6,
                        shocks(day, true),
                        shocks(day, false))));
        return all;
    }

    private ScenarioParameters common(final double move) {
        final List<Long> initial = new ArrayList<>();
        final List<Long> maintenance = new ArrayList<>();
        for (int i = 0; i < filter.coins().size(); i++) {
            final double part = move * filter.rules(i).commonPart();
            initial.add(awayE6(part * filter.initialShock(i)));
            maintenance.add(awayE6(part * filter.maintenanceShock(i)));
        }
        return new ScenarioParameters(String.format(Locale.ROOT, "all %+.2f", move), FULL_E6, initial, maintenance);
    }

    private ScenarioParameters single(final int coin, final int sign) {
        final List<Long> initial =
                new ArrayList<>(Collections.nCopies(filter.coins().size(), 0L));
        final List<Long> maintenance = new ArrayList<>(initial);
        final double part = sign * filter.rules(coin).singlePart();
        initial.set(coin, awayE6(part * filter.initialShock(coin)));
        maintenance.set(coin, awayE6(part * filter.maintenanceShock(coin)));
        return new ScenarioParameters(
                String.format(Locale.ROOT, "%s %+.2f S", filter.coins().get(coin), part),
                FULL_E6,
                initial,
                maintenance);
    }

    private List<Long> shocks(final FilteredDay day, final boolean isInitial) {
        final List<Long> shocks = new ArrayList<>();
        for (int i = 0; i < filter.coins().size(); i++) {
            final double whole = isInitial ? filter.initialShock(i) : filter.maintenanceShock(i);
            shocks.add(awayE6(filter.shock(day, i, whole)));
        }
        return shocks;
    }

    /** Within what a margin file may say: what was paid in a squeeze is no mean rate to provision for. */
    static long fundingE9(final double rate) {
        final long most = MarginFileReader.MAX_FUNDING_E9;
        return Math.max(-most, Math.min(most, Math.round(rate * E9)));
    }

    private static long upE6(final double fraction) {
        return (long) Math.ceil(fraction * E6 - 1e-6);
    }

    private static long awayE6(final double fraction) {
        return fraction < 0 ? -upE6(-fraction) : upE6(fraction);
    }
}
