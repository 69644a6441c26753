package io.bascule.acceptance.flow;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Margin of one account that has one perpetual an underlying and USDC, as margin.md has it, in decimals, at the demo
 * venue's parameters: scan risk with common moves and single names, offsets by θ and the deduction C; liquidity and
 * provisions; open orders at their worse extreme, order loss. There is no basis in an outright, and nobody holds so
 * much that it is concentrated. No underlying is left out, so none is special.
 */
final class ReferenceMargin {
    private static final int MICROS = 6;
    private static final BigDecimal FLOOR = new BigDecimal("1000000");
    private static final BigDecimal GROSS = new BigDecimal("0.02");
    private static final BigDecimal SINGLE_NAME = new BigDecimal("0.6");
    private static final BigDecimal MAINTENANCE = new BigDecimal("0.8");
    private static final BigDecimal CONCENTRATED = new BigDecimal("25000000");
    /** Steps of BTC's impact: from, rate. */
    private static final String[][] IMPACT = {
        {"0", "0.000082"},
        {"250000", "0.000191"},
        {"1000000", "0.000415"},
        {"5000000", "0.000851"},
        {"20000000", "0.001855"},
        {"100000000", "0.002445"}
    };

    private static final BigDecimal HALF_SPREAD = new BigDecimal("0.0001");
    /** Of a long, for eight hours. */
    private static final BigDecimal FUNDING = new BigDecimal("0.000115865");

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

    /** Of positions in BTC at their extremes, with the order loss. */
    static BigDecimal initial(List<Exposure> exposures, BigDecimal orderLoss) {
        return scan(exposures).add(addOns(exposures)).add(orderLoss);
    }

    /** Of the positions in BTC. */
    static BigDecimal maintenance(List<Exposure> exposures) {
        List<Exposure> held = exposures.stream().map(Exposure::withoutOrders).toList();
        return up(scan(held).multiply(MAINTENANCE)).add(addOns(held));
    }

    /** Liquidity, exit fees and eight hours of funding. */
    private static BigDecimal addOns(List<Exposure> exposures) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Exposure exposure : exposures) {
            BigDecimal larger = exposure.high().max(exposure.low().negate());
            if (larger.compareTo(CONCENTRATED) > 0) {
                throw new IllegalStateException(larger + " is concentrated");
            }
            sum = sum.add(up(larger.multiply(HALF_SPREAD)))
                    .add(impact(larger))
                    .add(ReferenceVenue.takerFee(larger))
                    .add(up(exposure.high().max(BigDecimal.ZERO).multiply(FUNDING)));
        }
        return sum;
    }

    private static BigDecimal impact(BigDecimal exposure) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int n = 0; n < IMPACT.length; n++) {
            BigDecimal to = n + 1 < IMPACT.length ? exposure.min(new BigDecimal(IMPACT[n + 1][0])) : exposure;
            BigDecimal slice = to.subtract(new BigDecimal(IMPACT[n][0])).max(BigDecimal.ZERO);
            sum = sum.add(slice.multiply(new BigDecimal(IMPACT[n][1])));
        }
        return up(sum);
    }

    private static BigDecimal up(BigDecimal amount) {
        return amount.setScale(MICROS, RoundingMode.UP);
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
