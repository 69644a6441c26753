package io.bascule.acceptance.oracle;

import io.bascule.acceptance.fix.RawMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rule b for application-level recovery, and for what a venue that lost the end of a message store cannot know to have
 * been sent: a replay (97=Y) is a new message that says what the first one said, but for 34, 52, 97, 1352, 9 and 10.
 */
final class Replays {
    static final int[] MAY_DIFFER = {9, 10, 34, 43, 52, 97, 122, 1352};

    private Replays() {}

    /** Compares the replays with their originals and leaves them out; one without an original stays as the first. */
    static List<RawMessage> fold(String session, List<RawMessage> received, List<Violation> violations) {
        Map<String, RawMessage> originals = new HashMap<>();
        List<RawMessage> kept = new ArrayList<>(received.size());
        for (RawMessage message : received) {
            boolean report = message.msgType().equals("8") || message.msgType().equals("9");
            if (!report || message.is(150, "I")) {
                kept.add(message);
                continue;
            }
            String key = key(message);
            RawMessage original = originals.get(key);
            if (original == null || !message.is(97, "Y")) {
                originals.putIfAbsent(key, message);
                kept.add(message);
            } else if (!original.without(MAY_DIFFER).equals(message.without(MAY_DIFFER))) {
                violations.add(new Violation(
                        'b', session, "a replay differs from the first sending: " + original + " and " + message));
            }
        }
        return kept;
    }

    private static String key(RawMessage report) {
        return report.msgType().equals("8")
                ? "17=" + report.required(17)
                : "11=" + report.get(11) + " 1181=" + report.get(1181) + " 448=" + report.get(448);
    }
}
