package io.bascule.engine.cluster;

import java.util.ArrayList;
import java.util.List;

/** The durable message store of one FIX session: every event sent on it, in order, and the last one's number. */
final class SimulatedStore {
    /** In place of an application number: the event has none. */
    static final long NOT_NUMBERED = 0;

    private final int sessionId;
    private final List<ReportedEvent> events = new ArrayList<>();
    private long lastApplSeqNum;
    private long cursor;

    SimulatedStore(final int sessionId) {
        this.sessionId = sessionId;
    }

    /** Number of the newest event that is in here. */
    long cursor() {
        return cursor;
    }

    /** Takes the event unless it has it, as a gateway does that is sent events again. */
    void append(final ReportedEvent event, final long applSeqNum) {
        if (event.eventNumber <= cursor) {
            return;
        }
        if (applSeqNum == NOT_NUMBERED) {
            events.add(event);
            cursor = event.eventNumber;
            return;
        }
        if (applSeqNum != lastApplSeqNum + 1 && lastApplSeqNum != 0) {
            throw new AssertionError("session " + sessionId + " gets application number " + applSeqNum + " after "
                    + lastApplSeqNum + ", with event " + event.eventNumber + " after event " + cursor);
        }
        events.add(event);
        cursor = event.eventNumber;
        lastApplSeqNum = applSeqNum;
    }

    List<ReportedEvent> events() {
        return events;
    }
}
