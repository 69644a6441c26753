package io.bascule.acceptance.simulation;

import io.bascule.engine.liquidation.LadderRule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a run came to.
 *
 * @param debts accounts that owe more than they have and that nobody is liquidating: none, or the rules are broken.
 * @param openingUsd equity of all seeded accounts at the beginning.
 * @param closingUsd at the end.
 * @param deskBefore the desk at the beginning.
 * @param deskAfter at the end.
 * @param stateHash of the venue at the end.
 */
record SimulationResult(
        Setting setting,
        List<String> symbols,
        List<Simulation.Minute> minutes,
        Recorder recorder,
        int debts,
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
     * The largest distance of this run's marks from another's, each against its own index of then, in basis points, by
     * symbol: the two do not look at the index at the same seconds.
     */
    double[] markDistanceBps(SimulationResult other) {
        double[] most = new double[symbols.size()];
        for (int n = 0; n < Math.min(minutes.size(), other.minutes.size()); n++) {
            for (int symbol = 0; symbol < most.length; symbol++) {
                double distance =
                        minutes.get(n).premiumBps(symbol) - other.minutes.get(n).premiumBps(symbol);
                most[symbol] = Math.max(most[symbol], Math.abs(distance));
            }
        }
        return most;
    }

    double leastFundUsd() {
        return minutes.stream().mapToDouble(Simulation.Minute::fundUsd).min().orElse(0);
    }

    double lastFundUsd() {
        return minutes.isEmpty() ? 0 : minutes.get(minutes.size() - 1).fundUsd();
    }
}
