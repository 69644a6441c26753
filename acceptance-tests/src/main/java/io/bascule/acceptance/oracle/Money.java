package io.bascule.acceptance.oracle;

import io.bascule.acceptance.fix.RawMessage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rule c from what the venue itself said: equity (1644=102 before) of each account in its first MarginPreviewReport(U2)
 * against its last, and the fees (137) of the fills between. All accounts that trade must be asked before they do, and
 * after all have done; at one mark their unrealised gains then cancel out.
 */
final class Money {
    private record Known(long eventNumber, BigDecimal equity) {}

    private final Map<String, Known> first = new TreeMap<>();
    private final Map<String, Known> last = new TreeMap<>();
    private final List<RawMessage> fills = new ArrayList<>();

    /** Takes what a session received. */
    void onReceived(Collection<RawMessage> received) {
        for (RawMessage message : received) {
            if (message.msgType().equals("8") && (message.is(150, "F") || message.has(19))) {
                fills.add(message);
            } else if (message.msgType().equals("U2") && !message.is(20003, "2")) {
                BigDecimal equity = equity(message);
                if (equity != null) {
                    onEquity(message.required(1), new Known(Long.parseLong(message.required(20004)), equity));
                }
            }
        }
    }

    private void onEquity(String account, Known known) {
        first.merge(account, known, (a, b) -> a.eventNumber <= b.eventNumber ? a : b);
        last.merge(account, known, (a, b) -> a.eventNumber > b.eventNumber ? a : b);
    }

    List<Violation> check() {
        List<Violation> violations = new ArrayList<>();
        BigDecimal fees = BigDecimal.ZERO;
        for (RawMessage fill : fills) {
            String account = fill.required(1);
            long eventNumber = ExecIds.eventNumber(fill.required(17));
            boolean known = first.containsKey(account)
                    && first.get(account).eventNumber < eventNumber
                    && last.get(account).eventNumber >= eventNumber;
            if (!known) {
                violations.add(
                        new Violation('c', account, "no U2 says what it had before and after " + fill.required(17)));
                return violations;
            }
            fees = fees.add(fee(fill));
            if (fill.is(150, "G")) {
                fees = fees.subtract(feeOf(fill.required(19)));
            }
        }
        violations.addAll(Judge.conserved(
                sum(first.values()), last.values().stream().map(Known::equity).toList(), fees));
        return violations;
    }

    /** Of a bust it is what was given back; of a correction, what is paid in place of what was paid before. */
    private static BigDecimal fee(RawMessage fill) {
        return fill.has(137) ? new BigDecimal(fill.get(137)) : BigDecimal.ZERO;
    }

    private BigDecimal feeOf(String execId) {
        return fills.stream()
                .filter(fill -> fill.is(17, execId))
                .map(Money::fee)
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    private static BigDecimal sum(Collection<Known> all) {
        return all.stream().map(Known::equity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal equity(RawMessage report) {
        String amount = null;
        boolean wanted = false;
        for (int i = 0; i < report.fieldCount(); i++) {
            int tag = report.tag(i);
            if (tag == 1645) {
                amount = report.value(i);
            } else if (tag == 1644) {
                wanted = report.value(i).equals("102");
            } else if (tag == 20005 && wanted && report.value(i).equals("0")) {
                return amount == null ? null : new BigDecimal(amount);
            }
        }
        return null;
    }
}
