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
        double offset,
        double gainWeight,
        double basisFloor,
        double basisYear,
        double halfSpread,
        double openInterestFloorUsd,
        double haircut) {
    private static final CoinRules BTC = new CoinRules(
            LiquidityClass.MAJOR, 0.095, 0.20, 0.25, 3.0, 3.6, 0.6, 0.8, 0.005, 0.05, 0.0001, 500e6, 0.05);
    private static final CoinRules ETH =
            new CoinRules(LiquidityClass.MAJOR, 0.12, 0.25, 0.31, 3.0, 3.6, 0.6, 0.8, 0.005, 0.05, 0.0001, 500e6, 0.07);
    private static final CoinRules ALT =
            new CoinRules(LiquidityClass.ALT, 0.22, 0.45, 0.45, 3.2, 4.5, 0.3, 0.5, 0.01, 0.15, 0.0003, 250e6, 0.15);
    private static final CoinRules ILLIQUID =
            new CoinRules(LiquidityClass.ILLIQUID, 0.35, 0.60, 0.60, 3.2, 4.5, 0, 0, 0.02, 0.30, 0.001, 50e6, 0.30);

    /** Of a coin, by its name: majors have their own, all others are alts. */
    static CoinRules of(final String coin) {
        return switch (coin) {
            case "BTC" -> BTC;
            case "ETH" -> ETH;
            default -> ALT;
        };
    }

    /** Of a coin that hardly trades. */
    static CoinRules illiquid() {
        return ILLIQUID;
    }

    /** Volatility of a day before any is known: that of the floor. */
    double priorVolatility() {
        return floor / multiple;
    }
}
