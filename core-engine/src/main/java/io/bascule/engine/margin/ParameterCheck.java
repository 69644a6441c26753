package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;
import static io.bascule.engine.fixedpoint.FixedPoint.NANOS;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What speaks against margin parameters: each is looked at before any is put in force. */
public final class ParameterCheck {
    /** The most scenarios that are published. */
    public static final int MAX_SCENARIOS = 128;

    /** The most steps of an impact table, and tiers of the peg. */
    public static final int MAX_STEPS = 16;

    /** What a name looks like: every desk is told of it. */
    public static final String NAME = "[ -~]{1,100}";

    private static final long MAX_MICROS = 9_000_000_000_000_000L;

    private static final String SHA_256 = "[0-9a-f]{64}";

    private ParameterCheck() {}

    /**
     * Null, or the first thing that is wrong.
     *
     * @param parameters that are proposed.
     * @param names of the venue's underlyings: there must be parameters for each, and for no other.
     */
    public static String problem(final MarginParameters parameters, final Set<String> names) {
        String problem = ofWhole(parameters);
        final Set<String> known = new HashSet<>();
        for (final UnderlyingParameters underlying : parameters.underlyings()) {
            if (problem == null && !names.contains(underlying.name())) {
                problem = "unknown underlying " + underlying.name();
            } else if (problem == null) {
                problem = known.add(underlying.name())
                        ? problem(underlying)
                        : "underlying " + underlying.name() + " is defined twice";
            }
        }
        if (problem == null && !known.containsAll(names)) {
            final Set<String> missing = new HashSet<>(names);
            missing.removeAll(known);
            problem = "no margin parameters of "
                    + missing.stream().sorted().findFirst().orElseThrow();
        }
        return problem == null ? ofScenarios(parameters) : problem;
    }

    private static String ofWhole(final MarginParameters parameters) {
        if (!parameters.name().matches(NAME) || !parameters.sha256().matches(SHA_256)) {
            return "margin parameters need a name of at most 100 printable ASCII characters, and a SHA-256 of 64"
                    + " lower-case hexadecimal digits";
        }
        final boolean sane = parameters.effectiveTimeNs() >= 0
                && isPositivePart(parameters.maintenanceE6())
                && isPart(parameters.deductionRateE6())
                && isAmount(parameters.deductionBaseMicros())
                && parameters.pegTiers().size() <= MAX_STEPS;
        if (!sane) {
            return "out of range: effective time, maintenance factor, deduction or number of peg tiers of "
                    + parameters.name();
        }
        PegTier before = new PegTier(0, 0);
        for (final PegTier tier : parameters.pegTiers()) {
            if (tier.deviationE6() <= before.deviationE6()
                    || tier.rateE6() < before.rateE6()
                    || !isPart(tier.rateE6())
                    || !isPart(tier.deviationE6())) {
                return "peg tiers must rise, in parts of 1: " + tier;
            }
            before = tier;
        }
        return null;
    }

    private static String problem(final UnderlyingParameters underlying) {
        final String name = underlying.name();
        if (!isShock(underlying.maintenanceShockE6())
                || !isShock(underlying.initialShockE6())
                || underlying.initialShockE6() < underlying.maintenanceShockE6()) {
            return "absurd shock of " + name + ": 0 < maintenance <= initial < 1 does not hold";
        }
        final boolean sane = isPart(underlying.offsetE6())
                && isPart(underlying.gainWeightE6())
                && isPart(underlying.basisE6())
                && isPart(underlying.basisYearE6())
                && isPart(underlying.halfSpreadE6())
                && isPart(underlying.haircutE6())
                && underlying.openInterestFloorMicros() >= E6
                && isAmount(underlying.openInterestFloorMicros())
                && Math.abs(underlying.fundingE9()) <= NANOS;
        return sane ? problem(name, underlying.impact()) : "out of range: " + underlying;
    }

