package io.bascule.engine.service;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.ParameterCheck;
import io.bascule.engine.margin.ScenarioParameters;
import io.bascule.engine.margin.UnderlyingParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Margin parameters on their way in: a header, underlyings, scenarios, each in its place; or why they are none. */
final class StagedParameters {
    private long correlationId;
    private MarginParameters header;
    private int underlyingCount;
    private int scenarioCount;
    private boolean isEnded;
    private final List<UnderlyingParameters> underlyings = new ArrayList<>();
    private final List<ScenarioParameters> scenarios = new ArrayList<>();
    private String gap = "";

    void clear() {
        begin(0, null, 0, 0);
    }

    /** Begins anew; the header brings no lists. */
    void begin(
            final long newCorrelationId,
            final MarginParameters newHeader,
            final int newUnderlyingCount,
            final int newScenarioCount) {
        correlationId = newCorrelationId;
        header = newHeader;
        underlyingCount = newUnderlyingCount;
        scenarioCount = newScenarioCount;
        isEnded = false;
        underlyings.clear();
        scenarios.clear();
        gap = "";
    }

    /** All of them at once. */
    void set(final MarginParameters parameters) {
        begin(
                0,
                parameters,
                parameters.underlyings().size(),
                parameters.scenarios().size());
        underlyings.addAll(parameters.underlyings());
        scenarios.addAll(parameters.scenarios());
        isEnded = true;
    }

    boolean isEmpty() {
        return header == null;
    }

    /** Whether what is on its way in came of this request. */
    boolean isOf(final long ofCorrelationId) {
        return header != null && correlationId == ofCorrelationId;
    }

    void add(final int index, final UnderlyingParameters underlying) {
        if (index != underlyings.size() || index >= Holdings.MAX_INSTRUMENTS || !scenarios.isEmpty()) {
            gap("underlying " + underlying.name(), index, underlyings.size());
        } else {
            underlyings.add(underlying);
        }
    }

    void add(final int index, final ScenarioParameters scenario) {
        if (index != scenarios.size() || index >= ParameterCheck.MAX_SCENARIOS) {
            gap("scenario " + scenario.name(), index, scenarios.size());
        } else {
            scenarios.add(scenario);
        }
    }

    private void gap(final String what, final int index, final int expected) {
        if (gap.isEmpty()) {
            gap = what + " is number " + index + " where number " + expected + " is expected: a gap, or a wrong order";
        }
    }

    void end() {
        isEnded = true;
    }

    /** Null, or why they are not whole and sound. */
    String problem(final Set<String> names) {
        if (header == null) {
            return "there are no margin parameters";
        }
        if (!gap.isEmpty()) {
            return gap;
        }
        if (!isEnded || underlyings.size() != underlyingCount || scenarios.size() != scenarioCount) {
            return "wrong count: " + underlyings.size() + " underlyings and " + scenarios.size() + " scenarios came, "
                    + underlyingCount + " and " + scenarioCount + " were said";
        }
        return ParameterCheck.problem(whole(), names);
    }

    /** What came, once there is no problem. */
    MarginParameters whole() {
        return new MarginParameters(
                header.name(),
                header.effectiveTimeNs(),
                header.sha256(),
                header.maintenanceE6(),
                header.deductionRateE6(),
                header.deductionBaseMicros(),
                header.pegTiers(),
                underlyings,
                scenarios);
    }

    void write(final StateWriter out) {
        out.putBoolean(header != null);
        if (header != null) {
            out.putLong(correlationId);
            out.putInt(underlyingCount);
            out.putInt(scenarioCount);
            out.putBoolean(isEnded);
            out.putString(gap);
            ParameterRecords.write(out, whole());
        }
    }

    void read(final StateReader in) {
        clear();
        if (in.getBoolean()) {
            correlationId = in.getLong();
            underlyingCount = in.getInt();
            scenarioCount = in.getInt();
            isEnded = in.getBoolean();
            gap = in.getString();
            header = ParameterRecords.read(in);
            underlyings.addAll(header.underlyings());
            scenarios.addAll(header.scenarios());
        }
    }
}
