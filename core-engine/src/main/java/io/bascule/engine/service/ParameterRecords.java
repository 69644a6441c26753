package io.bascule.engine.service;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.margin.ImpactStep;
import io.bascule.engine.margin.LiquidityClass;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.ParameterCheck;
import io.bascule.engine.margin.PegTier;
import io.bascule.engine.margin.ScenarioParameters;
import io.bascule.engine.margin.UnderlyingParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Margin parameters in a state's records: each pair of methods writes and reads the same fields. */
final class ParameterRecords {
    private ParameterRecords() {}

    /** None, or all of them. */
    static void writeOptional(final StateWriter out, final MarginParameters parameters) {
        out.putBoolean(parameters != null);
        if (parameters != null) {
            write(out, parameters);
        }
    }

    /** Null if there are none. */
    static MarginParameters readOptional(final StateReader in) {
        return in.getBoolean() ? read(in) : null;
    }

    static void write(final StateWriter out, final MarginParameters parameters) {
        out.putString(parameters.name());
        out.putLong(parameters.effectiveTimeNs());
        out.putString(parameters.sha256());
        out.putLong(parameters.maintenanceE6());
        out.putLong(parameters.deductionRateE6());
        out.putLong(parameters.deductionBaseMicros());
        out.putInt(parameters.pegTiers().size());
        for (final PegTier tier : parameters.pegTiers()) {
            out.putLong(tier.deviationE6());
            out.putLong(tier.rateE6());
        }
        out.putInt(parameters.underlyings().size());
        parameters.underlyings().forEach(underlying -> write(out, underlying));
        out.putInt(parameters.scenarios().size());
        for (final ScenarioParameters scenario : parameters.scenarios()) {
            out.putString(scenario.name());
            out.putLong(scenario.weightE6());
            write(out, scenario.initialShocksE6());
            write(out, scenario.maintenanceShocksE6());
        }
    }

    static MarginParameters read(final StateReader in) {
        return new MarginParameters(
                in.getString(),
                in.getLong(),
                in.getString(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                list(in, ParameterCheck.MAX_STEPS, from -> new PegTier(from.getLong(), from.getLong())),
                list(in, Holdings.MAX_INSTRUMENTS, ParameterRecords::underlying),
                list(in, ParameterCheck.MAX_SCENARIOS, ParameterRecords::scenario));
    }

    private static void write(final StateWriter out, final UnderlyingParameters underlying) {
        out.putString(underlying.name());
        out.putInt(underlying.liquidityClass().code());
        out.putLong(underlying.initialShockE6());
        out.putLong(underlying.maintenanceShockE6());
        out.putLong(underlying.offsetE6());
        out.putLong(underlying.gainWeightE6());
        out.putLong(underlying.basisE6());
        out.putLong(underlying.basisYearE6());
        out.putLong(underlying.halfSpreadE6());
        out.putInt(underlying.impact().size());
        for (final ImpactStep step : underlying.impact()) {
            out.putLong(step.edgeMicros());
            out.putLong(step.rateE6());
        }
        out.putLong(underlying.openInterestFloorMicros());
        out.putLong(underlying.haircutE6());
        out.putLong(underlying.fundingE9());
    }

    private static UnderlyingParameters underlying(final StateReader in) {
        final String name = in.getString();
        final int code = in.getInt();
        final LiquidityClass liquidityClass = LiquidityClass.at(code);
        if (liquidityClass == null) {
            throw in.broken("there is no liquidity class " + code);
        }
        return new UnderlyingParameters(
                name,
                liquidityClass,
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                list(in, ParameterCheck.MAX_STEPS, from -> new ImpactStep(from.getLong(), from.getLong())),
                in.getLong(),
                in.getLong(),
                in.getLong());
    }

    private static ScenarioParameters scenario(final StateReader in) {
        return new ScenarioParameters(in.getString(), in.getLong(), longs(in), longs(in));
    }

    private static void write(final StateWriter out, final List<Long> values) {
        out.putInt(values.size());
        values.forEach(out::putLong);
    }

    private static List<Long> longs(final StateReader in) {
        return list(in, Holdings.MAX_INSTRUMENTS, StateReader::getLong);
    }

    private static <T> List<T> list(final StateReader in, final int most, final Function<StateReader, T> read) {
        final int count = in.getCount(most);
        final List<T> list = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            list.add(read.apply(in));
        }
        return list;
    }
}
