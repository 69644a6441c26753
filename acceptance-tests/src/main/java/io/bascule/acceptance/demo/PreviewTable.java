package io.bascule.acceptance.demo;

import io.bascule.acceptance.fix.RawMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A MarginPreviewReport(U2) as a table. */
final class PreviewTable {
    private static final Map<String, String> AMOUNTS =
            Map.of("102", "equity", "11", "initial margin", "101", "maintenance margin", "15", "excess");

    private PreviewTable() {}

    static List<String> of(RawMessage report) {
        List<String> lines = new ArrayList<>();
        String verdict = report.is(20003, "0") ? "acceptable" : "would be REFUSED";
        lines.add("preview " + report.get(20002) + " at event " + report.get(20004) + ": " + verdict
                + (report.has(58) ? " (" + report.get(58) + ")" : ""));
        lines.add(String.format("%-20s %18s %18s", "USD", "before", "after"));
        amounts(report)
                .forEach((type, values) -> lines.add(String.format(
                        "%-20s %18s %18s",
                        AMOUNTS.getOrDefault(type, "1644=" + type),
                        Wording.money(values[0]),
                        Wording.money(values[1]))));
        for (Map<Integer, String> leg : groups(report, 73, 11, 20011)) {
            lines.add(String.format(
                    "%-8s filled %s at %s (worst %s, slippage %s bp), fee %s, adds %s of initial margin",
                    leg.get(11),
                    leg.get(14),
                    leg.get(6),
                    leg.get(20007),
                    leg.get(20008),
                    leg.get(12),
                    Wording.money(leg.get(20009))));
        }
        for (Map<Integer, String> position : groups(report, 20011, 55, 10)) {
            lines.add(String.format(
                    "%-9s position %s -> %s, liquidation at %s",
                    position.get(55),
                    position.get(20012),
                    position.get(20013),
                    position.getOrDefault(20010, "no price")));
        }
        return lines;
    }

    /** 1644 (11 initial margin …) of the account after what was previewed, or as it stands. */
    static String after(RawMessage report, String type) {
        String[] values = amounts(report).get(type);
        return values == null ? null : values[1] == null ? values[0] : values[1];
    }

    private static Map<String, String[]> amounts(RawMessage report) {
        Map<String, String[]> byType = new LinkedHashMap<>();
        for (Map<Integer, String> amount : groups(report, 1643, 1645, 73)) {
            if (amount.containsKey(1644)) {
                String[] values = byType.computeIfAbsent(amount.get(1644), type -> new String[2]);
                values[amount.getOrDefault(20005, "0").equals("1") ? 1 : 0] = amount.get(1645);
            }
        }
        return byType;
    }

    /** The entries of a repeating group: from its count to a tag behind it, each beginning with its first tag. */
    private static List<Map<Integer, String>> groups(RawMessage report, int count, int first, int behind) {
        List<Map<Integer, String>> entries = new ArrayList<>();
        boolean inside = false;
        for (int i = 0; i < report.fieldCount(); i++) {
            int tag = report.tag(i);
            if (tag == count || tag == behind) {
                inside = tag == count;
            } else if (inside) {
                if (tag == first) {
                    entries.add(new LinkedHashMap<>());
                }
                if (!entries.isEmpty()) {
                    entries.get(entries.size() - 1).put(tag, report.value(i));
                }
            }
        }
        return entries;
    }
}
