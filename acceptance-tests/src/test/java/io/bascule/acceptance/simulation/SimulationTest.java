package io.bascule.acceptance.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bascule.engine.liquidation.LadderRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small crash: an hour down by a fifth, between two quiet ones. */
final class SimulationTest {
    private static final long PACE_NS = 5_000_000_000L;
    private static final long FROM = 1_600_000_000L - 1_600_000_000L % 3_600;

    private static PricePath path() {
        List<PriceHour> hours = new ArrayList<>();
        double[] closes = {10_000, 8_000, 8_100};
        double open = 10_050;
        for (int n = 0; n < closes.length; n++) {
            double high = Math.max(open, closes[n]) * 1.002;
            double low = Math.min(open, closes[n]) * 0.998;
            hours.add(new PriceHour(FROM + n * 3_600L, open, high, low, closes[n], 20_000));
            open = closes[n];
        }
        return new PricePath(FROM, FROM + 3 * 3_600, Map.of("BTC", hours));
    }

    private static Setting setting(List<Shock> shocks) {
        return new Setting(60, 1, 0.02, 0.02, 0.003, false, true, shocks, List.of(), 1_000);
    }

    @Test
    void shouldLiquidateInStagesAndLeaveNoDebtUnassigned() {
        SimulationResult run = new Simulation(path(), setting(List.of())).run();
        assertTrue(run.times(LadderRule.RESTRICTED) > 0, () -> "" + run.recorder().counts);
        assertTrue(run.times(LadderRule.SLICE) > 10, () -> "" + run.recorder().counts);
        assertEquals(PACE_NS, run.recorder().shortestPaceNs);
        assertEquals(0, run.debts());
        assertEquals(0, run.leftovers());
        assertTrue(run.leastFundUsd() >= 0);
        assertTrue(run.lossesOfMargin().length > 0);
    }

    @Test
    void shouldAskProvidersOnlyWhereThreeSlicesInARowFoundNobody() {
        SimulationResult run = new Simulation(path(), setting(List.of())).run();
        Map<Integer, Long> lastNs = new TreeMap<>();
        int auctions = 0;
        for (Recorder.Line line : run.recorder().lines) {
            if (line.rule() == LadderRule.UNWIND) {
                lastNs.put(line.accountId(), line.timestampNs() - PACE_NS); // the first is tried at once
            } else if (line.rule() == LadderRule.SLICE) {
                lastNs.put(line.accountId(), line.timestampNs());
            } else if (line.rule() == LadderRule.UNFILLED) {
                assertTrue(line.timestampNs() - lastNs.get(line.accountId()) >= 3 * PACE_NS, line::toString);
                auctions++;
            }
        }
        int found = auctions;
        assertTrue(found > 0 && found < run.times(LadderRule.SLICE), () -> "" + run.recorder().counts);
    }

    @Test
    void shouldMoveNoMarkByItsOwnSlices() {
        SimulationResult run = new Simulation(path(), setting(List.of())).run();
        double[] moved = run.markDistanceBps(Simulation.still(path(), run));
        assertTrue(moved[0] > 0 && moved[0] < 50, () -> Arrays.toString(moved));
    }

    /** A real crash, with a hundredth of the accounts that the command takes. */
    @Test
    void shouldComeToTheSameOfARealCrashEachTime() throws IOException {
        Path prices = data(Path.of("").toAbsolutePath()).resolve("prices_hourly.csv.gz");
        if (!Files.exists(prices)) {
            System.err.println("A real crash is skipped: there are no real prices in a folder shared/data");
        }
        assumeTrue(Files.exists(prices), "no real prices in a folder shared/data");
        CrashDay day = CrashDay.MARCH_2020;
        PricePath crash = PricePath.read(prices, List.of("BTC", "ETH", "SOL"), day.from(), day.to());
        Setting few = new Setting(10, 1, 0.05, 0.02, 0.003, false, true, List.of(), List.of(), 1_000);
        SimulationResult first = new Simulation(crash, few).run();
        SimulationResult second = new Simulation(crash, few).run();
        assertTrue(first.times(LadderRule.UNWIND) > 0);
        assertEquals(first.recorder().lines, second.recorder().lines);
        assertEquals(first.steps(), second.steps());
        assertEquals(first.stateHash(), second.stateHash());
        assertEquals(0, first.debts());
    }

    /** {@code shared/data} in a folder, or in one above it. */
    private static Path data(Path folder) {
        Path here = folder.resolve("shared/data");
        return Files.exists(here) || folder.getParent() == null ? here : data(folder.getParent());
    }

    @Test
    void shouldComeToTheSameEachTime() {
        List<Shock> shocks = List.of(Shock.parse("gap@100:-8"), Shock.parse("no-liquidity@110:15"));
        SimulationResult first = new Simulation(path(), setting(shocks)).run();
        SimulationResult second = new Simulation(path(), setting(shocks)).run();
        assertEquals(first.recorder().lines, second.recorder().lines);
        assertEquals(first.stateHash(), second.stateHash());
        assertEquals(0, first.debts());
        assertTrue(first.accounts(LadderRule.TAKEOVER) + first.times(LadderRule.UNFILLED) > 0);
    }

    @Test
    void shouldLiquidateNobodyWhileTheOracleIsSilent() {
        List<Shock> shocks = List.of(Shock.parse("oracle-pause@62:117"));
        SimulationResult run = new Simulation(path(), setting(shocks)).run();
        assertEquals(0, run.times(LadderRule.SLICE));
    }

    @Test
    void shouldLeaveEverybodyAloneWithoutLiquidation() {
        SimulationResult run = new Simulation(path(), setting(List.of())).run();
        SimulationResult still = Simulation.still(path(), run);
        assertEquals(Map.of(), still.recorder().counts);
    }

    @Test
    void shouldWriteFiles(@TempDir Path folder) throws IOException {
        SimulationResult run = new Simulation(path(), setting(List.of())).run();
        SimulationResult still = Simulation.still(path(), run);
        String table = SimulationReport.write("crash", run, still, folder);
        assertTrue(table.contains("| debts_unassigned | 0 |"), table);
        assertTrue(Files.readString(folder.resolve("crash.json")).contains("\"mark_moved_bp_BTC\""));
        assertTrue(Files.readString(folder.resolve("crash-ledger.csv")).contains(",SLICE,"));
        assertTrue(Files.readString(folder.resolve("crash-fund.svg")).startsWith("<svg"));
    }

    @Test
    void shouldReadShocksOnly() {
        assertEquals(new Shock(Shock.Kind.GAP, 600, -15), Shock.parse("gap@600:-15"));
        assertThrows(IllegalArgumentException.class, () -> Shock.parse("gap"));
        assertThrows(IllegalArgumentException.class, () -> Shock.parse("flood@1:2"));
    }
}
