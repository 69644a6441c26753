package io.bascule.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What accounts open with: within what the engine can value, of each account and of all together. */
final class OpeningCollateral {
    private static final String USDC = "USDC";
    private static final int USDC_DECIMALS = 6;
    /** Of one account. */
    private static final String MAX_USDC = "9000000000";

    private static final BigDecimal MAX_USDC_IN_ALL = new BigDecimal("1000000000000");

    /** Coins that are collateral, and that inverse contracts settle in. */
    private static final Map<String, Coin> COINS =
            Map.of("BTC", new Coin(8, "400000", "1000000"), "ETH", new Coin(9, "4000000", "100000"));

    private OpeningCollateral() {}

    /**
     * A coin.
     *
     * @param decimals that are kept of it
     * @param mostInAll of all accounts together
     * @param maxPrice in USD that its index may have
     */
    private record Coin(int decimals, String mostInAll, String maxPrice) {}

    /** Decimals that are kept of a coin; null of what is none. */
    static Integer decimals(String coin) {
        return COINS.containsKey(coin) ? COINS.get(coin).decimals() : null;
    }

    /** The largest index price of an underlying: of a coin its own. */
    static String maxPrice(String underlying, String ofOthers) {
        return COINS.containsKey(underlying) ? COINS.get(underlying).maxPrice() : ofOthers;
    }

    /** In the smallest units of each currency. */
    static Map<String, Long> read(YamlReader reader) {
        Map<String, Long> units = new LinkedHashMap<>();
        for (String currency : reader.exists() ? reader.keys() : List.<String>of()) {
            if (currency.equals(USDC)) {
                units.put(currency, reader.decimal(currency, USDC_DECIMALS, "0", MAX_USDC));
            } else if (COINS.containsKey(currency)) {
                Coin coin = COINS.get(currency);
                units.put(currency, reader.decimal(currency, coin.decimals(), "0", coin.mostInAll()));
            } else {
                reader.refuse(currency, "collateral is USDC, BTC or ETH");
            }
        }
        return units;
    }

    /** What holds of all accounts together. */
    static void check(
            List<AccountConfig> accounts, List<UnderlyingConfig> underlyings, String file, Mistakes mistakes) {
        checkSum(accounts, USDC, USDC_DECIMALS, MAX_USDC_IN_ALL, file, mistakes);
        for (String name : List.of("BTC", "ETH")) {
            Coin coin = COINS.get(name);
            BigDecimal sum =
                    checkSum(accounts, name, coin.decimals(), new BigDecimal(coin.mostInAll()), file, mistakes);
            boolean isValued = underlyings.stream()
                    .anyMatch(underlying -> underlying.name().equals(name));
            if (sum.signum() > 0 && !isValued) {
                mistakes.add(
                        file,
                        "accounts.collateral." + name,
                        plain(sum),
                        "0 without an underlying " + name + " to value it by");
            }
        }
    }

    private static BigDecimal checkSum(
            List<AccountConfig> accounts,
            String currency,
            int decimals,
            BigDecimal most,
            String file,
            Mistakes mistakes) {
        BigInteger units = BigInteger.ZERO;
        for (AccountConfig account : accounts) {
            units = units.add(
                    BigInteger.valueOf(account.openingCollateralUnits().getOrDefault(currency, 0L)));
        }
        BigDecimal sum = new BigDecimal(units, decimals);
        if (sum.compareTo(most) > 0) {
            mistakes.add(
                    file,
                    "accounts.collateral." + currency,
                    plain(sum),
                    "at most " + plain(most) + " over all accounts");
        }
        return sum;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
