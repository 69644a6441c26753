package io.bascule.engine.calibration;

import io.bascule.engine.margin.LiquidityClass;

/**
 * What is set for a coin, or for its class, before any of its prices are seen. Shocks are parts of the price.
 *
 * @param liquidityClass of the coin.
 * @param floor the long-run value that S never falls below.
 * @param stress S of a stressed market, a quarter of S at any time.
 * @param cap S never rises above it.
 * @param multiple of a day's volatility that the filtered S is.
 * @param reference the volatilities that a filtered day's move is a whole S at.
 * @param commonPart of S that the coin moves by in the largest common move: alts jump alone further than together.
 * @param singlePart of S that it moves by alone.
 * @param offset θ.
 * @param gainWeight how much of an unrealised gain counts as IM equity.
 * @param basisFloor least rate of a basis leg.
 * @param basisYear rate of a basis leg per year to expiry.
 * @param halfSpread half of the usual spread.
 * @param openInterestFloorUsd open interest that concentration is measured against at least.
 * @param haircut of a coin as collateral.
 */
record CoinRules(
        LiquidityClass liquidityClass,
        double floor,
        double stress,
        double cap,
        double multiple,
        double reference,
        double commonPart,
        double singlePart,
        double offset,
        double gainWeight,
        double basisFloor,
        double basisYear,
        double halfSpread,
        double openInterestFloorUsd,
        double haircut) {
    private static final CoinRules BTC = new CoinRules(
            LiquidityClass.MAJOR, 0.10, 0.21, 0.27, 3.0, 3.6, 1, 0.7, 0.6, 0.8, 0.005, 0.05, 0.0001, 500e6, 0.05);
    private static final CoinRules ETH = new CoinRules(
            LiquidityClass.MAJOR, 0.125, 0.29, 0.33, 3.0, 3.6, 1, 0.7, 0.6, 0.8, 0.005, 0.05, 0.0001, 500e6, 0.07);
    private static final CoinRules ALT = new CoinRules(
            LiquidityClass.ALT, 0.25, 0.51, 0.51, 3.64, 5.1, 0.88, 0.94, 0.3, 0.5, 0.01, 0.15, 0.0003, 250e6, 0.15);
    private static final CoinRules ILLIQUID = new CoinRules(
            LiquidityClass.ILLIQUID, 0.35, 0.60, 0.60, 3.64, 5.1, 1, 1, 0, 0, 0.02, 0.30, 0.001, 50e6, 0.30);
    private static final double HALF = 0.5;
    /** USD a day: up to the first an alt is illiquid, from the second on it is not, in between in proportion. */
    private static final double WHOLLY_ILLIQUID = 5e6;

    private static final double WHOLLY_LIQUID = 15e6;

    /**
     * Of a coin, by its name and by what is traded of it a day: majors have their own, others are alts, or illiquid.
     * Between both the rules go over into one another, so that no requirement jumps where a class ends.
     *
     * @param turnover averaged; not a number: unknown, and an alt.
     */
    static CoinRules of(final String coin, final double turnover) {
        return switch (coin) {
            case "BTC" -> BTC;
            case "ETH" -> ETH;
            default -> {
                final double part = (WHOLLY_LIQUID - turnover) / (WHOLLY_LIQUID - WHOLLY_ILLIQUID);
                yield part > 0 ? between(Math.min(part, 1)) : ALT;
            }
        };
    }

    /** From an alt, 0, to an illiquid coin, 1; by its class what it is more of. */
    private static CoinRules between(final double part) {
        return new CoinRules(
                part > HALF ? LiquidityClass.ILLIQUID : LiquidityClass.ALT,
                mix(ALT.floor, ILLIQUID.floor, part),
                mix(ALT.stress, ILLIQUID.stress, part),
                mix(ALT.cap, ILLIQUID.cap, part),
                mix(ALT.multiple, ILLIQUID.multiple, part),
                mix(ALT.reference, ILLIQUID.reference, part),
                mix(ALT.commonPart, ILLIQUID.commonPart, part),
                mix(ALT.singlePart, ILLIQUID.singlePart, part),
                mix(ALT.offset, ILLIQUID.offset, part),
                mix(ALT.gainWeight, ILLIQUID.gainWeight, part),
                mix(ALT.basisFloor, ILLIQUID.basisFloor, part),
                mix(ALT.basisYear, ILLIQUID.basisYear, part),
                mix(ALT.halfSpread, ILLIQUID.halfSpread, part),
                mix(ALT.openInterestFloorUsd, ILLIQUID.openInterestFloorUsd, part),
                mix(ALT.haircut, ILLIQUID.haircut, part));
    }

    private static double mix(final double ofAlt, final double ofIlliquid, final double part) {
        return (1 - part) * ofAlt + part * ofIlliquid;
    }

    /** Volatility of a day before any is known: that of the floor. */
    double priorVolatility() {
        return floor / multiple;
    }
}
