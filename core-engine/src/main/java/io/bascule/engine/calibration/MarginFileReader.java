package io.bascule.engine.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import io.bascule.engine.margin.ImpactStep;
import io.bascule.engine.margin.LiquidityClass;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.ParameterCheck;
import io.bascule.engine.margin.PegTier;
import io.bascule.engine.margin.ScenarioParameters;
import io.bascule.engine.margin.UnderlyingParameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns the content of a margin file into parameters; checks all of it before. */
final class MarginFileReader {
    static final String FORMAT = "bascule-margin-1";
    static final List<String> KEYS = List.of(
            "format",
            "name",
            "origin",
            "effectiveTime",
            "maintenanceE6",
            "deductionRateE6",
            "deductionBaseMicros",
            "pegTiers",
            "underlyings",
            "scenarios",
            "sha256");
    static final List<String> ORIGIN_KEYS = List.of("data", "from", "to", "calibrate");
    static final List<String> PEG_KEYS = List.of("deviationE6", "rateE6");
    static final List<String> UNDERLYING_KEYS = List.of(
            "name",
            "class",
            "initialShockE6",
            "maintenanceShockE6",
            "offsetE6",
            "gainWeightE6",
            "basisE6",
            "basisYearE6",
            "halfSpreadE6",
            "impact",
            "openInterestFloorMicros",
            "haircutE6",
            "fundingE9");
    static final List<String> IMPACT_KEYS = List.of("edgeMicros", "rateE6");
    static final List<String> SCENARIO_KEYS =
            List.of("id", "name", "weightE6", "initialShocksE6", "maintenanceShocksE6");

    private static final int MAX_SCENARIOS = 128;
    private static final int MAX_UNDERLYINGS = 64;
    private static final int MAX_STEPS = 16;
    private static final long E6 = 1_000_000;
    private static final long MAX_AMOUNT_MICROS = 9_000_000_000_000_000L;
    static final long MAX_FUNDING_E9 = 10_000_000;

    private final MarginSection root;
    private final List<String> names = new ArrayList<>();

    MarginFileReader(final String file, final JsonNode content) {
        root = new MarginSection(file, "", content, KEYS);
        if (!root.text("format").equals(FORMAT)) {
            throw root.refused("format", "is " + root.text("format") + ", not " + FORMAT);
        }
        final String expected = MarginFile.hash(content);
        if (!root.text("sha256").equals(expected)) {
            throw root.refused("sha256", "is not the hash of the rest, which is " + expected);
        }
    }

    MarginOrigin origin() {
        final MarginSection origin = root.section("origin", ORIGIN_KEYS);
        return new MarginOrigin(origin.text("data"), origin.text("from"), origin.text("to"), origin.text("calibrate"));
    }

    MarginParameters parameters() {
        origin();
        if (!root.text("name").matches(ParameterCheck.NAME)) {
            throw root.refused("name", "is not 1 to 100 printable ASCII characters");
        }
        final List<UnderlyingParameters> underlyings = underlyings();
        final MarginParameters parameters = new MarginParameters(
                root.text("name"),
                root.timeNs("effectiveTime"),
                root.text("sha256"),
                root.number("maintenanceE6", 1, E6),
                root.number("deductionRateE6", 0, E6),
                root.number("deductionBaseMicros", 0, MAX_AMOUNT_MICROS),
                pegTiers(),
                underlyings,
                scenarios(underlyings));
        final String problem = ParameterCheck.toothlessness(parameters);
        if (problem != null) {
            throw root.refused("scenarios", "are not enough: " + problem);
        }
        return parameters;
    }

    private List<PegTier> pegTiers() {
        final List<PegTier> tiers = new ArrayList<>();
        long lastDeviation = 0;
        long lastRate = 0;
        for (final MarginSection section : atMost("pegTiers", MAX_STEPS, root.list("pegTiers", PEG_KEYS))) {
            lastDeviation = section.number("deviationE6", lastDeviation + 1, E6);
            lastRate = section.number("rateE6", lastRate, E6);
            tiers.add(new PegTier(lastDeviation, lastRate));
        }
        return tiers;
    }

