package io.bascule.gateway.encoding;

import java.util.List;

/**
 * What accounts hold cash in. Amounts are whole numbers of the smallest unit; indexes and units are the engine's, and
 * for ever.
 */
public final class Currencies {
    /** What linear contracts are settled in. */
    public static final String USDC = "USDC";

    /** By index. */
    public static final List<String> NAMES = List.of(USDC, "BTC", "ETH");

    private static final int[] DECIMALS = {6, 8, 9};

    private Currencies() {}

    /** The name of an index. */
    public static String name(int index) {
        return NAMES.get(index);
    }

    /** How many decimals are kept of the currency of an index. */
    public static int decimals(int index) {
        return DECIMALS[index];
    }

    /**
     * How many decimals are kept of a currency.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static int decimals(String name) {
        int index = NAMES.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no account holds " + name);
        }
        return DECIMALS[index];
    }
}
