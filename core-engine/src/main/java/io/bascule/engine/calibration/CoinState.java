package io.bascule.engine.calibration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the filter knows of a coin; learns a day at a time. Parts of the price, unless another unit is named. */
final class CoinState {
    private static final double DECAY = 0.97;
    private static final double BASIS_TAIL = 0.001;
    private static final double MOST_BASIS_UP = 1.12;
    private static final double MOST_BASIS = 0.02;
    /** Enough of the largest for the tail of 16,000 days. */
    private static final int LARGEST = 16;

    /** Last price, or {@code NaN}; and its day. */
    double close = Double.NaN;

    long closeDay = Long.MIN_VALUE;
    /** Days that had a return, in all. */
    int returns;
    /** Filtered, of a day's return. */
    double variance;
    /** S_MM of the last day that was margined, or {@code NaN}. */
    double maintenanceShock = Double.NaN;
    /** Perpetual over spot of the last close, or {@code NaN}. */
    double basis = Double.NaN;
    /** Days that had a move of the basis; the largest of those moves, from the largest on. */
    int basisMoves;

    List<Double> largestBasisMoves = new ArrayList<>();
    /** r of a leg of the underlying. */
    double basisRate;
    /** USD a day, averaged; or {@code NaN}. */
    double turnover = Double.NaN;
    /** Per eight hours, averaged; or {@code NaN}. */
    double fundingRate = Double.NaN;

    /** Of a coin that was never seen. */
    CoinState(final CoinRules rules) {
        variance = rules.priorVolatility() * rules.priorVolatility();
        basisRate = rules.basisFloor();
    }

    /** A coin's last close, if it is of the day before; else {@code NaN}. */
    double closeBefore(final long day) {
        return closeDay == day - 1 ? close : Double.NaN;
    }

    /** Learns what a day brought; nothing, if it had no close. */
    void learn(final long day, final DayPrices.Coin seen) {
        if (Double.isNaN(seen.close())) {
            return;
        }
        final double last = closeBefore(day);
        if (!Double.isNaN(last)) {
            final double dayReturn = seen.close() / last - 1;
            variance = DECAY * variance + (1 - DECAY) * dayReturn * dayReturn;
            returns++;
            learnBasis(seen.basis());
        }
        close = seen.close();
        closeDay = day;
        basis = seen.basis();
        turnover = averaged(turnover, seen.turnover());
        fundingRate = averaged(fundingRate, seen.fundingRate());
    }

    private void learnBasis(final double newBasis) {
        final double move = Math.abs(newBasis / basis - 1);
        if (Double.isNaN(move)) {
            return;
        }
        basisMoves++;
        largestBasisMoves.add(move);
        largestBasisMoves.sort(Collections.reverseOrder());
        if (largestBasisMoves.size() > LARGEST) {
            largestBasisMoves.remove(LARGEST);
        }
    }

    private static double averaged(final double before, final double value) {
        if (Double.isNaN(value)) {
            return before;
        }
        return Double.isNaN(before) ? value : DECAY * before + (1 - DECAY) * value;
    }

    /** Takes S_MM and r of the next day. */
    void advance(final CoinRules rules, final double newMaintenanceShock) {
        maintenanceShock = newMaintenanceShock;
        final int rank = Math.min((int) (basisMoves * BASIS_TAIL), largestBasisMoves.size() - 1);
        final double tail = rank < 0 ? 0 : largestBasisMoves.get(rank);
        final double wanted = Math.min(Math.max(tail, rules.basisFloor()), Math.max(MOST_BASIS, rules.basisFloor()));
        basisRate = Math.max(rules.basisFloor(), Math.min(wanted, basisRate * MOST_BASIS_UP));
    }

    double volatility() {
        return Math.sqrt(variance);
    }
}
