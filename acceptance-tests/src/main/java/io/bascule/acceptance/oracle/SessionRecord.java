package io.bascule.acceptance.oracle;

import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.fix.Transcript.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * What the judge knows of one session: what it asked, and what it received, each message once. Entries come in the
 * order in which they went over the wire.
 */
final class SessionRecord {
    private final String session;
    private final Requests requests = new Requests();
    private final MessageStream stream;
    private final List<Violation> violations = new ArrayList<>();
    private List<RawMessage> received = List.of();

    SessionRecord(String session) {
        this.session = session;
        stream = new MessageStream(session);
    }

    /** SenderCompID of the client. */
    String session() {
        return session;
    }

    Requests requests() {
        return requests;
    }

    void onEntry(Entry entry) {
        requests.onEntry(entry);
        stream.onEntry(entry);
    }

    /** Everything has been recorded. */
    void end() {
        stream.end();
        violations.addAll(stream.violations());
        received = Replays.fold(session, stream.application(), violations);
    }

    /** Rules b and d, as far as one session shows them. */
    List<Violation> violations() {
        return violations;
    }

    /** Application messages in the order of epoch and MsgSeqNum, each once, replays left out. */
    List<RawMessage> received() {
        return received;
    }

    /** Whether it is sent copies of what others' orders do. */
    boolean isDropCopy() {
        return received.stream().anyMatch(message -> message.is(797, "Y"));
    }
}
