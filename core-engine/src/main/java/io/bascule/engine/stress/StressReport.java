package io.bascule.engine.stress;

import java.util.List;

/**
 * A stress report of an account: as it stands, in each scenario, and in each what-if that was asked for.
 *
 * @param account its name.
 * @param parameters name of the margin parameters in force.
 * @param sha256 of their file.
 * @param timestampNs when, since the epoch.
 * @param now as it stands.
 * @param terms what IM and MM are made of.
 * @param worstScenarioId the first that scan risk of IM comes from; 0: it is 0.
 * @param scenarios by id from 1.
 * @param positions of the account, by instrument.
 * @param outcomes of the shocks, in the order asked.
 * @param fundings what funding shocks cost, by shock and instrument.
 */
public record StressReport(
        String account,
        String parameters,
        String sha256,
        long timestampNs,
        StressFigures now,
        Terms terms,
        int worstScenarioId,
        List<Scenario> scenarios,
        List<Position> positions,
        List<Outcome> outcomes,
        List<Funding> fundings) {
    /** No price liquidates the account. */
    public static final long NO_PRICE = Long.MIN_VALUE;

    public StressReport {
        scenarios = List.copyOf(scenarios);
        positions = List.copyOf(positions);
        outcomes = List.copyOf(outcomes);
        fundings = List.copyOf(fundings);
    }

    /** In USD micros; scan and basis of MM before they are weighted. */
    public record Terms(
            long scanMicros,
            long basisMicros,
            long liquidityMicros,
            long concentrationMicros,
            long confidenceMicros,
            long haircutMicros,
            long provisionsMicros,
            long orderLossMicros,
            long pegMicros,
            long maintenanceScanMicros,
            long maintenanceBasisMicros,
            long maintenanceLiquidityMicros,
            long maintenanceProvisionsMicros) {}

    /**
     * A published scenario.
     *
     * @param name of it.
     * @param weightE6 w_k.
     * @param pnlMicros what it earns of what is held, at the shocks of IM; rounded down.
     * @param requirementMicros scan risk of IM in it, open orders at their worst, at its weight.
     */
    public record Scenario(String name, long weightE6, long pnlMicros, long requirementMicros) {}

    /**
     * A position.
     *
     * @param symbol of its instrument.
     * @param positionE8 signed.
     * @param markE8 price.
     * @param exposureMicros USD delta.
     * @param unrealisedMicros gain, or with a minus loss.
     * @param liquidationPxE8 {@link #NO_PRICE}: none.
     */
    public record Position(
            String symbol,
            long positionE8,
            long markE8,
            long exposureMicros,
            long unrealisedMicros,
            long liquidationPxE8) {}

    /**
     * After a shock.
     *
     * @param figures after it.
     * @param isLiquidationHeld nothing is taken from the account meanwhile: an index of what it holds is frozen, or
     *     trading is halted.
     * @param isWithdrawalHeld nothing leaves the account meanwhile.
     */
    public record Outcome(StressFigures figures, boolean isLiquidationHeld, boolean isWithdrawalHeld) {}

    /**
     * What a position is paid, or pays.
     *
     * @param shock its place among the shocks, from 0.
     * @param symbol of the instrument.
     * @param rateE9 for eight hours: as asked, within the instrument's cap.
     * @param currency of settlement.
     * @param units of the currency, in its smallest; negative: paid.
     * @param usdMicros the same at the index, rounded down.
     */
    public record Funding(int shock, String symbol, long rateE9, String currency, long units, long usdMicros) {}
}
