package io.bascule.gateway.app;

import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.mapping.ApplicationMessages;
import io.bascule.gateway.mapping.Copies;
import io.bascule.gateway.mapping.EventMapping;
import io.bascule.gateway.mapping.SessionProfile;
import io.bascule.gateway.store.MappedMessageStore;

/**
 * Hands each event to every session that gets it, once for ever: a session's store keeps the event's number in the
 * record of its message, so an event that comes again after a crash is skipped exactly where it is stored already.
 * Where a session's application sequence starts again, it is told before.
 */
final class EventDelivery {
    private final GatewaySessions sessions;
    private final MessageBody body = new MessageBody();
    private long lastEventNumber;
    private long missed;

    EventDelivery(GatewaySessions sessions) {
        this.sessions = sessions;
    }

    /** The last event that is in the stores of all its sessions; 0 before the first of this run. */
    long lastEventNumber() {
        return lastEventNumber;
    }

    /** The first event since this was asked last that was for a session which is not here; 0: none was. */
    long takeMissed() {
        long first = missed;
        missed = 0;
        return first;
    }

    /**
     * Stores and sends a decoded event, or an answer that is no event.
     *
     * @throws StoreFailedException if a store did not take it
     */
    void deliver(EventMapping event) {
        long eventNumber = event.eventNumber();
        deliver(event, event.sessionId(), EventMapping.ORIGINAL, event.applSeqNum());
        Copies copies = event.copies();
        for (int i = 0; i < copies.count(); i++) {
            deliver(event, copies.sessionId(i), copies.applSeqNum(i), copies.applSeqNum(i));
        }
        if (event.isPushed()) {
            push(event);
        }
        lastEventNumber = Math.max(lastEventNumber, eventNumber);
    }

    /** To whom it concerns and nobody has named; of two that share an id, to the one that logged on last. */
    private void push(EventMapping event) {
        for (GatewaySession session : sessions.all()) {
            SessionProfile profile = session.profile();
            boolean isReached = profile != null
                    && profile.sessionId() != event.sessionId()
                    && sessions.byEngineId(profile.sessionId()) == session;
            if (isReached && event.isPushedTo(profile)) {
                deliver(event, profile.sessionId(), EventMapping.ORIGINAL, 0);
            }
        }
    }

    private void deliver(EventMapping event, int sessionId, long copySeqNum, long applSeqNum) {
        GatewaySession session = sessions.byEngineId(sessionId);
        long eventNumber = event.eventNumber();
        if (session == null) {
            if (sessionId > 0 && eventNumber > 0 && (missed == 0 || eventNumber < missed)) {
                missed = eventNumber;
            }
            return; // The venue itself, or a session that is not here, or not yet.
        }
        MappedMessageStore store = session.fix().store();
        if (eventNumber != 0 && store.lastEventNumber() >= eventNumber) {
            return;
        }
        SessionProfile profile = session.profile();
        if (!event.isWanted(profile)) {
            return;
        }
        String operatorAction = copySeqNum == EventMapping.ORIGINAL ? event.operatorAction() : null;
        if (operatorAction != null) {
            session.fix().auditOperator(operatorAction);
        }
        if (applSeqNum != 0 && applSeqNum <= store.lastApplSeqNum() && profile.isNumbered()) {
            session.send(ApplicationMessages.sequenceReset(profile, eventNumber, applSeqNum));
        }
        event.write(profile, copySeqNum, body);
        if (eventNumber != 0 && store.mayHaveSent(eventNumber)) {
            body.possResend();
        }
        store.currentEvent(eventNumber, applSeqNum);
        try {
            session.send(body);
        } finally {
            store.currentEvent(0, 0);
        }
    }
}
