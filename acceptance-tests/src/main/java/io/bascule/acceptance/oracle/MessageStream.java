package io.bascule.acceptance.oracle;

import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.fix.Transcript.Direction;
import io.bascule.acceptance.fix.Transcript.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the venue sent to one session: by epoch and MsgSeqNum the first sending of each message. Rule b: a message sent
 * again equals its first sending but for 43, 52, 122, 9 and 10. Rule d: within an epoch no MsgSeqNum is left out, none
 * is used twice, and within a connection new messages count up one by one; what is gap-filled after it was sent has
 * come again with 97=Y.
 */
final class MessageStream {
    private static final int[] MAY_DIFFER = {9, 10, 43, 52, 122};

    private final String session;
    private final List<Violation> violations = new ArrayList<>();
    private final NavigableMap<Integer, NavigableMap<Long, RawMessage>> epochs = new TreeMap<>();
    private final NavigableMap<Integer, NavigableMap<Long, Long>> gapFills = new TreeMap<>();
    private int connection;
    private int epoch;
    private long lastNew;

    MessageStream(String session) {
        this.session = session;
    }

    /** Takes what was received; what was sent is none of its business. */
    void onEntry(Entry entry) {
        if (entry.direction() == Direction.IN) {
            read(entry);
        }
    }

    /** Everything has been received: looks for gaps. */
    void end() {
        epochs.forEach(this::checkGaps);
    }

    List<Violation> violations() {
        return violations;
    }

    /** Application messages in the order of epoch and MsgSeqNum, each once. */
    List<RawMessage> application() {
        List<RawMessage> all = new ArrayList<>();
        epochs.values().forEach(messages -> messages.values().stream()
                .filter(message -> !message.isAdmin())
                .forEach(all::add));
        return all;
    }

    private void read(Entry entry) {
        RawMessage message = entry.message();
        long seqNum = message.msgSeqNum();
        NavigableMap<Long, RawMessage> messages = epochs.computeIfAbsent(entry.epoch(), e -> new TreeMap<>());
        if (message.msgType().equals("4") && message.isPossDup()) {
            gapFills.computeIfAbsent(entry.epoch(), e -> new TreeMap<>())
                    .merge(seqNum, Long.parseLong(message.required(36)), Math::max);
            return;
        }
        if (!message.isPossDup()) {
            checkOrder(entry, seqNum);
        }
        RawMessage first = messages.putIfAbsent(seqNum, message);
        if (first == null) {
            return;
        }
        if (!message.isPossDup()) {
            violate('d', "MsgSeqNum " + seqNum + " was used twice: " + first + " and " + message);
        } else if (!first.without(MAY_DIFFER).equals(message.without(MAY_DIFFER))) {
            violate('b', "a resend differs from the first sending: " + first + " and " + message);
        }
    }

    private void checkOrder(Entry entry, long seqNum) {
        boolean sameEpoch = entry.epoch() == epoch;
        boolean sameConnection = sameEpoch && entry.connection() == connection;
        if (sameConnection && seqNum != lastNew + 1) {
            violate('d', "MsgSeqNum " + seqNum + " came after " + lastNew + " on one connection");
        } else if (sameEpoch && seqNum <= lastNew) {
            violate('d', "MsgSeqNum " + seqNum + " came after " + lastNew);
        }
        epoch = entry.epoch();
        connection = entry.connection();
        lastNew = seqNum;
    }

    private void checkGaps(int ofEpoch, NavigableMap<Long, RawMessage> messages) {
        NavigableMap<Long, Long> fills = gapFills.getOrDefault(ofEpoch, new TreeMap<>());
        for (Map.Entry<Long, Long> fill : fills.entrySet()) {
            for (RawMessage lost :
                    messages.subMap(fill.getKey(), fill.getValue()).values()) {
                if (!lost.isAdmin() && !cameAgain(lost)) {
                    violate('d', "an application message was gap-filled: " + lost);
                }
            }
        }
        long expected = 1;
        for (long seqNum : messages.keySet()) {
            while (expected < seqNum) {
                long filledTo = fills.headMap(expected, true).values().stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0);
                if (filledTo <= expected) {
                    violate('d', "MsgSeqNum " + expected + " of epoch " + ofEpoch + " never came");
                }
                expected = filledTo <= expected ? seqNum : filledTo;
            }
            expected = Math.max(expected, seqNum + 1);
        }
    }

    /** A venue that has lost the end of a message store says what it said there once more, under new numbers. */
    private boolean cameAgain(RawMessage lost) {
        String said = lost.without(Replays.MAY_DIFFER);
        return application().stream()
                .anyMatch(message -> message.is(97, "Y")
                        && message.without(Replays.MAY_DIFFER).equals(said));
    }

    private void violate(char rule, String what) {
        violations.add(new Violation(rule, session, what));
    }
}
