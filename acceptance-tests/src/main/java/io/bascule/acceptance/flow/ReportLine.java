package io.bascule.acceptance.flow;

import io.bascule.acceptance.fix.RawMessage;
import java.math.BigDecimal;

/** What a report says of an order, in one form for what is expected and what came. */
final class ReportLine {
    private ReportLine() {}

    /** An ExecutionReport(8) or OrderCancelReject(9) as it came. */
    static String of(RawMessage report) {
        if (report.msgType().equals("9")) {
            return reject(
                    report.required(11),
                    report.required(41),
                    report.required(39),
                    report.required(102),
                    report.required(434));
        }
        StringBuilder line = new StringBuilder(128);
        line.append("150=").append(report.required(150));
        line.append(" 11=").append(report.required(11));
        if (report.has(41)) {
            line.append(" 41=").append(report.get(41));
        }
        line.append(" 39=").append(report.required(39));
        line.append(" 54=").append(report.required(54));
        line.append(" 59=").append(report.required(59));
        number(line, 44, report.get(44));
        number(line, 38, report.get(38));
        number(line, 14, report.get(14));
        number(line, 151, report.get(151));
        number(line, 6, report.get(6));
        if (report.is(150, "F")) {
            number(line, 32, report.get(32));
            number(line, 31, report.get(31));
            line.append(" 851=").append(report.required(851));
            number(line, 137, report.get(137));
        }
        return line.toString();
    }

    /** An order's state, for the report of it. */
    static StringBuilder order(char execType, char ordStatus, ReferenceOrder order, String origClOrdId) {
        StringBuilder line = new StringBuilder(128);
        line.append("150=").append(execType);
        line.append(" 11=").append(order.clOrdId);
        if (origClOrdId != null) {
            line.append(" 41=").append(origClOrdId);
        }
        line.append(" 39=").append(ordStatus);
        line.append(" 54=").append(order.side.code());
        line.append(" 59=").append(order.immediate ? '3' : '1');
        number(line, 44, order.price.toPlainString());
        number(line, 38, order.orderQty.toPlainString());
        number(line, 14, order.cumQty.toPlainString());
        number(line, 151, order.leavesQty.toPlainString());
        number(line, 6, order.avgPx().toPlainString());
        return line;
    }

    /** Adds what a fill says beyond the order's state. */
    static String fill(StringBuilder order, BigDecimal qty, BigDecimal price, char liquidity, BigDecimal fee) {
        number(order, 32, qty.toPlainString());
        number(order, 31, price.toPlainString());
        order.append(" 851=").append(liquidity);
        number(order, 137, fee.toPlainString());
        return order.toString();
    }

    static String reject(String clOrdId, String origClOrdId, String ordStatus, String reason, String responseTo) {
        return "9 11=" + clOrdId + " 41=" + origClOrdId + " 39=" + ordStatus + " 102=" + reason + " 434=" + responseTo;
    }

    private static void number(StringBuilder line, int tag, String value) {
        String shortest = value == null
                ? "none"
                : new BigDecimal(value).stripTrailingZeros().toPlainString();
        line.append(' ').append(tag).append('=').append(shortest);
    }
}
