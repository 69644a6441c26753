package io.bascule.acceptance.bench.engine;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.service.LimitsDefinition;
import io.bascule.engine.service.SessionDefinition;
import io.bascule.engine.service.Venue;
import io.bascule.engine.service.VenueListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** A venue of as many instruments, scenarios and accounts as a benchmark needs; each account has a session. */
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
        Venue venue = new Venue(listener);
        venue.beginConfiguration(1, 1);
        venue.define(new LimitsDefinition(
                2_000_000, 1_000_000, 1_000, 50, 1_000_000 * MICROS, 20_000, 600_000, commonMoves()));
        for (int i = 1; i <= INSTRUMENTS; i++) {
            venue.define(underlying(i, baseTicks.applyAsInt(i)));
            venue.define(instrument(i));
        }
        for (int n = 1; n <= accounts; n++) {
            String name = "A" + n;
            venue.define(new AccountDefinition(name, balance * MICROS, 1_000_000));
            venue.define(new SessionDefinition("V", "S" + n, false, false, List.of(name), List.of()));
        }
        venue.define(new SessionDefinition("V", "INDEX", true, false, List.of(), List.of()));
        String problem = venue.endConfiguration();
        if (problem != null) {
            throw new IllegalStateException(problem);
        }
        return venue;
    }

    static UnderlyingDefinition underlying(int id, int baseTicks) {
        long shock = 100_000 + id * 2_000L;
        return new UnderlyingDefinition("U" + id, "X" + id, baseTicks * TICK_E8, shock, 600_000, 800_000, ALL);
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

    static List<Long> commonMoves() {
        int moves = SCENARIOS - 2 * INSTRUMENTS;
        List<Long> fractions = new ArrayList<>();
        for (int n = 1; n <= moves / 2; n++) {
            long fraction = n * ALL / (moves / 2);
            fractions.add(-fraction);
            fractions.add(fraction);
        }
        return fractions;
    }
}
