package io.bascule.acceptance.demo;

import io.bascule.acceptance.fix.RawMessage;
import java.math.BigDecimal;
import java.util.Map;

/** What a FIX message says, in a line of plain words. */
final class Wording {
    private static final Map<String, String> EXEC_TYPES = Map.of(
            "0",
            "accepted",
            "4",
            "cancelled",
            "5",
            "replaced",
            "8",
            "REFUSED",
            "C",
            "expired",
            "F",
            "traded",
            "I",
            "status");

    private Wording() {}

    /** One line for a report; other messages as they are. */
    static String of(RawMessage message) {
        return switch (message.msgType()) {
            case "8" -> execution(message);
            case "9" -> "cancel or replace refused, 102=" + message.get(102) + text(message);
            case "j", "3" -> "message refused" + text(message);
            default -> message.toString();
        };
    }

    /** An amount of money with thousands set off. */
    static String money(String amount) {
        return amount == null ? "-" : String.format("%,.2f", new BigDecimal(amount));
    }

    static String side(String code) {
        return "1".equals(code) ? "buy" : "sell";
    }

    private static String execution(RawMessage report) {
        String what = EXEC_TYPES.getOrDefault(report.required(150), "150=" + report.get(150));
        StringBuilder line = new StringBuilder(what)
                .append(": ")
                .append(side(report.get(54)))
                .append(' ')
                .append(report.get(38))
                .append(' ')
                .append(report.get(55));
        if (report.is(150, "F")) {
            line.append(", ").append(report.get(32)).append(" at ").append(report.get(31));
            line.append(report.is(851, "1") ? " as maker" : " as taker");
            line.append(", fee ").append(report.get(137));
            line.append(", left ").append(report.get(151));
        } else if (report.has(44)) {
            line.append(" at ").append(report.get(44));
        }
        if (report.is(150, "8")) {
            line.append(", 103=").append(report.get(103)).append(text(report));
        }
        if (report.has(20014)) {
            line.append("; MarginShortfall ").append(money(report.get(20014)));
        }
        return line.append("  [17=").append(report.get(17)).append(']').toString();
    }

    private static String text(RawMessage message) {
        return message.has(58) ? " (" + message.get(58) + ")" : "";
    }
}
