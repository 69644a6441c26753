package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Seeds of the {@link Simulation}: a few in the build. System properties: {@code bascule.simulation.seeds} how many,
 * {@code bascule.simulation.firstSeed} from which on.
 */
final class SimulationTest {
    private static final long BUILD_SEEDS = 200;
    private static final long SEEDS = Long.getLong("bascule.simulation.seeds", BUILD_SEEDS);
    private static final long FIRST_SEED = Long.getLong("bascule.simulation.firstSeed", 1);
    private static final int STEPS = 700;
    /** So many seeds come to everything. */
    private static final long ENOUGH = 100;

    private static final int MAX_FAILURES = 20;

    /**
     * Seeds that found a fault once: events that were held for nobody, a gateway's connection that fell silent. What a
     * seed does changes with the simulation, so a fault also gets a test of its own.
     */
    private static final long[] KEPT = {273, 91};

    private final SimulationTally tally = new SimulationTally();

    @Test
    void shouldHoldForEverySeed() {
        assertEquals(List.of(), failures(LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS)));
        if (SEEDS > BUILD_SEEDS) {
            System.out.println(SEEDS + " seeds from " + FIRST_SEED + " on: " + tally);
        }
        if (SEEDS >= ENOUGH) {
            for (final SimulationTally.What what : SimulationTally.What.values()) {
                assertTrue(tally.of(what) > 0, () -> "never came about: " + what);
            }
        }
    }

    @Test
    void shouldHoldForSeedsThatOnceDidNot() {
        assertEquals(List.of(), failures(LongStream.of(KEPT)));
    }

    private List<String> failures(final LongStream seeds) {
        return seeds.parallel()
                .mapToObj(this::failure)
                .filter(Objects::nonNull)
                .limit(MAX_FAILURES)
                .toList();
    }

    /** What a seed finds, or null. */
    private String failure(final long seed) {
        final SimulationTally own = new SimulationTally();
        final Simulation simulation = new Simulation(seed, own);
        try {
            simulation.run(STEPS);
        } catch (final RuntimeException | AssertionError ex) {
            if (SEEDS == 1) {
                throw ex;
            }
            return "seed " + seed + ", step " + simulation.stepNumber() + ": " + ex + "; run it alone with"
                    + " -Dbascule.simulation.seeds=1 -Dbascule.simulation.firstSeed=" + seed;
        }
        synchronized (tally) {
            tally.addAll(own);
        }
        return null;
    }
}
