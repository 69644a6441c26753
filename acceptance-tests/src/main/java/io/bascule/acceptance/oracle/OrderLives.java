package io.bascule.acceptance.oracle;

import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.fix.Transcript.Direction;
import io.bascule.acceptance.fix.Transcript.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rule a for one session: each request is answered exactly once, each accepted order has one OrderID and one life that
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
    private final Map<String, Integer> answers = new HashMap<>();

    OrderLives(String session) {
        this.session = session;
    }

    List<Violation> check(List<Entry> entries, List<RawMessage> received) {
        received.forEach(this::read);
        Map<String, String> requests = new LinkedHashMap<>();
        for (Entry entry : entries) {
            String type = entry.message().msgType();
            if (entry.direction() == Direction.OUT && (type.equals("D") || type.equals("F") || type.equals("G"))) {
                requests.putIfAbsent(entry.message().required(11), type);
            }
        }
        requests.forEach((clOrdId, type) -> {
            int count = answers.getOrDefault(clOrdId, 0);
            if (count != 1) {
                violate(type + " " + clOrdId + " was answered " + count + " times");
            }
        });
        return violations;
    }

    private void read(RawMessage report) {
        if (report.msgType().equals("9")) {
            answers.merge(report.required(11), 1, Integer::sum);
        } else if (report.msgType().equals("8") && !report.is(150, "I")) {
            readExecution(report);
        }
    }

    private void readExecution(RawMessage report) {
        String orderId = report.required(37);
        String clOrdId = report.required(11);
        String execType = report.required(150);
        if (execType.equals("0") || execType.equals("8")) {
            answers.merge(clOrdId, 1, Integer::sum);
            begin(report, orderId, clOrdId);
            return;
        }
        Life life = byOrderId.get(orderId);
        if (life == null) {
            violate("order " + orderId + " did not begin with 150=0: " + report);
            return;
        }
        if (life.ended) {
            violate("order " + orderId + " lives on after its end: " + report);
        }
        if (execType.equals("5") || (execType.equals("4") && report.has(41))) {
            answers.merge(clOrdId, 1, Integer::sum);
        }
        addUp(life, report, orderId);
    }

    private void begin(RawMessage report, String orderId, String clOrdId) {
        String other = orderIdByClOrdId.putIfAbsent(clOrdId, orderId);
        if (other != null) {
            violate(clOrdId + " has two lives: orders " + other + " and " + orderId);
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

    private void addUp(Life life, RawMessage report, String orderId) {
        if (report.is(150, "F")) {
            life.cumQty = life.cumQty.add(decimal(report, 32));
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