    private static String problem(final String name, final List<ImpactStep> steps) {
        if (steps.isEmpty() || steps.size() > MAX_STEPS || steps.get(0).edgeMicros() != 0) {
            return "impact of " + name + ": 1 to " + MAX_STEPS + " steps, the first from 0";
        }
        ImpactStep before = null;
        for (final ImpactStep step : steps) {
            final boolean rises =
                    before == null || (step.edgeMicros() > before.edgeMicros() && step.rateE6() >= before.rateE6());
            if (!rises || !isPart(step.rateE6()) || !isAmount(step.edgeMicros()) || step.edgeMicros() % E6 != 0) {
                return "impact of " + name + ": edges in whole USD and rates in parts of 1 must rise: " + step;
            }
            before = step;
        }
        return null;
    }

    private static String ofScenarios(final MarginParameters parameters) {
        final int count = parameters.scenarios().size();
        if (count == 0 || count > MAX_SCENARIOS) {
            return count + " scenarios: 1 to " + MAX_SCENARIOS + " are allowed";
        }
        final int underlyings = parameters.underlyings().size();
        final Set<String> names = new HashSet<>();
        for (final ScenarioParameters scenario : parameters.scenarios()) {
            final String name = scenario.name();
            if (name.isEmpty() || !names.add(name)) {
                return "scenario '" + name + "' has no name of its own";
            }
            if (!isPositivePart(scenario.weightE6())) {
                return "scenario " + name + ": weight " + scenario.weightE6() + "e-6 is not in (0, 1]";
            }
            if (scenario.initialShocksE6().size() != underlyings
                    || scenario.maintenanceShocksE6().size() != underlyings) {
                return "scenario " + name + " has a gap: " + underlyings + " shocks of each set are needed";
            }
            if (isAbsurd(scenario.initialShocksE6()) || isAbsurd(scenario.maintenanceShocksE6())) {
                return "absurd shock in scenario " + name + ": each is in (-1, 1)";
            }
        }
        return toothlessness(parameters);
    }

    /**
     * Null, or why the scenarios ask for less than the shocks say. Each underlying goes up and down by half its shock
     * or more in a scenario of full weight, in both sets; no scenario's maintenance shock is beyond its initial one, or
     * to the other side, so that MM never passes IM.
     *
     * @param parameters with as many shocks in each scenario as there are underlyings.
     */
    public static String toothlessness(final MarginParameters parameters) {
        for (final ScenarioParameters scenario : parameters.scenarios()) {
            for (int u = 0; u < parameters.underlyings().size(); u++) {
                final long initial = scenario.initialShocksE6().get(u);
                final long maintenance = scenario.maintenanceShocksE6().get(u);
                if (Math.abs(maintenance) > Math.abs(initial) || initial * maintenance < 0) {
                    return "scenario " + scenario.name() + ": the maintenance shock of "
                            + parameters.underlyings().get(u).name() + " is beyond the initial one";
                }
            }
        }
        for (int u = 0; u < parameters.underlyings().size(); u++) {
            final UnderlyingParameters underlying = parameters.underlyings().get(u);
            for (final int sign : new int[] {-1, 1}) {
                if (largest(parameters, u, sign, true) * 2 < underlying.initialShockE6()
                        || largest(parameters, u, sign, false) * 2 < underlying.maintenanceShockE6()) {
                    return "no scenario of full weight moves " + underlying.name() + (sign < 0 ? " down" : " up")
                            + " by half its shock";
                }
            }
        }
        return null;
    }

    /** The largest move of an underlying to one side, in scenarios of full weight. */
    private static long largest(
            final MarginParameters parameters, final int underlying, final int sign, final boolean isInitial) {
        return parameters.scenarios().stream()
                .filter(scenario -> scenario.weightE6() == E6)
                .mapToLong(scenario -> sign
                        * (isInitial ? scenario.initialShocksE6() : scenario.maintenanceShocksE6()).get(underlying))
                .max()
                .orElse(0);
    }

    private static boolean isAbsurd(final List<Long> shocksE6) {
        return shocksE6.stream().anyMatch(shock -> shock <= -E6 || shock >= E6);
    }

    private static boolean isShock(final long shockE6) {
        return shockE6 > 0 && shockE6 < E6;
    }

    private static boolean isPart(final long partsE6) {
        return partsE6 >= 0 && partsE6 <= E6;
    }

    private static boolean isPositivePart(final long partsE6) {
        return partsE6 > 0 && partsE6 <= E6;
    }

    private static boolean isAmount(final long micros) {
        return micros >= 0 && micros <= MAX_MICROS;
    }
}
