package io.bascule.acceptance.flow;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Margin of one account as margin.md's scan risk has it, in decimals: common moves and single names, offsets by θ, the
 * deduction C, open orders at their worse extreme, order loss. No underlying is left out, so none is special.
 */
final class ReferenceMargin {
    private static final int MICROS = 6;
    private static final BigDecimal FLOOR = new BigDecimal("1000000");
    private static final BigDecimal GROSS = new BigDecimal("0.02");
    private static final BigDecimal SINGLE_NAME = new BigDecimal("0.6");
    private static final BigDecimal MAINTENANCE = new BigDecimal("0.8");
    private static final List<BigDecimal> COMMON_MOVES = List.of(
            new BigDecimal("-1"),
            new BigDecimal("-0.75"),
            new BigDecimal("-0.5"),
            new BigDecimal("-0.25"),
            new BigDecimal("0.25"),
            new BigDecimal("0.5"),
            new BigDecimal("0.75"),
            new BigDecimal("1"));

    /**
     * What an account has in one underlying.
     *
     * @param shock S of the underlying.
     * @param offset θ of the underlying: the part of a gain that counts.
     * @param low value at mark with every sell filled.
     * @param held value at mark of the position.
     * @param high value at mark with every buy filled.
     */
    record Exposure(BigDecimal shock, BigDecimal offset, BigDecimal low, BigDecimal held, BigDecimal high) {
        /** Of the position alone. */
        Exposure withoutOrders() {
            return new Exposure(shock, offset, held, held, held);
        }
    }

    private ReferenceMargin() {}

    /** Scan risk at the extremes, and the order loss. */
    static BigDecimal initial(List<Exposure> exposures, BigDecimal orderLoss) {
        return scan(exposures).add(orderLoss);
    }

    /** Of the positions. */
    static BigDecimal maintenance(List<Exposure> exposures) {
        return scan(exposures.stream().map(Exposure::withoutOrders).toList())
                .multiply(MAINTENANCE)
                .setScale(MICROS, RoundingMode.UP);
    }

    /** What an open order would lose at once if it filled: its distance beyond the mark and the taker fee. */
    static BigDecimal orderLoss(Side side, BigDecimal limit, BigDecimal qty, BigDecimal mark) {
        BigDecimal beyond = side == Side.BUY ? limit.subtract(mark) : mark.subtract(limit);
        BigDecimal loss = beyond.max(BigDecimal.ZERO).multiply(qty);
        return loss.setScale(MICROS, RoundingMode.UP).add(ReferenceVenue.takerFee(limit.multiply(qty)));
    }

    static BigDecimal scan(List<Exposure> exposures) {
        BigDecimal worst = BigDecimal.ZERO;
        for (BigDecimal move : COMMON_MOVES) {
            List<BigDecimal> shocks = new ArrayList<>();
            exposures.forEach(e -> shocks.add(e.shock().multiply(move)));
            worst = worst.max(requirement(exposures, shocks));
        }
        for (int alone = 0; alone < exposures.size(); alone++) {
            for (BigDecimal move : List.of(SINGLE_NAME, SINGLE_NAME.negate())) {
                List<BigDecimal> shocks = new ArrayList<>();
                for (int i = 0; i < exposures.size(); i++) {
                    shocks.add(i == alone ? exposures.get(i).shock().multiply(move) : BigDecimal.ZERO);
                }
                worst = worst.max(requirement(exposures, shocks));
            }
        }
        return worst;
    }

    private static BigDecimal requirement(List<Exposure> exposures, List<BigDecimal> shocks) {
        BigDecimal offsets = BigDecimal.ZERO;
        BigDecimal losses = FLOOR.negate();
        for (int i = 0; i < exposures.size(); i++) {
            Exposure exposure = exposures.get(i);
            BigDecimal worstOffset = null;
            BigDecimal worstLoss = null;
            for (BigDecimal value : candidates(exposure)) {
                BigDecimal gain = value.multiply(shocks.get(i));
                BigDecimal counted = gain.signum() > 0 ? gain.multiply(exposure.offset()) : gain;
                BigDecimal offset = counted.negate().setScale(MICROS, RoundingMode.CEILING);
                BigDecimal loss = gain.negate().max(BigDecimal.ZERO).setScale(MICROS, RoundingMode.UP);
                BigDecimal deduction = value.abs().multiply(GROSS).setScale(MICROS, RoundingMode.DOWN);
                worstOffset = worstOffset == null ? offset : worstOffset.max(offset);
                BigDecimal deducted = loss.subtract(deduction);
                worstLoss = worstLoss == null ? deducted : worstLoss.max(deducted);
            }
            offsets = offsets.add(worstOffset);
            losses = losses.add(worstLoss);
        }
        return offsets.max(losses);
    }

    /** The ends of what the underlying's value may become, and 0 between them: the terms are linear elsewhere. */
    private static List<BigDecimal> candidates(Exposure exposure) {
        boolean straddles = exposure.low().signum() < 0 && exposure.high().signum() > 0;
        return straddles
                ? List.of(exposure.low(), exposure.high(), BigDecimal.ZERO)
                : List.of(exposure.low(), exposure.high());
    }
}
