package io.bascule.acceptance.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.acceptance.flow.ReferenceMargin.Exposure;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceMarginTest {
    @Test
    void shouldTakeTheWholeShockOfAnOutright() {
        // 12 % of 600,000
        assertAmount("72000", ReferenceMargin.scan(List.of(btc("600000", "600000", "600000"))));
        // 0.8 of it; spread 60, impact 20.5 + 66.85, to get out 240, funding 69.519
        assertAmount("58056.869", ReferenceMargin.maintenance(List.of(btc("600000", "600000", "600000"))));
    }

    @Test
    void shouldCountAGainAtItsOffset() {
        // Both up by S: the short loses 15 % of 300,000 = 45,000, the long gains 24,000 and counts 0.6 of it. The short
        // alone up by 0.6 S would lose 27,000.
        List<Exposure> hedged = List.of(btc("200000", "200000", "200000"), eth("-300000"));

        assertAmount("30600", ReferenceMargin.scan(hedged));
    }

    @Test
    void shouldShockEachNameAlone() {
        // 0.6 of 15 % of 600,000; both up by S would be 90,000 - 0.6 * 72,000 = 46,800.
        List<Exposure> hedged = List.of(btc("600000", "600000", "600000"), eth("-600000"));

        assertAmount("54000", ReferenceMargin.scan(hedged));
    }

    @Test
    void shouldBindWithTheLossesOfALargeHedgedBook() {
        // Up by S: f = 90 M - 0.6 * 72 M = 46.8 M; losses 90 M less C = 2 % of 1,200 M + 1 M = 25 M, so 65 M.
        List<Exposure> hedged = List.of(btc("600000000", "600000000", "600000000"), eth("-600000000"));

        assertAmount("65000000", ReferenceMargin.scan(hedged));
    }

    @Test
    void shouldStandAtTheWorseExtremeOfOpenOrders() {
        // Short 1, buys 3, sells 2: the larger side is 3 short, 12 % of 180,000.
        List<Exposure> exposures = List.of(btc("-180000", "-60000", "120000"));

        assertAmount("21600", ReferenceMargin.scan(exposures));
        // of 60,000 short: 0.8 of 7,200; spread 6, impact 4.92, to get out 24
        assertAmount("5794.92", ReferenceMargin.maintenance(exposures));
        // of 3 short: 21,600; spread 18, impact 14.76, to get out 72; and of 120,000 long funding 13.9038
        assertAmount("21718.6638", ReferenceMargin.initial(exposures, BigDecimal.ZERO));
    }

    @Test
    void shouldChargeAnOrderBeyondTheMarkAtOnce() {
        BigDecimal mark = new BigDecimal("60000");
        BigDecimal one = BigDecimal.ONE;

        // 100 beyond the mark, and 4 bp of 60,100
        assertAmount("124.04", ReferenceMargin.orderLoss(Side.BUY, new BigDecimal("60100"), one, mark));
        assertAmount("23.96", ReferenceMargin.orderLoss(Side.BUY, new BigDecimal("59900"), one, mark));
        assertAmount("123.96", ReferenceMargin.orderLoss(Side.SELL, new BigDecimal("59900"), one, mark));
    }

    private static Exposure btc(String low, String held, String high) {
        return new Exposure(
                new BigDecimal("0.12"),
                new BigDecimal("0.6"),
                new BigDecimal(low),
                new BigDecimal(held),
                new BigDecimal(high));
    }

    private static Exposure eth(String held) {
        BigDecimal value = new BigDecimal(held);
        return new Exposure(new BigDecimal("0.15"), new BigDecimal("0.6"), value, value, value);
    }

    private static void assertAmount(String expected, BigDecimal actual) {
        assertEquals(0, new BigDecimal(expected).compareTo(actual), expected + " expected, " + actual + " found");
    }
}
