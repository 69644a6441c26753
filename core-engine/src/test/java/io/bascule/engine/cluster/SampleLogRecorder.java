package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Records this build's sample log, only when told a release's name; see {@link SampleLogTest}. */
final class SampleLogRecorder {
    static final String RELEASE_PROPERTY = "bascule.sampleLog.record";

    /** One that comes to trades, lost gateways, new configurations and many days. */
    private static final long SEED = 34;

    private static final int STEPS = 8_000;

    @Test
    @EnabledIfSystemProperty(named = RELEASE_PROPERTY, matches = "[0-9.]+")
    void record() throws IOException {
        final Simulation simulation = new Simulation(SEED, new SimulationTally());
        simulation.run(STEPS);
        final SampleLog sample = SampleLog.of(simulation.history().entries());
        assertEquals(Set.of(), SampleLogTest.commandsMissingFrom(sample), "a sample has every command");
        final Path file = Path.of("src/test/resources", SampleLogTest.nameOf(System.getProperty(RELEASE_PROPERTY)));
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            sample.write(out);
        }
        System.out.println("recorded " + sample.entries().size() + " entries in " + file.toAbsolutePath());
    }
}
