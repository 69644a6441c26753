package io.bascule.acceptance.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.liquidation.LadderRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small crash: an hour down by a fifth, between two quiet ones. */
final class SimulationTest {
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
        return new Setting(60, 1, 0.02, 0.02, 0.001, false, true, shocks, List.of(), 1_000);
    }

    @Test
    void shouldLiquidateInStagesAndLeaveNoDebtUnassigned() {
        SimulationResult run = new Simulation(path(), setting(List.of())).run();
        assertTrue(run.times(LadderRule.RESTRICTED) > 0, () -> "" + run.recorder().counts);
        assertTrue(run.times(LadderRule.UNWIND) > 0, () -> "" + run.recorder().counts);
        assertTrue(run.times(LadderRule.SLICE) > 0, () -> "" + run.recorder().counts);
        assertTrue(run.recorder().shortestPaceNs >= 5_000_000_000L);
        assertEquals(0, run.debts());
        assertTrue(run.lossesOfMargin().length > 0);
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
        SimulationResult still = new Simulation(path(), setting(List.of()).withLiquidation(false)).run();
        assertEquals(Map.of(), still.recorder().counts);
    }

    @Test
    void shouldWriteFiles(@TempDir Path folder) throws IOException {
        SimulationResult run = new Simulation(path(), setting(List.of())).run();
        SimulationResult still = new Simulation(path(), setting(List.of()).withLiquidation(false)).run();
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
