package io.bascule.acceptance.bench.engine;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.margin.ImpactStep;
import io.bascule.engine.margin.LiquidityClass;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.PegTier;
import io.bascule.engine.margin.ScenarioParameters;
import io.bascule.engine.margin.UnderlyingParameters;
import io.bascule.engine.service.LimitsDefinition;
import io.bascule.engine.service.SessionDefinition;
import io.bascule.engine.service.Venue;
import io.bascule.engine.service.VenueListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** A venue of as many instruments, scenarios and accounts as a benchmark needs. */
final class BenchVenue {
    static final long TICK_E8 = 1_000_000;
    static final long LOT_E8 = 1_000_000;
    static final int INSTRUMENTS = 50;
    static final int SCENARIOS = 128;

    private static final long MICROS = 1_000_000;
    private static final long ALL = 1_000_000;
    private static final long MAX_TICKS = 10_000_000;
    private static final long MAX_LOTS = 8_000_000;

    private BenchVenue() {}

    /**
     * Session n is that of account n; the session behind them publishes indices.
     *
     * @param baseTicks price of an instrument at first, by its id.
     */
    static Venue create(VenueListener listener, int accounts, long balance, IntUnaryOperator baseTicks) {
        return create(listener, accounts, 1, balance, baseTicks);
    }

    /**
     * Session n is that of the nth so many accounts; the session behind them publishes indices.
     *
     * @param perSession accounts of a session, which share out all of them.
     * @param baseTicks price of an instrument at first, by its id.
     */
    static Venue create(
            VenueListener listener, int accounts, int perSession, long balance, IntUnaryOperator baseTicks) {
        Venue venue = new Venue(listener);
        venue.beginConfiguration(1, 1);
        venue.define(new LimitsDefinition(2_000_000, 1_000_000, 1_000, 50));
        venue.margins().define(parameters());
        for (int i = 1; i <= INSTRUMENTS; i++) {
            venue.define(underlying(i, baseTicks.applyAsInt(i)));
            venue.define(instrument(i));
        }
        List<String> names = new ArrayList<>();
        for (int n = 1; n <= accounts; n++) {
            names.add("A" + n);
            venue.define(new AccountDefinition("A" + n, balance * MICROS, 1_000_000));
            if (n % perSession == 0) {
                List<String> its = List.copyOf(names.subList(n - perSession, n));
                venue.define(new SessionDefinition("V", "S" + n / perSession, false, false, its, List.of()));
            }
        }
        venue.define(new SessionDefinition("V", "INDEX", true, false, List.of(), List.of()));
        String problem = venue.endConfiguration();
        if (problem != null) {
            throw new IllegalStateException(problem);
        }
        return venue;
    }

    static UnderlyingDefinition underlying(int id, int baseTicks) {
        return new UnderlyingDefinition("U" + id, "X" + id, baseTicks * TICK_E8, ALL);
    }

    static InstrumentDefinition instrument(int id) {
        return new InstrumentDefinition(
                "I" + id,
                "U" + id,
                TICK_E8,
                LOT_E8,
                MAX_TICKS * TICK_E8,
                LOT_E8,
                MAX_LOTS * LOT_E8,
                MAX_LOTS * LOT_E8,
                900_000,
                900_000,
                100_000,
                400_000);
    }

    /** Every term is on, none is 0; 28 common moves of all, and each alone up and down. */
    static MarginParameters parameters() {
        List<UnderlyingParameters> underlyings = new ArrayList<>();
        for (int id = 1; id <= INSTRUMENTS; id++) {
            underlyings.add(underlyingParameters(id));
        }
        List<ScenarioParameters> scenarios = new ArrayList<>();
        int moves = SCENARIOS - 2 * INSTRUMENTS;
        for (int n = 1; n <= moves / 2; n++) {
            long fraction = n * ALL / (moves / 2);
            scenarios.add(scenario("common -" + n, underlyings, 0, -fraction));
            scenarios.add(scenario("common " + n, underlyings, 0, fraction));
        }
        for (int id = 1; id <= INSTRUMENTS; id++) {
            scenarios.add(scenario("down " + id, underlyings, id, -600_000));
            scenarios.add(scenario("up " + id, underlyings, id, 600_000));
        }
        return new MarginParameters(
                "bench",
                0,
                "0".repeat(64),
                800_000,
                20_000,
                1_000_000 * MICROS,
                List.of(new PegTier(5_000, 5_000)),
                underlyings,
                scenarios);
    }

    private static UnderlyingParameters underlyingParameters(int id) {
        long shock = 100_000 + id * 2_000L;
        return new UnderlyingParameters(
                "U" + id,
                LiquidityClass.MAJOR,
                shock,
                shock,
                600_000,
                800_000,
                5_000,
                50_000,
                100,
                List.of(
                        new ImpactStep(0, 82),
                        new ImpactStep(250_000 * MICROS, 191),
                        new ImpactStep(1_000_000 * MICROS, 415),
                        new ImpactStep(5_000_000 * MICROS, 851),
                        new ImpactStep(20_000_000 * MICROS, 1_855)),
                500_000_000 * MICROS,
                50_000,
                115_865);
    }

    /** A move of one underlying, or of all if that is 0, by a fraction of each shock. */
    private static ScenarioParameters scenario(
            String name, List<UnderlyingParameters> underlyings, int onlyId, long fractionE6) {
        List<Long> shocks = new ArrayList<>();
        for (int id = 1; id <= underlyings.size(); id++) {
            boolean isMoved = onlyId == 0 || onlyId == id;
            shocks.add(isMoved ? underlyings.get(id - 1).initialShockE6() * fractionE6 / ALL : 0);
        }
        return new ScenarioParameters(name, ALL, shocks, shocks);
    }
}
