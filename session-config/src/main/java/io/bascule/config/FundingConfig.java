package io.bascule.config;

/**
 * How an instrument's funding is worked out. Rates are in 1e-9 of notional, for eight hours.
 *
 * @param intervalSeconds between two payments; a divisor of eight hours, a multiple of the grid; at least 600
 * @param gridSeconds distance of two premium samples
 * @param impactNotionalMicros in USD micros: what impact prices are for and a book must have to count for the mark;
 *     0: no book does
 * @param interestE9 what the rate comes to without a premium
 * @param clampE9 how far the interest may pull the rate away from the premium
 * @param capE9 largest rate, either way
 */
public record FundingConfig(
        int intervalSeconds, int gridSeconds, long impactNotionalMicros, long interestE9, long clampE9, long capE9) {
    /** Each hour, of samples each 5 s for 100,000 USD; 0.01 % interest, 0.05 % clamp, 4 % cap. */
    public static final FundingConfig DEFAULT =
            new FundingConfig(3_600, 5, 100_000_000_000L, 100_000, 500_000, 40_000_000);

    private static final int MIN_INTERVAL = 600;
    private static final int RATE = 8 * 3_600;

    static FundingConfig read(YamlReader reader) {
        int intervalSeconds = reader.has("fundingIntervalSeconds")
                ? reader.whole("fundingIntervalSeconds", MIN_INTERVAL, RATE)
                : DEFAULT.intervalSeconds;
        int gridSeconds =
                reader.has("fundingGridSeconds") ? reader.whole("fundingGridSeconds", 1, RATE) : DEFAULT.gridSeconds;
        if (intervalSeconds > 0 && RATE % intervalSeconds != 0) {
            reader.refuse("fundingIntervalSeconds", "a whole number of which eight hours (28800) are a multiple");
        } else if (gridSeconds > 0 && intervalSeconds % gridSeconds != 0) {
            reader.refuse(
                    reader.has("fundingGridSeconds") ? "fundingGridSeconds" : "fundingIntervalSeconds",
                    "fundingIntervalSeconds is a multiple of fundingGridSeconds");
        }
        return new FundingConfig(
                intervalSeconds,
                gridSeconds,
                reader.has("impactNotional")
                        ? reader.decimal("impactNotional", 6, "0", "1000000000")
                        : DEFAULT.impactNotionalMicros,
                reader.has("fundingInterest") ? reader.decimal("fundingInterest", 9, "-1", "1") : DEFAULT.interestE9,
                reader.has("fundingClamp") ? reader.decimal("fundingClamp", 9, "0", "1") : DEFAULT.clampE9,
                reader.has("fundingCap") ? reader.decimal("fundingCap", 9, "0", "1") : DEFAULT.capE9);
    }
}
