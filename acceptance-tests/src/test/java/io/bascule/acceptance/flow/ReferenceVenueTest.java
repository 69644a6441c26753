package io.bascule.acceptance.flow;

import static io.bascule.acceptance.flow.Requests.cancel;
import static io.bascule.acceptance.flow.Requests.immediate;
import static io.bascule.acceptance.flow.Requests.place;
import static io.bascule.acceptance.flow.Requests.replace;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceVenueTest {
    private static final BigDecimal MILLION = new BigDecimal("1000000");

    private final ReferenceVenue venue = new ReferenceVenue(List.of(MILLION, MILLION));

    @Test
    void shouldTradeByPriceThenTime() {
        apply(place(0, "a", Side.SELL, "1", "60010"), place(0, "b", Side.SELL, "1", "60000"));
        apply(place(0, "c", Side.SELL, "1", "60000"), immediate(1, "t", Side.BUY, "2.5", "60005"));

        assertEquals(
                List.of(
                        "150=0 11=t 39=0 54=1 59=3 44=60005 38=2.5 14=0 151=2.5 6=0",
                        "150=F 11=t 39=1 54=1 59=3 44=60005 38=2.5 14=1 151=1.5 6=60000 32=1 31=60000 851=2 137=24",
                        "150=F 11=t 39=1 54=1 59=3 44=60005 38=2.5 14=2 151=0.5 6=60000 32=1 31=60000 851=2 137=24",
                        "150=4 11=t 39=4 54=1 59=3 44=60005 38=2.5 14=2 151=0 6=60000"),
                reports("t"));
        assertEquals(1, reports("a").size());
        assertEquals(
                "150=F 11=b 39=2 54=2 59=1 44=60000 38=1 14=1 151=0 6=60000 32=1 31=60000 851=1 137=6",
                reports("b").get(1));
        assertEquals(2, venue.trades());
    }

    @Test
    void shouldKeepPriorityOnlyForALowerQuantity() {
        apply(place(0, "a", Side.BUY, "2", "60000"), place(0, "b", Side.BUY, "2", "60000"));
        apply(replace(0, "a2", "a", Side.BUY, "1", "60000"), immediate(1, "t", Side.SELL, "1", "60000"));
        assertTrue(last("a").startsWith("150=F 11=a2 39=2"), last("a"));

        apply(place(0, "c", Side.BUY, "2", "60000"), replace(0, "b2", "b", Side.BUY, "2", "60000"));
        apply(immediate(1, "u", Side.SELL, "1", "60000"));
        assertTrue(last("c").startsWith("150=F 11=c 39=1"), last("c"));
        assertTrue(last("b").startsWith("150=5 11=b2 41=b 39=0"), last("b"));
    }

    @Test
    void shouldEndAnOrderReplacedToWhatIsFilled() {
        apply(place(0, "a", Side.BUY, "2", "60000"), immediate(1, "t", Side.SELL, "1.5", "60000"));
        apply(replace(0, "a2", "a", Side.BUY, "1", "60000"), replace(0, "a3", "a", Side.BUY, "9", "60000"));

        assertEquals(
                "150=5 11=a2 41=a 39=2 54=1 59=1 44=60000 38=1.5 14=1.5 151=0 6=60000",
                reports("a").get(2));
        assertEquals("9 11=a3 41=a 39=2 102=0 434=2", last("a"));
    }

    @Test
    void shouldTradeAtOnceWhenReplacedThroughTheBook() {
        apply(place(0, "a", Side.BUY, "1", "59990"), place(1, "s", Side.SELL, "1", "60000"));
        apply(replace(0, "a2", "a", Side.BUY, "1", "60000"));

        assertTrue(last("a").startsWith("150=F 11=a2 39=2") && last("a").contains("851=2"), last("a"));
        assertTrue(venue.openOrders().isEmpty());
    }

    @Test
    void shouldCancelOnceAndRefuseTheRest() {
        apply(place(0, "a", Side.BUY, "1", "60000"), cancel(0, "c", "a", Side.BUY));
        apply(cancel(0, "d", "a", Side.BUY), cancel(0, "e", "none", Side.BUY));

        assertEquals(
                "150=4 11=c 41=a 39=4 54=1 59=1 44=60000 38=1 14=0 151=0 6=0",
                reports("a").get(1));
        assertEquals("9 11=d 41=a 39=4 102=0 434=1", last("a"));
        assertEquals(List.of("9 11=e 41=none 39=8 102=1 434=1"), reports("none"));
    }

    @Test
    void shouldAverageThePriceHalfUp() {
        apply(place(0, "a", Side.SELL, "1", "60000"), place(0, "b", Side.SELL, "2", "60000.5"));
        apply(immediate(1, "t", Side.BUY, "3", "60001"));

        assertTrue(last("t").contains(" 6=60000.33333333 "), last("t"));
    }

    @Test
    void shouldBookPositionsRealisedGainsAndFees() {
        ReferenceAccount account = new ReferenceAccount(MILLION);
        account.trade(Side.BUY, new BigDecimal("2"), new BigDecimal("60000"), new BigDecimal("48"));
        account.trade(Side.SELL, new BigDecimal("3"), new BigDecimal("61000"), new BigDecimal("73.2"));

        assertEquals(0, new BigDecimal("-1").compareTo(account.position));
        assertEquals(0, new BigDecimal("-61000").compareTo(account.cost));
        assertEquals(0, new BigDecimal("2000").compareTo(account.realised));
        // 1,000,000 + 2,000 realised + 1,000 unrealised at 60,000 - 121.2 fees
        assertEquals(0, new BigDecimal("1002878.8").compareTo(account.equity(new BigDecimal("60000"))));
    }

    private void apply(FlowRequest... requests) {
        for (FlowRequest request : requests) {
            venue.apply(request);
        }
    }

    private List<String> reports(String order) {
        return venue.reports().get(order);
    }

    private String last(String order) {
        return reports(order).get(reports(order).size() - 1);
    }
}
