package io.bascule.acceptance.flow;

import static io.bascule.acceptance.flow.Requests.cancel;
import static io.bascule.acceptance.flow.Requests.immediate;
import static io.bascule.acceptance.flow.Requests.place;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.acceptance.fix.RawMessage;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowComparisonTest {
    private static final List<FlowRequest> REQUESTS = List.of(
            place(0, "a", Side.SELL, "1", "60000"),
            immediate(1, "t", Side.BUY, "1", "60000"),
            cancel(0, "c", "a", Side.SELL));
    private static final String NEW_A = "35=8|37=1|17=9-1|11=a|150=0|39=0|54=2|59=1|44=60000|38=1|14=0|151=1|6=0|";
    private static final String FILL_A = "35=8|37=1|17=9-4|11=a|150=F|39=2|54=2|59=1|44=60000|38=1|14=1|151=0|6=60000|"
            + "32=1|31=60000|851=1|137=6|";
    private static final String TOO_LATE = "35=9|37=1|11=c|41=a|39=2|102=0|434=1|";
    private static final String NEW_T = "35=8|37=2|17=9-2|11=t|150=0|39=0|54=1|59=3|44=60000|38=1|14=0|151=1|6=0|";
    private static final String FILL_T = "35=8|37=2|17=9-3|11=t|150=F|39=2|54=1|59=3|44=60000|38=1.000|14=1|151=0|"
            + "6=60000.00|32=1|31=60000|851=2|137=24|";
    private static final BigDecimal MILLION = new BigDecimal("1000000");

    private final FlowComparison comparison = new FlowComparison(List.of(MILLION, MILLION));

    @Test
    void shouldAgreeWithAVenueThatDoesAsItMust() {
        comparison.compareReports(REQUESTS, List.of(messages(NEW_A, FILL_A, TOO_LATE), messages(NEW_T, FILL_T)));
        // 12 % of 60,000, of it 0.8; spread 6, impact 4.92, to get out 24; the long one's funding 6.9519
        comparison.compareAccount(0, new AccountView(usd("999994"), usd("7234.92"), usd("5794.92")));
        comparison.compareAccount(1, new AccountView(usd("999976.000000"), usd("7241.8719"), usd("5801.8719")));

        assertEquals(List.of(), comparison.differences());
        assertEquals(
                "3 requests answered, 4 execution reports, 1 cancel rejects, 1 trades, 0 orders left open; "
                        + "0 differences",
                comparison.summary());
    }

    @Test
    void shouldOrderRequestsByTheVenuesEvents() {
        List<FlowRequest> taken =
                EventOrder.of(REQUESTS, List.of(messages(NEW_A.replace("9-1", "9-3"), TOO_LATE), messages(NEW_T)));

        assertEquals(
                List.of("t", "a", "c"), taken.stream().map(FlowRequest::clOrdId).toList());
    }

    @Test
    void shouldSeeAWrongFigure() {
        comparison.compareReports(
                REQUESTS,
                List.of(messages(NEW_A, FILL_A.replace("137=6", "137=7"), TOO_LATE), messages(NEW_T, FILL_T)));

        assertEquals(1, comparison.differences().size());
        assertTrue(comparison.differences().get(0).startsWith("order a"));
    }

    @Test
    void shouldSeeAMissingReportAndAMissingAnswer() {
        comparison.compareReports(REQUESTS, List.of(messages(NEW_A, FILL_A), messages(NEW_T)));

        assertEquals(
                2, comparison.differences().size(), comparison.differences().toString());
        assertEquals("1 requests have no answer", comparison.differences().get(0));
        assertTrue(comparison.differences().get(1).startsWith("order t"));
    }

    @Test
    void shouldSeeAnAccountThatIsOffByAUnit() {
        comparison.compareReports(REQUESTS, List.of(messages(NEW_A, FILL_A, TOO_LATE), messages(NEW_T, FILL_T)));
        comparison.compareAccount(0, new AccountView(usd("999994.000001"), usd("7234.92"), usd("5794.92")));

        assertEquals(1, comparison.differences().size());
    }

    @Test
    void shouldReadAnAccountFromAPreview() {
        RawMessage report = RawMessage.of("35=U2|1643=4|1645=9|1644=11|20005=1|1645=1|1644=11|20005=0|"
                + "1645=2|1644=101|20005=0|1645=3|1644=102|20005=0|");

        assertEquals(new AccountView(usd("3"), usd("1"), usd("2")), AccountView.of(report));
    }

    private static BigDecimal usd(String amount) {
        return new BigDecimal(amount);
    }

    private static List<RawMessage> messages(String... texts) {
        return List.of(texts).stream().map(RawMessage::of).toList();
    }
}
