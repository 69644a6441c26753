package io.bascule.engine.margin;

import java.util.ArrayList;
import java.util.List;

/** Margin parameters for tests: what a test does not ask for is 0, but for exit fees, which are an instrument's. */
public final class TestParameters {
    public static final String HASH = "0123456789abcdef".repeat(4);

    private static final long E6 = 1_000_000;
    private static final long NO_INTEREST = 9_000_000_000_000_000L;

    private final List<UnderlyingParameters> underlyings = new ArrayList<>();
    private final List<ScenarioParameters> scenarios = new ArrayList<>();
    private List<PegTier> pegTiers = List.of();
    private String name = "test";
    private long effectiveTimeNs;
    private long deductionRateE6 = 20_000;
    private long deductionBaseMicros = 1_000_000 * E6;

    /** An underlying with a shock and nothing else. */
    public TestParameters shock(
            final String underlying, final long shockE6, final long offsetE6, final long gainWeightE6) {
        return add(new UnderlyingParameters(
                underlying,
                LiquidityClass.MAJOR,
                shockE6,
                shockE6,
                offsetE6,
                gainWeightE6,
                0,
                0,
                0,
                List.of(new ImpactStep(0, 0)),
                NO_INTEREST,
                0,
                0));
    }

    /** An underlying. */
    public TestParameters add(final UnderlyingParameters underlying) {
        underlyings.add(underlying);
        return this;
    }

    /** A scenario. */
    public TestParameters add(final ScenarioParameters scenario) {
        scenarios.add(scenario);
        return this;
    }

    public TestParameters peg(final PegTier... tiers) {
        pegTiers = List.of(tiers);
        return this;
    }

    public TestParameters named(final String newName, final long newEffectiveTimeNs) {
        name = newName;
        effectiveTimeNs = newEffectiveTimeNs;
        return this;
    }

    public TestParameters deduction(final long rateE6, final long baseMicros) {
        deductionRateE6 = rateE6;
        deductionBaseMicros = baseMicros;
        return this;
    }

    /** Common moves by parts of each shock, then each underlying alone, down and up; of the underlyings so far. */
    public TestParameters moves(final long singleNameE6, final long... commonMovesE6) {
        for (final long move : commonMovesE6) {
            final List<Long> initial = new ArrayList<>();
            final List<Long> maintenance = new ArrayList<>();
            for (final UnderlyingParameters underlying : underlyings) {
                initial.add(underlying.initialShockE6() * move / E6);
                maintenance.add(underlying.maintenanceShockE6() * move / E6);
            }
            scenarios.add(new ScenarioParameters("common " + move, E6, initial, maintenance));
        }
        for (int n = 0; n < underlyings.size() && singleNameE6 != 0; n++) {
            for (final long sign : new long[] {-1, 1}) {
                final List<Long> initial = zeros();
                final List<Long> maintenance = zeros();
                final UnderlyingParameters underlying = underlyings.get(n);
                initial.set(n, sign * (underlying.initialShockE6() * singleNameE6 / E6));
                maintenance.set(n, sign * (underlying.maintenanceShockE6() * singleNameE6 / E6));
                scenarios.add(new ScenarioParameters(underlying.name() + " alone " + sign, E6, initial, maintenance));
            }
        }
        return this;
    }

    private List<Long> zeros() {
        final List<Long> zeros = new ArrayList<>();
        underlyings.forEach(underlying -> zeros.add(0L));
        return zeros;
    }

    /** All of them; maintenance margin is 80 % of scan and basis. */
    public MarginParameters build() {
        return new MarginParameters(
                name,
                effectiveTimeNs,
                HASH,
                800_000,
                deductionRateE6,
                deductionBaseMicros,
                pegTiers,
                underlyings,
                scenarios);
    }
}
