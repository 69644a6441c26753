package io.bascule.acceptance.flow;

import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.flow.ReferenceMargin.Exposure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Holds what a venue reported to what the reference model makes of the same requests in the same order. */
final class FlowComparison {
    private static final BigDecimal MARK = FlowMapping.REFERENCE_PRICE;
    private static final BigDecimal SHOCK = new BigDecimal("0.12");
    private static final BigDecimal OFFSET = new BigDecimal("0.6");

    private final ReferenceVenue model;
    private final List<String> differences = new ArrayList<>();
    private int answered;
    private int reportCount;
    private int rejectCount;

    /** With the cash of each session's account at the start. */
    FlowComparison(List<BigDecimal> cash) {
        model = new ReferenceVenue(cash);
    }

    ReferenceVenue model() {
        return model;
    }

    /** What differs, in words. */
    List<String> differences() {
        return differences;
    }

    /** Compares every report, and with that every order's end or what is left of it in the book. */
    void compareReports(List<FlowRequest> requests, List<List<RawMessage>> reports) {
        List<FlowRequest> taken = EventOrder.of(requests, reports);
        answered = taken.size();
        if (answered != requests.size()) {
            differences.add((requests.size() - answered) + " requests have no answer");
        }
        taken.forEach(model::apply);
        Map<String, List<String>> actual = new HashMap<>();
        reports.forEach(ofSession -> collect(ofSession, actual));
        TreeSet<String> orders = new TreeSet<>(actual.keySet());
        orders.addAll(model.reports().keySet());
        for (String order : orders) {
            List<String> expected = model.reports().getOrDefault(order, List.of());
            List<String> came = actual.getOrDefault(order, List.of());
            if (!expected.equals(came)) {
                differences.add("order " + order + "\n  expected " + expected + "\n  came     " + came);
            }
        }
    }

    /** Compares one session's account: equity, initial and maintenance margin, to the unit. */
    void compareAccount(int session, AccountView came) {
        ReferenceAccount account = model.accounts().get(session);
        BigDecimal low = account.position;
        BigDecimal high = account.position;
        BigDecimal orderLoss = BigDecimal.ZERO;
        for (ReferenceOrder order : model.openOrders()) {
            if (order.session == session) {
                low = order.side == Side.SELL ? low.subtract(order.leavesQty) : low;
                high = order.side == Side.BUY ? high.add(order.leavesQty) : high;
                orderLoss = orderLoss.add(ReferenceMargin.orderLoss(order.side, order.price, order.leavesQty, MARK));
            }
        }
        List<Exposure> exposures = List.of(
                new Exposure(SHOCK, OFFSET, low.multiply(MARK), account.position.multiply(MARK), high.multiply(MARK)));
        AccountView expected = new AccountView(
                account.equity(MARK),
                ReferenceMargin.initial(exposures, orderLoss),
                ReferenceMargin.maintenance(exposures));
        if (!expected.toString().equals(came.toString())) {
            differences.add("account of session " + session + "\n  expected " + expected + "\n  came     " + came);
        }
    }

    /** One line of counts. */
    String summary() {
        return answered + " requests answered, " + reportCount + " execution reports, " + rejectCount
                + " cancel rejects, " + model.trades() + " trades, "
                + model.openOrders().size() + " orders left open; " + differences.size() + " differences";
    }

    private void collect(List<RawMessage> reports, Map<String, List<String>> byOrder) {
        Map<String, String> firstClOrdIds = new HashMap<>();
        for (RawMessage report : reports) {
            if (report.is(150, "I")) {
                continue;
            }
            boolean reject = report.msgType().equals("9");
            String order = reject
                    ? report.required(41)
                    : firstClOrdIds.computeIfAbsent(report.required(37), id -> report.required(11));
            byOrder.computeIfAbsent(order, id -> new ArrayList<>()).add(ReportLine.of(report));
            rejectCount += reject ? 1 : 0;
            reportCount += reject ? 0 : 1;
        }
    }
}
