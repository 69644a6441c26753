package io.bascule.acceptance.oracle;

import io.bascule.acceptance.fix.RawMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rule e for one drop-copy session: its copies are the union of the desks' reports, each once, each saying what the
 * desk's says (and perhaps more: a desk's dialect may have no place for it); ApplSeqNum(1181) has no gap, and event
 * numbers grow along it.
 */
final class DropCopies {
    private static final int[] SAME = {
        37, 11, 41, 17, 150, 39, 1, 55, 54, 38, 40, 44, 59, 32, 31, 151, 14, 6, 851, 12, 137, 434
    };

    private final String session;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, RawMessage> copies = new HashMap<>();
    private final Map<String, Integer> cancelRejects = new HashMap<>();
    private long lastApplSeqNum;
    private long lastEventNumber;

    DropCopies(String session) {
        this.session = session;
    }

    /**
     * Holds the copies to the originals.
     *
     * @param reports of the desks, by SenderCompID: every 8 and 9 that they received.
     * @param received by the drop-copy session.
     */
    List<Violation> check(Map<String, List<RawMessage>> reports, List<RawMessage> received) {
        List<RawMessage> copied = received.stream().filter(DropCopies::isReport).toList();
        checkOrder(copied);
        copied.stream().sorted(Comparator.comparingLong(DropCopies::applSeqNum)).forEach(this::read);
        cancelRejects.clear();
        reports.forEach(
                (desk, ofDesk) -> ofDesk.stream().filter(DropCopies::isReport).forEach(report -> match(desk, report)));
        copies.forEach((key, copy) -> violate("no desk has the original of " + copy));
        return violations;
    }

    private static boolean isReport(RawMessage message) {
        return message.msgType().equals("9") || (message.msgType().equals("8") && !message.is(150, "I"));
    }

    /** What was recovered (97=Y) comes late; all else in the order of the numbers. */
    private void checkOrder(List<RawMessage> copied) {
        long last = 0;
        for (RawMessage copy : copied) {
            if (!copy.is(97, "Y")) {
                if (applSeqNum(copy) <= last) {
                    violate("1181 goes from " + last + " to " + applSeqNum(copy));
                }
                last = applSeqNum(copy);
            }
        }
    }

    private static long applSeqNum(RawMessage copy) {
        return Long.parseLong(copy.required(1181));
    }

    private void read(RawMessage copy) {
        if (!copy.is(1180, session)) {
            violate("1180 is not the session's CompID: " + copy);
        }
        long applSeqNum = applSeqNum(copy);
        if (lastApplSeqNum != 0 && applSeqNum != lastApplSeqNum + 1) {
            violate("1181 jumps from " + lastApplSeqNum + " to " + applSeqNum);
        }
        lastApplSeqNum = applSeqNum;
        if (copy.msgType().equals("8")) {
            if (!copy.is(797, "Y")) {
                violate("no 797=Y: " + copy);
            }
            long eventNumber = ExecIds.eventNumber(copy.required(17));
            if (eventNumber <= lastEventNumber) {
                violate("event " + eventNumber + " came after " + lastEventNumber);
            }
            lastEventNumber = eventNumber;
        }
        RawMessage other = copies.putIfAbsent(key(origin(copy), copy), copy);
        if (other != null) {
            violate("copied twice: " + other + " and " + copy);
        }
    }

    private void match(String desk, RawMessage report) {
        RawMessage copy = copies.remove(key(desk, report));
        if (copy == null) {
            violate("no copy of " + desk + "'s " + report);
            return;
        }
        for (int tag : SAME) {
            String original = report.get(tag);
            if (original != null && !copy.is(tag, original)) {
                violate("tag " + tag + " differs: " + report + " and " + copy);
            }
        }
    }

    /** A 9 has no number of its own: the nth of a ClOrdID is copied by the nth copy. */
    private String key(String desk, RawMessage report) {
        if (report.msgType().equals("8")) {
            return "17=" + report.required(17);
        }
        String clOrdId = desk + " 11=" + report.required(11);
        return clOrdId + " #" + cancelRejects.merge(clOrdId, 1, Integer::sum);
    }

    /** PartyID(448) of the party with PartyRole(452) 55, the originating session. */
    private static String origin(RawMessage copy) {
        String partyId = "";
        for (int i = 0; i < copy.fieldCount(); i++) {
            if (copy.tag(i) == 448) {
                partyId = copy.value(i);
            } else if (copy.tag(i) == 452 && copy.value(i).equals("55")) {
                return partyId;
            }
        }
        return "";
    }

    private void violate(String what) {
        violations.add(new Violation('e', session, what));
    }
}
