package io.bascule.acceptance.oracle;

import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.fix.Transcript.Direction;
import io.bascule.acceptance.fix.Transcript.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one session asked, and what the venue must have had of it. A request is sent once for each MsgSeqNum that its
 * ClOrdID went out with; the same number again (43=Y) is the same sending. The venue must have had a sending when it
 * answered a TestRequest that came after it in the epoch, and the number was not gap-filled.
 */
final class Requests {
    private record Sending(int epoch, long seqNum) {}

    private record GapFill(int epoch, long from, long to) {
        boolean covers(Sending number) {
            return number.epoch == epoch && number.seqNum >= from && number.seqNum < to;
        }
    }

    /** A D, F, G or q, by its ClOrdID. */
    private static final class Request {
        private final String msgType;
        private final Set<Sending> sendings = new HashSet<>();

        Request(String msgType) {
            this.msgType = msgType;
        }
    }

    private final Map<String, Request> byClOrdId = new LinkedHashMap<>();
    private final Map<String, Sending> testRequests = new HashMap<>();
    private final Map<Integer, Long> hadUpTo = new HashMap<>();
    private final List<GapFill> gapFills = new ArrayList<>();
    private final Set<Sending> refused = new HashSet<>();

    void onEntry(Entry entry) {
        RawMessage message = entry.message();
        if (entry.direction() == Direction.OUT) {
            onSent(entry.epoch(), message);
        } else {
            onReceived(entry.epoch(), message);
        }
    }

    private void onSent(int epoch, RawMessage message) {
        switch (message.msgType()) {
            case "D", "F", "G", "q" -> {
                if (message.has(11)) {
                    byClOrdId
                            .computeIfAbsent(message.get(11), id -> new Request(message.msgType()))
                            .sendings
                            .add(new Sending(epoch, message.msgSeqNum()));
                }
            }
            case "1" -> testRequests.put(message.get(112), new Sending(epoch, message.msgSeqNum()));
            case "4" -> gapFills.add(new GapFill(epoch, message.msgSeqNum(), Long.parseLong(message.required(36))));
            default -> {
                // Asks for no order.
            }
        }
    }

    private void onReceived(int epoch, RawMessage message) {
        String type = message.msgType();
        if (type.equals("0") && testRequests.containsKey(message.get(112))) {
            Sending asked = testRequests.get(message.get(112));
            hadUpTo.merge(asked.epoch, asked.seqNum, Math::max);
        } else if ((type.equals("j") || type.equals("3")) && message.has(45)) {
            refused.add(new Sending(epoch, Long.parseLong(message.get(45))));
        }
    }

    /** The ClOrdIDs, in the order in which they were first sent. */
    Set<String> clOrdIds() {
        return byClOrdId.keySet();
    }

    String msgType(String clOrdId) {
        return byClOrdId.get(clOrdId).msgType;
    }

    boolean isKnown(String clOrdId) {
        return byClOrdId.containsKey(clOrdId);
    }

    /** How often it was sent, under a number of its own each time. */
    int sendings(String clOrdId) {
        Request request = byClOrdId.get(clOrdId);
        return request == null ? 0 : request.sendings.size();
    }

    /** Whether the venue had it and did not refuse it as a message (j or 3): then it owes an answer. */
    boolean isOwedAnAnswer(String clOrdId) {
        return byClOrdId.get(clOrdId).sendings.stream()
                .anyMatch(sending -> sending.seqNum < hadUpTo.getOrDefault(sending.epoch, 0L)
                        && !refused.contains(sending)
                        && gapFills.stream().noneMatch(fill -> fill.covers(sending)));
    }
}