    private List<UnderlyingParameters> underlyings() {
        final List<MarginSection> sections =
                atMost("underlyings", MAX_UNDERLYINGS, root.list("underlyings", UNDERLYING_KEYS));
        if (sections.isEmpty()) {
            throw root.refused("underlyings", "is empty");
        }
        final Set<String> seen = new HashSet<>();
        final List<UnderlyingParameters> underlyings = new ArrayList<>();
        for (final MarginSection section : sections) {
            final UnderlyingParameters underlying = underlying(section);
            if (!seen.add(underlying.name())) {
                throw section.refused("name", "is there twice: " + underlying.name());
            }
            names.add(underlying.name());
            underlyings.add(underlying);
        }
        return underlyings;
    }

    private static UnderlyingParameters underlying(final MarginSection section) {
        final long initialShockE6 = section.number("initialShockE6", 1, E6);
        return new UnderlyingParameters(
                section.text("name"),
                liquidityClass(section),
                initialShockE6,
                section.number("maintenanceShockE6", 1, initialShockE6),
                section.number("offsetE6", 0, E6),
                section.number("gainWeightE6", 0, E6),
                section.number("basisE6", 0, E6),
                section.number("basisYearE6", 0, E6),
                section.number("halfSpreadE6", 0, E6),
                impact(section),
                section.number("openInterestFloorMicros", 1, MAX_AMOUNT_MICROS),
                section.number("haircutE6", 0, E6),
                section.number("fundingE9", -MAX_FUNDING_E9, MAX_FUNDING_E9));
    }

    private static LiquidityClass liquidityClass(final MarginSection section) {
        for (final LiquidityClass known : LiquidityClass.values()) {
            if (known.name().equals(section.text("class"))) {
                return known;
            }
        }
        throw section.refused("class", "is " + section.text("class") + ", not MAJOR, ALT or ILLIQUID");
    }

    private static List<ImpactStep> impact(final MarginSection section) {
        final List<MarginSection> sections = section.list("impact", IMPACT_KEYS);
        if (sections.isEmpty() || sections.size() > MAX_STEPS) {
            throw section.refused("impact", "has " + sections.size() + " steps, not from 1 to " + MAX_STEPS);
        }
        final List<ImpactStep> steps = new ArrayList<>();
        long lastEdge = 0;
        long lastRate = 0;
        for (final MarginSection step : sections) {
            final boolean isFirst = steps.isEmpty();
            lastEdge = step.number("edgeMicros", isFirst ? 0 : lastEdge + 1, isFirst ? 0 : MAX_AMOUNT_MICROS);
            if (lastEdge % E6 != 0) {
                throw step.refused("edgeMicros", "is not a whole number of USD");
            }
            lastRate = step.number("rateE6", lastRate, E6);
            steps.add(new ImpactStep(lastEdge, lastRate));
        }
        return steps;
    }

    private List<ScenarioParameters> scenarios(final List<UnderlyingParameters> underlyings) {
        final List<MarginSection> sections = root.list("scenarios", SCENARIO_KEYS);
        if (sections.isEmpty()) {
            throw root.refused("scenarios", "is empty");
        }
        final List<ScenarioParameters> scenarios = new ArrayList<>();
        for (final MarginSection section : atMost("scenarios", MAX_SCENARIOS, sections)) {
            final int id = scenarios.size() + 1;
            if (section.number("id", 1, Long.MAX_VALUE) != id) {
                throw section.refused("id", "is not " + id + ": ids have no gap");
            }
            final MarginSection initial = section.section("initialShocksE6", names);
            final MarginSection maintenance = section.section("maintenanceShocksE6", names);
            final List<Long> initialShocks = new ArrayList<>();
            final List<Long> maintenanceShocks = new ArrayList<>();
            for (final UnderlyingParameters of : underlyings) {
                initialShocks.add(initial.number(of.name(), -of.initialShockE6(), of.initialShockE6()));
                maintenanceShocks.add(maintenance.number(of.name(), -of.maintenanceShockE6(), of.maintenanceShockE6()));
            }
            scenarios.add(new ScenarioParameters(
                    section.text("name"), section.number("weightE6", 1, E6), initialShocks, maintenanceShocks));
        }
        return scenarios;
    }

    private List<MarginSection> atMost(final String key, final int most, final List<MarginSection> sections) {
        if (sections.size() > most) {
            throw root.refused(key, "has " + sections.size() + " entries, at most " + most + " are allowed");
        }
        return sections;
    }
}
