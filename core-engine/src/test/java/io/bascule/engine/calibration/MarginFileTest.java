package io.bascule.engine.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bascule.engine.margin.ImpactStep;
import io.bascule.engine.margin.LiquidityClass;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.PegTier;
import io.bascule.engine.margin.ScenarioParameters;
import io.bascule.engine.margin.UnderlyingParameters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MarginFileTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final MarginOrigin ORIGIN = new MarginOrigin("made up", "2024-01-01", "2024-12-31", "1");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("margin.json");
        MarginFile.write(file, parameters(""), ORIGIN);
    }

    private static MarginParameters parameters(final String sha256) {
        return new MarginParameters(
                "of a test",
                1_735_689_600_000_000_000L,
                sha256,
                800_000,
                20_000,
                1_000_000_000_000L,
                List.of(new PegTier(5_000, 5_000), new PegTier(10_000, 20_000)),
                List.of(underlying("BTC", 120_000), underlying("ETH", 150_000)),
                List.of(
                        new ScenarioParameters(
                                "all down", 1_000_000, List.of(-120_000L, -150_000L), List.of(-100_000L, -140_000L)),
                        new ScenarioParameters(
                                "all up", 1_000_000, List.of(120_000L, 150_000L), List.of(100_000L, 140_000L)),
                        new ScenarioParameters(
                                "apart", 50_000, List.of(60_000L, -75_000L), List.of(60_000L, -70_000L))));
    }

    private static UnderlyingParameters underlying(final String name, final long initialShockE6) {
        return new UnderlyingParameters(
                name,
                LiquidityClass.MAJOR,
                initialShockE6,
                initialShockE6 - 10_000,
                600_000,
                800_000,
                5_000,
                50_000,
                100,
                List.of(new ImpactStep(0, 100), new ImpactStep(1_000_000_000_000L, 250)),
                500_000_000_000_000L,
                50_000,
                100_000);
    }

    @Test
    void shouldReadWhatItWrote() {
        final MarginParameters read = MarginFile.read(file);

        assertEquals(64, read.sha256().length());
        assertEquals(parameters(read.sha256()), read);
    }

    @Test
    void shouldHashTheCanonicalFormOnly() throws IOException {
        final String sha256 = MarginFile.read(file).sha256();
        final JsonNode content = MAPPER.readTree(file.toFile());
        final ObjectNode turned = MAPPER.createObjectNode();
        turned.set("sha256", content.get("sha256"));
        turned.set("scenarios", content.get("scenarios"));
        content.properties().forEach(field -> turned.set(field.getKey(), field.getValue()));
        Files.writeString(file, turned.toString());

        assertEquals(sha256, MarginFile.read(file).sha256());
    }

    @Test
    void shouldReadTheBundledFile() {
        final MarginParameters bundled = MarginFile.bundled();

        assertEquals("calibrated-2024-12-31", bundled.name());
        assertTrue(bundled.scenarios().size() <= 128);
        assertEquals(List.of("BTC", "ETH"), names(bundled).subList(0, 2));
    }

    @Test
    void shouldSelectUnderlyingsInTheOrderAskedFor() {
        final MarginParameters selected = MarginFile.select(MarginFile.read(file), List.of("ETH", "BTC"));

        assertEquals(List.of("ETH", "BTC"), names(selected));
        assertEquals(List.of(-150_000L, -120_000L), selected.scenarios().get(0).initialShocksE6());
        assertEquals(List.of(-140_000L, -100_000L), selected.scenarios().get(0).maintenanceShocksE6());
    }

    @Test
    void shouldRefuseToSelectAnUnderlyingThatIsNotThere() {
        final MarginParameters read = MarginFile.read(file);
        final MarginFileException refused =
                assertThrows(MarginFileException.class, () -> MarginFile.select(read, List.of("BTC", "SOL")));
        assertEquals("margin file of a test: has no underlying SOL", refused.getMessage());
    }

    @Test
    void shouldRefuseAFileThatIsNotThere() {
        final Path missing = folder.resolve("none.json");
        final MarginFileException refused = assertThrows(MarginFileException.class, () -> MarginFile.read(missing));
        assertTrue(refused.getMessage().contains("none.json: cannot be read"), refused.getMessage());
    }

    @Test
    void shouldRefuseWhatIsNotJson() {
        final byte[] text = "{\"format\": ".getBytes(StandardCharsets.UTF_8);
        final MarginFileException refused = assertThrows(
                MarginFileException.class, () -> MarginFile.read(new ByteArrayInputStream(text), "margin.json"));
        assertTrue(refused.getMessage().startsWith("margin file margin.json: is not JSON"), refused.getMessage());
    }

    @Test
    void shouldRefuseAKeyTwice() throws IOException {
        final String twice = Files.readString(file).replaceFirst("\\{", "{\"name\": \"first\", ");
        Files.writeString(file, twice);
        final MarginFileException refused = assertThrows(MarginFileException.class, () -> MarginFile.read(file));
        assertTrue(refused.getMessage().contains("Duplicate field 'name'"), refused.getMessage());
    }

    @Test
    void shouldRefuseAWrongHash() throws IOException {
        final ObjectNode content = (ObjectNode) MAPPER.readTree(file.toFile());
        content.put("maintenanceE6", 700_000);
        Files.writeString(file, content.toString());
        final MarginFileException refused = assertThrows(MarginFileException.class, () -> MarginFile.read(file));
        assertTrue(
                refused.getMessage().contains("margin.json: sha256 is not the hash of the rest"), refused.getMessage());
    }

    @Test
    void shouldRefuseAnotherFormat() {
        refuses(
                "format is bascule-margin-9, not bascule-margin-1",
                content -> content.put("format", "bascule-margin-9"));
    }

    @Test
    void shouldRefuseAMissingKey() {
        refuses("maintenanceE6 is missing", content -> content.remove("maintenanceE6"));
        refuses("underlyings[2].haircutE6 is missing", content -> underlying(content, 1)
                .remove("haircutE6"));
        refuses("origin.from is missing", content -> ((ObjectNode) content.get("origin")).remove("from"));
    }

    @Test
    void shouldRefuseAnUnknownKey() {
        refuses("shock is not a key of this file", content -> content.put("shock", 1));
        refuses("underlyings[1].shock is not a key of this file", content -> underlying(content, 0)
                .put("shock", 1));
    }

    @Test
    void shouldRefuseAWrongType() {
        refuses("maintenanceE6 is not a whole number", content -> content.put("maintenanceE6", 0.8));
        refuses("maintenanceE6 is not a whole number", content -> content.put("maintenanceE6", "800000"));
        refuses("name is not a text", content -> content.put("name", 7));
        final String form = "name is not 1 to 100 printable ASCII characters";
        refuses(form, content -> content.put("name", "a\u000158=b"));
        refuses(form, content -> content.put("name", "n".repeat(101)));
        refuses("scenarios is not a list", content -> content.put("scenarios", 7));
        refuses("underlyings[1] is not an object", content -> ((ArrayNode) content.get("underlyings")).insert(0, 7));
        refuses("effectiveTime is not a time", content -> content.put("effectiveTime", "tomorrow"));
    }

    @Test
    void shouldRefuseAGapInTheScenarios() {
        refuses("scenarios[2].id is not 2: ids have no gap", content -> scenario(content, 1)
                .put("id", 3));
        refuses("scenarios[1].id is not 1: ids have no gap", content -> ((ArrayNode) content.get("scenarios"))
                .remove(0));
    }

    @Test
    void shouldRefuseAGapInTheShocks() {
        refuses("scenarios[1].initialShocksE6.ETH is missing", content -> shocks(content, 0)
                .remove("ETH"));
    }

    @Test
    void shouldRefuseAnUnknownUnderlying() {
        refuses("scenarios[1].initialShocksE6.XYZ is not a key of this file", content -> shocks(content, 0)
                .put("XYZ", 1));
    }

    @Test
    void shouldRefuseAnUnderlyingTwice() {
        refuses("underlyings[2].name is there twice: BTC", content -> underlying(content, 1)
                .put("name", "BTC"));
    }

    @Test
    void shouldRefuseAbsurdShocks() {
        refuses("underlyings[1].initialShockE6 is 1000001, not from 1 to 1000000", content -> underlying(content, 0)
                .put("initialShockE6", 1_000_001));
        refuses("underlyings[1].maintenanceShockE6 is 120001, not from 1 to 120000", content -> underlying(content, 0)
                .put("maintenanceShockE6", 120_001));
        refuses("scenarios[1].initialShocksE6.BTC is -120001, not from -120000 to 120000", content -> shocks(content, 0)
                .put("BTC", -120_001));
    }

    @Test
    void shouldRefuseAWeightOfNothing() {
        refuses("scenarios[2].weightE6 is 0, not from 1 to 1000000", content -> scenario(content, 1)
                .put("weightE6", 0));
    }

    @Test
    void shouldRefuseAnImpactTableThatTurnsBack() {
        refuses("underlyings[1].impact[2].edgeMicros is 0, not from 1 to", content -> step(content, 1)
                .put("edgeMicros", 0));
        refuses("underlyings[1].impact[2].rateE6 is 99, not from 100 to", content -> step(content, 1)
                .put("rateE6", 99));
        refuses("underlyings[1].impact[1].edgeMicros is 5000000, not from 0 to 0", content -> step(content, 0)
                .put("edgeMicros", 5_000_000));
    }

    @Test
    void shouldRefuseMoreThan128Scenarios() {
        refuses("scenarios has 129 entries, at most 128 are allowed", content -> {
            final ArrayNode scenarios = (ArrayNode) content.get("scenarios");
            for (int id = 4; id <= 129; id++) {
                scenarios.add(scenario(content, 1).deepCopy().put("id", id));
            }
        });
    }

    @Test
    void shouldRefuseScenariosThatAskForLessThanTheShocksSay() {
        refuses("scenarios are not enough: no scenario of full weight moves ETH up by half its shock", content -> {
            shocks(content, 1).put("ETH", 74_999);
            ((ObjectNode) scenario(content, 1).get("maintenanceShocksE6")).put("ETH", 74_999);
        });
        refuses(
                "scenarios are not enough: no scenario of full weight moves BTC down by half its shock",
                content -> scenario(content, 0).put("weightE6", 999_999));
        refuses(
                "scenarios are not enough: scenario all up: the maintenance shock of BTC is beyond the initial one",
                content -> shocks(content, 1).put("BTC", 99_999));
        refuses(
                "scenarios are not enough: scenario apart: the maintenance shock of BTC is beyond the initial one",
                content -> shocks(content, 2).put("BTC", -60_000));
    }

    @Test
    void shouldProvisionNoMoreFundingThanAFileMaySay() {
        assertEquals(10_000_000, ParameterBuilder.fundingE9(0.02));
        assertEquals(-10_000_000, ParameterBuilder.fundingE9(-0.5));
        assertEquals(100_000, ParameterBuilder.fundingE9(0.0001));
    }

    @Test
    void shouldRefuseAFileWithoutScenariosOrUnderlyings() {
        refuses("scenarios is empty", content -> ((ArrayNode) content.get("scenarios")).removeAll());
        refuses("underlyings is empty", content -> ((ArrayNode) content.get("underlyings")).removeAll());
    }

    private static List<String> names(final MarginParameters parameters) {
        return parameters.underlyings().stream().map(UnderlyingParameters::name).toList();
    }

    private static ObjectNode underlying(final ObjectNode content, final int n) {
        return (ObjectNode) content.get("underlyings").get(n);
    }

    private static ObjectNode step(final ObjectNode content, final int n) {
        return (ObjectNode) underlying(content, 0).get("impact").get(n);
    }

    private static ObjectNode scenario(final ObjectNode content, final int n) {
        return (ObjectNode) content.get("scenarios").get(n);
    }

    private static ObjectNode shocks(final ObjectNode content, final int n) {
        return (ObjectNode) scenario(content, n).get("initialShocksE6");
    }

    /** Damages the file, puts the hash right, and expects the refusal to name the file and the damage. */
    private void refuses(final String problem, final Consumer<ObjectNode> damage) {
        try {
            write();
            final ObjectNode content = (ObjectNode) MAPPER.readTree(file.toFile());
            damage.accept(content);
            content.put("sha256", MarginFile.hash(content));
            Files.writeString(file, content.toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        final MarginFileException refused = assertThrows(MarginFileException.class, () -> MarginFile.read(file));
        final String expected = "margin file " + file + ": " + problem;
        assertTrue(refused.getMessage().startsWith(expected), refused.getMessage());
    }
}
