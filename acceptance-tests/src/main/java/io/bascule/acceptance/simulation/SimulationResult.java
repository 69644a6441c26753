package io.bascule.acceptance.simulation;

import io.bascule.engine.liquidation.LadderRule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a run came to.
 *
 * @param steps all of them.
 * @param leastFundUsd the least that the insurance fund had at any step.
 * @param debts accounts that owe more than they have and that nobody is liquidating: none, or the rules are broken.
 * @param leftovers accounts that had anything left when they had been taken over: none, or sums are not exact.
 * @param openingUsd equity of all seeded accounts at the beginning.
 * @param closingUsd at the end.
 * @param deskBefore the desk at the beginning.
 * @param deskAfter at the end.
 * @param stateHash of the venue at the end.
 */
record SimulationResult(
        Setting setting,
        List<String> symbols,
        List<Simulation.Step> steps,
        List<Simulation.Minute> minutes,
        double leastFundUsd,
        Recorder recorder,
        int debts,
        int leftovers,
        double openingUsd,
        double closingUsd,
        Simulation.Desk deskBefore,
        Simulation.Desk deskAfter,
        long stateHash) {

    int times(LadderRule rule) {
        return recorder.counts.getOrDefault(rule, 0);
    }

    int accounts(LadderRule rule) {
        return recorder.accounts.getOrDefault(rule, Set.of()).size();
    }

    double slippageUsd() {
        return recorder.lines.stream()
                        .filter(line -> line.rule() == LadderRule.SLICE)
                        .mapToLong(Recorder.Line::slippageMicros)
                        .sum()
                / 1e6;
    }

    double feesUsd() {
        return recorder.lines.stream().mapToLong(Recorder.Line::feeMicros).sum() / 1e6;
    }

    /** What went at bankruptcy prices, by a rule, in USD at that price. */
    double movedUsd(LadderRule rule) {
        return recorder.lines.stream()
                .filter(line -> line.rule() == rule)
                .mapToDouble(line -> Math.abs(line.qtyE8() / 1e8 * (line.priceE8() / 1e8)))
                .sum();
    }

    /** Of each account whose liquidation ended: what it lost from there on, over the MM that it had then; ascending. */
    double[] lossesOfMargin() {
        double[] losses = recorder.ended.stream()
                .filter(pair -> pair[0].maintenanceMicros() > 0)
                .mapToDouble(pair ->
                        (pair[0].equityMicros() - pair[1].equityMicros()) / (double) pair[0].maintenanceMicros())
                .toArray();
        Arrays.sort(losses);
        return losses;
    }

    /**
     * The largest distance of this run's marks from another's at the same steps, each against its index, in basis
     * points, by symbol.
     *
     * @throws IllegalArgumentException if the other took other steps.
     */
    double[] markDistanceBps(SimulationResult other) {
        if (steps.size() != other.steps.size()) {
            throw new IllegalArgumentException(steps.size() + " steps against " + other.steps.size());
        }
        double[] most = new double[symbols.size()];
        for (int n = 0; n < steps.size(); n++) {
            for (int symbol = 0; symbol < most.length; symbol++) {
                most[symbol] = Math.max(most[symbol], Math.abs(effectBps(other, n, symbol)));
            }
        }
        return most;
    }

    /** By how much this run's mark is above another's at a step, each against its index, in basis points. */
    double effectBps(SimulationResult other, int step, int symbol) {
        return steps.get(step).premiumBps(symbol) - other.steps.get(step).premiumBps(symbol);
    }

    double lastFundUsd() {
        return minutes.isEmpty() ? 0 : minutes.get(minutes.size() - 1).fundUsd();
    }
}
