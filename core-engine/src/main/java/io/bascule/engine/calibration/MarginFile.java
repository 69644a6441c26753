package io.bascule.engine.calibration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bascule.engine.margin.ImpactStep;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.PegTier;
import io.bascule.engine.margin.ScenarioParameters;
import io.bascule.engine.margin.UnderlyingParameters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * The margin file, {@code margin.json}: the parameters that a venue loads, with their origin and a hash that anyone can
 * recompute. All numbers are whole, their unit is in the key. {@code sha256} is over the rest in canonical form: UTF-8,
 * keys of every object in the order of their code points, no white space, in the form of RFC 8259.
 */
public final class MarginFile {
    /** The parameters that come with the program: calibrated on data up to this day. */
    public static final String BUNDLED = "margin-2024-12-31.json";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private MarginFile() {}

    /**
     * Reads a file.
     *
     * @throws MarginFileException if there is anything wrong with it.
     */
    public static MarginParameters read(final Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new MarginFileException(file.toString(), "cannot be read: " + e);
        }
    }

    /**
     * Reads a file's content.
     *
     * @param in the content; stays open.
     * @param name of the file, for messages.
     * @throws MarginFileException if there is anything wrong with it.
     */
    public static MarginParameters read(final InputStream in, final String name) {
        return reader(in, name).parameters();
    }

    /** Where a file's numbers come from. */
    public static MarginOrigin origin(final InputStream in, final String name) {
        return reader(in, name).origin();
    }

    /** The parameters that come with the program. */
    public static MarginParameters bundled() {
        try (InputStream in = MarginFile.class.getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new MarginFileException(BUNDLED, "is not in the program");
            }
            return read(in, BUNDLED);
        } catch (IOException e) {
            throw new MarginFileException(BUNDLED, "cannot be read: " + e);
        }
    }

    /**
     * The same parameters for some of their underlyings, in the order that these are given; scenarios keep their ids.
     *
     * @throws MarginFileException if the parameters do not know one of them.
     */
    public static MarginParameters select(final MarginParameters all, final List<String> names) {
        final List<String> known =
                all.underlyings().stream().map(UnderlyingParameters::name).toList();
        final List<Integer> columns = new ArrayList<>();
        for (final String name : names) {
            if (!known.contains(name)) {
                throw new MarginFileException(all.name(), "has no underlying " + name);
            }
            columns.add(known.indexOf(name));
        }
        return new MarginParameters(
                all.name(),
                all.effectiveTimeNs(),
                all.sha256(),
                all.maintenanceE6(),
                all.deductionRateE6(),
                all.deductionBaseMicros(),
                all.pegTiers(),
                columns.stream().map(all.underlyings()::get).toList(),
                all.scenarios().stream()
                        .map(scenario -> new ScenarioParameters(
                                scenario.name(),
                                scenario.weightE6(),
                                columns.stream()
                                        .map(scenario.initialShocksE6()::get)
                                        .toList(),
                                columns.stream()
                                        .map(scenario.maintenanceShocksE6()::get)
                                        .toList()))
                        .toList());
    }

    private static MarginFileReader reader(final InputStream in, final String name) {
        final JsonNode content;
        try {
            content = MAPPER.readTree(in);
        } catch (JsonProcessingException e) {
            throw new MarginFileException(name, "is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new MarginFileException(name, "cannot be read: " + e);
        }
        return new MarginFileReader(name, content);
    }

    /**
     * Writes parameters with their origin and their hash.
     *
     * @param file to write, or to replace.
     * @param parameters whose own hash is not looked at.
     * @return their hash.
     */
    public static String write(final Path file, final MarginParameters parameters, final MarginOrigin origin)
            throws IOException {
        final ObjectNode root = MAPPER.createObjectNode();
        root.put("format", MarginFileReader.FORMAT);
        root.put("name", parameters.name());
        root.putObject("origin")
                .put("data", origin.data())
                .put("from", origin.from())
                .put("to", origin.to())
                .put("calibrate", origin.calibrate());
        root.put(
                "effectiveTime",
                Instant.ofEpochSecond(parameters.effectiveTimeNs() / 1_000_000_000L)
                        .toString());
        root.put("maintenanceE6", parameters.maintenanceE6());
        root.put("deductionRateE6", parameters.deductionRateE6());
        root.put("deductionBaseMicros", parameters.deductionBaseMicros());
        final ArrayNode tiers = root.putArray("pegTiers");
        for (final PegTier tier : parameters.pegTiers()) {
            tiers.addObject().put("deviationE6", tier.deviationE6()).put("rateE6", tier.rateE6());
        }
        final ArrayNode underlyings = root.putArray("underlyings");
        parameters.underlyings().forEach(underlying -> write(underlying, underlyings.addObject()));
        final ArrayNode scenarios = root.putArray("scenarios");
        for (int n = 0; n < parameters.scenarios().size(); n++) {
            write(n + 1, parameters, scenarios.addObject());
        }
        final String hash = hash(root);
        root.put("sha256", hash);
        Files.write(file, MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(root));
        return hash;
    }

    private static void write(final UnderlyingParameters underlying, final ObjectNode node) {
        node.put("name", underlying.name())
                .put("class", underlying.liquidityClass().name())
                .put("initialShockE6", underlying.initialShockE6())
                .put("maintenanceShockE6", underlying.maintenanceShockE6())
                .put("offsetE6", underlying.offsetE6())
                .put("gainWeightE6", underlying.gainWeightE6())
                .put("basisE6", underlying.basisE6())
                .put("basisYearE6", underlying.basisYearE6())
                .put("halfSpreadE6", underlying.halfSpreadE6());
        final ArrayNode impact = node.putArray("impact");
        for (final ImpactStep step : underlying.impact()) {
            impact.addObject().put("edgeMicros", step.edgeMicros()).put("rateE6", step.rateE6());
        }
        node.put("openInterestFloorMicros", underlying.openInterestFloorMicros())
                .put("haircutE6", underlying.haircutE6())
                .put("fundingE9", underlying.fundingE9());
    }

    private static void write(final int id, final MarginParameters parameters, final ObjectNode node) {
        final ScenarioParameters scenario = parameters.scenarios().get(id - 1);
        node.put("id", id).put("name", scenario.name()).put("weightE6", scenario.weightE6());
        final ObjectNode initial = node.putObject("initialShocksE6");
        final ObjectNode maintenance = node.putObject("maintenanceShocksE6");
        for (int u = 0; u < parameters.underlyings().size(); u++) {
            final String name = parameters.underlyings().get(u).name();
            initial.put(name, scenario.initialShocksE6().get(u));
            maintenance.put(name, scenario.maintenanceShocksE6().get(u));
        }
    }

    /** The hash of a file's content without its hash, in 64 hexadecimal digits. */
    static String hash(final JsonNode content) {
        final ObjectNode rest = content.deepCopy();
        rest.remove("sha256");
        try {
            final byte[] canonical = MAPPER.writeValueAsString(sorted(rest)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("no hash", e);
        }
    }

    private static JsonNode sorted(final JsonNode node) {
        if (node.isArray()) {
            final ArrayNode array = MAPPER.createArrayNode();
            node.forEach(element -> array.add(sorted(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        final TreeMap<String, JsonNode> fields = new TreeMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
        final ObjectNode object = MAPPER.createObjectNode();
        fields.forEach(object::set);
        return object;
    }
}
