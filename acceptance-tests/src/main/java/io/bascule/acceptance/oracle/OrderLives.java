package io.bascule.acceptance.oracle;

import io.bascule.acceptance.fix.RawMessage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rule a for one session: each request that the venue had is answered exactly once, and refused as a repetition (103=6,
 * 102=6) at most once for each further time that it was sent; each accepted order has one OrderID and one life that
 * begins with 150=0, adds up, and ends once.
 */
final class OrderLives {
    private static final class Life {
        private final String clOrdId;
        private BigDecimal cumQty = BigDecimal.ZERO;
        private boolean ended;

        Life(String clOrdId) {
            this.clOrdId = clOrdId;
        }
    }

    private final String session;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, Life> byOrderId = new LinkedHashMap<>();
    private final Map<String, String> orderIdByClOrdId = new HashMap<>();
    /** LastQty(32) of each fill and correction, by ExecID(17). */
    private final Map<String, BigDecimal> quantities = new HashMap<>();

    private final Map<String, Integer> answers = new HashMap<>();
    private final Map<String, Integer> repetitions = new HashMap<>();
    private final Requests requests;

    OrderLives(String session, Requests requests) {
        this.session = session;
        this.requests = requests;
    }

    /** Holds what was received, each message once and in the order of their numbers, to what was asked. */
    List<Violation> check(List<RawMessage> received) {
        received.forEach(this::read);
        for (String clOrdId : requests.clOrdIds()) {
            int count = answers.getOrDefault(clOrdId, 0);
            int again = repetitions.getOrDefault(clOrdId, 0);
            String request = requests.msgType(clOrdId) + " " + clOrdId;
            if (count > 1 || (count == 0 && requests.isOwedAnAnswer(clOrdId))) {
                violate(request + " was answered " + count + " times");
            }
            if (again >= requests.sendings(clOrdId)) {
                violate(request + " was sent " + requests.sendings(clOrdId) + " times and refused as repeated " + again
                        + " times");
            }
        }
        return violations;
    }

    private void read(RawMessage report) {
        if (report.msgType().equals("9")) {
            count(report, report.is(102, "6"));
        } else if (report.msgType().equals("r")) {
            count(report, !report.is(531, report.required(530)));
        } else if (report.msgType().equals("8") && !report.is(150, "I")) {
            readExecution(report);
        }
    }

    private void count(RawMessage report, boolean repeated) {
        String clOrdId = report.get(11);
        if (clOrdId != null) {
            (repeated && answers.containsKey(clOrdId) ? repetitions : answers).merge(clOrdId, 1, Integer::sum);
        }
    }

    private void readExecution(RawMessage report) {
        String orderId = report.required(37);
        String execType = report.required(150);
        if (execType.equals("8") && report.is(103, "6")) {
            count(report, true);
            String known = orderIdByClOrdId.getOrDefault(report.get(11), orderId);
            if (!known.equals(orderId)) {
                violate("a repetition of order " + known + " is refused as one of order " + orderId + ": " + report);
            }
            return;
        }
        if (execType.equals("0") || execType.equals("8")) {
            count(report, false);
            begin(report, orderId);
            return;
        }
        Life life = byOrderId.get(orderId);
        if (life == null) {
            violate("order " + orderId + " did not begin with 150=0: " + report);
            return;
        }
        if (isAmendment(execType)) {
            amend(life, report, orderId);
            return;
        }
        if (life.ended) {
            violate("order " + orderId + " lives on after its end: " + report);
        }
        if (execType.equals("5") || (execType.equals("4") && report.has(41))) {
            count(report, false);
        }
        addUp(life, report, orderId);
    }

    private void begin(RawMessage report, String orderId) {
        String clOrdId = report.get(11);
        if (clOrdId != null) {
            String other = orderIdByClOrdId.putIfAbsent(clOrdId, orderId);
            if (other != null) {
                violate(clOrdId + " has two lives: orders " + other + " and " + orderId);
            }
            if (!requests.isKnown(clOrdId)) {
                violate("nobody asked for " + report);
            }
        }
        Life life = new Life(clOrdId);
        Life former = byOrderId.putIfAbsent(orderId, life);
        if (former != null) {
            violate("order " + orderId + " began twice: as " + former.clOrdId + " and " + clOrdId);
        }
        if (report.is(150, "0") && !report.is(39, "0")) {
            violate("a new order is not new: " + report);
        }
        life.ended = report.is(150, "8");
    }

    /** The operator took a trade back, or made another of it; the order may have ended before. */
    private static boolean isAmendment(String execType) {
        return execType.equals("G") || execType.equals("H");
    }

    private void amend(Life life, RawMessage report, String orderId) {
        BigDecimal former = quantities.get(report.required(19));
        if (former == null) {
            violate("a trade is amended that was not reported: " + report);
            return;
        }
        boolean isBust = report.is(150, "H");
        if (isBust && former.compareTo(decimal(report, 32)) != 0) {
            violate("another quantity is taken back than was traded: " + report);
        }
        boolean hasEnded = life.ended;
        life.cumQty = life.cumQty.subtract(former).add(isBust ? BigDecimal.ZERO : decimal(report, 32));
        addUp(life, report, orderId);
        if (life.ended != hasEnded) {
            violate("an amended trade of order " + orderId + " ends or revives it: " + report);
        }
        if (!isBust) {
            quantities.put(report.required(17), decimal(report, 32));
        }
    }

    private void addUp(Life life, RawMessage report, String orderId) {
        if (report.is(150, "F")) {
            life.cumQty = life.cumQty.add(decimal(report, 32));
            quantities.put(report.required(17), decimal(report, 32));
        }
        if (life.cumQty.compareTo(decimal(report, 14)) != 0) {
            violate("the fills of order " + orderId + " sum to " + life.cumQty + ": " + report);
            life.cumQty = decimal(report, 14);
        }
        String ordStatus = report.required(39);
        life.ended = !ordStatus.equals("0") && !ordStatus.equals("1");
        BigDecimal open = life.ended ? BigDecimal.ZERO : decimal(report, 38).subtract(life.cumQty);
        if (open.compareTo(decimal(report, 151)) != 0) {
            violate("38 = 14 + 151 does not hold: " + report);
        }
    }

    private static BigDecimal decimal(RawMessage report, int tag) {
        return new BigDecimal(report.required(tag));
    }

    private void violate(String what) {
        violations.add(new Violation('a', session, what));
    }
}
