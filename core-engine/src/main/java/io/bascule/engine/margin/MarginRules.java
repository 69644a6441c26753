package io.bascule.engine.margin;

import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import java.util.ArrayList;
import java.util.List;

/**
 * The margin parameters in force, made ready for the instruments of a venue on one day. Immutable but for a working
 * set; what changes comes as other rules.
 */
public final class MarginRules {
    /** An underlying of this name, whose index is the price of a USDC, tells how far the peg is off. */
    public static final String PEGGED = "USDC";

    private static final long PAR_E8 = FixedPoint.E8;
    private static final long E8_PER_E6 = 100;

    private final MarginParameters parameters;
    private final List<Instrument> instruments;
    private final ScenarioSet initial;
    private final ScenarioSet maintenance;
    /** By underlying id from 1. */
    private final UnderlyingRates[] rates;
    /** Of the underlyings whose coin can be held. */
    private final UnderlyingRates[] coins;

    private final long slopeE6;
    private final Underlying pegged;
    private final LegTerms legTerms;

    /**
     * @param parameters without a problem, see {@link ParameterCheck}.
     * @param underlyings by id from 1 at index 0; the parameters know each of them.
     * @param instruments by id, likewise.
     * @param day since the epoch.
     */
    public MarginRules(
            final MarginParameters parameters,
            final List<Underlying> underlyings,
            final List<Instrument> instruments,
            final long day) {
        this.parameters = parameters;
        this.instruments = List.copyOf(instruments);
        final int[] parameterOf = new int[underlyings.size() + 1];
        rates = new UnderlyingRates[underlyings.size() + 1];
        final List<UnderlyingRates> withCoins = new ArrayList<>();
        for (final Underlying underlying : underlyings) {
            final int id = underlying.id();
            parameterOf[id] = index(parameters, underlying.definition().name());
            rates[id] =
                    new UnderlyingRates(underlying, parameters.underlyings().get(parameterOf[id]), instruments, day);
            if (rates[id].coin() != null) {
                withCoins.add(rates[id]);
            }
        }
        coins = withCoins.toArray(UnderlyingRates[]::new);
        final long[] offsetsE6 = parameters.underlyings().stream()
                .mapToLong(UnderlyingParameters::offsetE6)
                .toArray();
        initial = new ScenarioSet(parameters.scenarios(), false, parameterOf, offsetsE6, parameters.deductionRateE6());
        maintenance =
                new ScenarioSet(parameters.scenarios(), true, parameterOf, offsetsE6, parameters.deductionRateE6());
        slopeE6 = slopeE6();
        pegged = underlyings.stream()
                .filter(underlying -> underlying.definition().name().equals(PEGGED))
                .findFirst()
                .orElse(null);
        legTerms = new LegTerms(instruments.size() + 1);
    }

    private static int index(final MarginParameters parameters, final String name) {
        for (int n = 0; n < parameters.underlyings().size(); n++) {
            if (parameters.underlyings().get(n).name().equals(name)) {
                return n;
            }
        }
        throw new IllegalArgumentException("no margin parameters of " + name);
    }

    private long slopeE6() {
        long ofLegs = 0;
        for (int u = 1; u < rates.length; u++) {
            ofLegs = Math.max(ofLegs, rates[u].slopeE6());
        }
        return initial.largestShockE6() + parameters.deductionRateE6() + ofLegs;
    }

    /**
     * By how much IM, and MM, may change at most for each unit that the exposures of legs change by together, in 1e-6;
     * but for order losses, concentration, oracle confidence and funding. Maintenance shocks are no larger than initial
     * ones.
     */
    long steepnessE6() {
        return slopeE6;
    }

    /** What they were made of. */
    public MarginParameters parameters() {
        return parameters;
    }

    /** By id from 1 at index 0; those that there were. */
    List<Instrument> instruments() {
        return instruments;
    }

    int underlyingCount() {
        return rates.length - 1;
    }

    /** Scenarios; their ids run from 1. */
    public int scenarioCount() {
        return initial.count();
    }

    ScenarioSet initial() {
        return initial;
    }

    ScenarioSet maintenance() {
        return maintenance;
    }

    UnderlyingRates rates(final int underlyingId) {
        return rates[underlyingId];
    }

    UnderlyingRates[] coins() {
        return coins;
    }

    /** What closing a position usually costs against mark, half the spread and impact: in USD micros, rounded up. */
    public long usualCostMicros(final Instrument instrument, final long exposureMicros) {
        final UnderlyingRates of = rates[instrument.underlying().id()];
        final long size = Math.abs(exposureMicros);
        return Fraction.up(size, of.parameters().halfSpreadE6()) + of.impact().micros(size);
    }

    /** Whether accounts may hold a currency: USDC, or a coin that has an index. */
    public boolean isCollateral(final Currency currency) {
        if (!currency.isCoin()) {
            return true;
        }
        for (final UnderlyingRates coin : coins) {
            if (coin.coin() == currency) {
                return true;
            }
        }
        return false;
    }

    /** A working set for one calculation at a time. */
    LegTerms legTerms() {
        return legTerms;
    }

    /** Collateral peg: what USDC that is held is charged, by how far its price is below 1 USD; 0 if nobody says. */
    long pegE6() {
        long rateE6 = 0;
        if (pegged != null) {
            final long deviationE6 = (PAR_E8 - pegged.indexE8() + E8_PER_E6 - 1) / E8_PER_E6;
            for (int n = 0; n < parameters.pegTiers().size(); n++) {
                final PegTier tier = parameters.pegTiers().get(n);
                rateE6 = deviationE6 >= tier.deviationE6() ? tier.rateE6() : rateE6;
            }
        }
        return rateE6;
    }
}
