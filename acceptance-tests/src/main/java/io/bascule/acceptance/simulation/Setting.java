package io.bascule.acceptance.simulation;

import java.util.List;

/**
 * What is simulated.
 *
 * @param accounts how many, besides market makers, provider, fund and desk.
 * @param seed of the accounts and of what the provider bids.
 * @param openInterestPart what the accounts hold together, of the volume of a day.
 * @param fundPart what the insurance fund begins with, of what they hold.
 * @param depthPart of an hour's volume that the market makers show on each side, anew at each step.
 * @param crowded whether all accounts are long as much as they can be.
 * @param liquidates whether accounts are liquidated.
 * @param shocks on command.
 * @param portfolio of a desk that wants to know; empty: none.
 * @param deskUsd what it has as collateral.
 */
record Setting(
        int accounts,
        long seed,
        double openInterestPart,
        double fundPart,
        double depthPart,
        boolean crowded,
        boolean liquidates,
        List<Shock> shocks,
        List<Position> portfolio,
        long deskUsd) {
    /** Coins of a symbol, signed. */
    record Position(String symbol, double coins) {}

    Setting withLiquidation(boolean newLiquidates) {
        return new Setting(
                accounts,
                seed,
                openInterestPart,
                fundPart,
                depthPart,
                crowded,
                newLiquidates,
                shocks,
                portfolio,
                deskUsd);
    }
}
