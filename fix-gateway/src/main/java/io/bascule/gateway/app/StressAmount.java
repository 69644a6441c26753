package io.bascule.gateway.app;

import io.bascule.engine.stress.StressReport;
import io.bascule.gateway.encoding.Currencies;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Figures of a stress report as decimals, and the order that they are shown in. */
final class StressAmount {
    private static final int E6 = 6;
    private static final int E8 = 8;
    private static final int E9 = 9;

    private StressAmount() {}

    /** USD. */
    static BigDecimal usd(long micros) {
        return stripped(micros, E6);
    }

    /** USD to the cent, half up: for people. */
    static String cents(long micros) {
        return BigDecimal.valueOf(micros, E6).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    /** A price, quantity or number of coins. */
    static BigDecimal e8(long value) {
        return stripped(value, E8);
    }

    /** A part of 1, in 1e-6. */
    static BigDecimal e6(long value) {
        return stripped(value, E6);
    }

    /** A rate, in 1e-9. */
    static BigDecimal e9(long value) {
        return stripped(value, E9);
    }

    /** An amount of a currency in its smallest units. */
    static BigDecimal units(String currency, long units) {
        return stripped(units, Currencies.decimals(currency));
    }

    private static BigDecimal stripped(long value, int decimals) {
        BigDecimal number = BigDecimal.valueOf(value, decimals).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    /** Places of the scenarios, that with the largest requirement first, then by what is lost. */
    static List<Integer> worstFirst(List<StressReport.Scenario> scenarios) {
        List<Integer> order = new ArrayList<>();
        for (int n = 0; n < scenarios.size(); n++) {
            order.add(n);
        }
        order.sort(Comparator.comparingLong((Integer n) -> -scenarios.get(n).requirementMicros())
                .thenComparingLong(n -> scenarios.get(n).pnlMicros()));
        return order;
    }
}
