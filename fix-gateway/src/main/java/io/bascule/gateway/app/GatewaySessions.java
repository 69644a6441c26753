package io.bascule.gateway.app;

import io.bascule.gateway.session.FixSession;
import io.bascule.gateway.store.MappedMessageStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import quickfix.SessionID;

/**
 * Every session of this gateway, by its FIX identity and by the engine's id. The engine knows a CompID pair only: two
 * sessions that differ in BeginString alone share an id, and what goes to it goes to the one that logged on last.
 */
final class GatewaySessions {
    private final Map<SessionID, GatewaySession> bySessionId = new HashMap<>();
    private final List<GatewaySession> all = new ArrayList<>();
    private final List<GatewaySession> byEngineId = new ArrayList<>();
    private final DiskReserve reserve;
    private int nextReplay;

    /** No sessions yet; their replays pause while the reserve is short. */
    GatewaySessions(DiskReserve reserve) {
        this.reserve = reserve;
    }

    /** Takes the acceptor's sessions, once. */
    void addAll(Collection<FixSession> sessions) {
        sessions.forEach(this::add);
    }

    /** Takes another session. */
    GatewaySession add(FixSession fix) {
        GatewaySession session = new GatewaySession(fix);
        bySessionId.put(fix.sessionId(), session);
        all.add(session);
        return session;
    }

    /** Forgets a session: what goes to its engine id goes nowhere, unless it shares it. */
    void remove(GatewaySession session) {
        bySessionId.remove(session.fix().sessionId());
        all.remove(session);
        int engineId = session.profile().sessionId();
        if (byEngineId(engineId) == session) {
            byEngineId.set(engineId, null);
            all.stream()
                    .filter(other -> other.profile().sessionId() == engineId)
                    .findFirst()
                    .ifPresent(this::route);
        }
    }

    List<GatewaySession> all() {
        return all;
    }

    /** The session, or null while the acceptor is still creating it. */
    GatewaySession find(SessionID sessionId) {
        return bySessionId.get(sessionId);
    }

    /** Whether no other session of the gateway has the same CompIDs, and so the same id in the engine. */
    boolean isAlone(GatewaySession session) {
        String venueCompId = session.fix().config().senderCompId();
        String counterpartyCompId = session.fix().config().targetCompId();
        return all.stream()
                        .map(other -> other.fix().config())
                        .filter(other -> other.senderCompId().equals(venueCompId)
                                && other.targetCompId().equals(counterpartyCompId))
                        .limit(2)
                        .count()
                == 1;
    }

    /**
     * Sends a piece of one replay whose counterparty reads, of another session each time, so that a turn stays short
     * however many replay; none while the disk is short of room, which every message of a replay takes. Returns how
     * many were sent.
     */
    int replay() {
        if (reserve.isShort()) {
            return 0;
        }
        for (int i = 0; i < all.size(); i++) {
            nextReplay = (nextReplay + 1) % all.size();
            GatewaySession session = all.get(nextReplay);
            ApplicationReplay replay = session.replay();
            if (replay != null && session.fix().isReading()) {
                replay.sendPiece();
                return 1;
            }
        }
        return 0;
    }

    /** The session of an engine's id, or null. */
    GatewaySession byEngineId(int engineId) {
        return engineId > 0 && engineId < byEngineId.size() ? byEngineId.get(engineId) : null;
    }

    /** The engine's ids are to be learnt anew. */
    void clearRoutes() {
        byEngineId.clear();
    }

    /** From now on what goes to the session's engine id goes to it. */
    void route(GatewaySession session) {
        int engineId = session.profile().sessionId();
        while (byEngineId.size() <= engineId) {
            byEngineId.add(null);
        }
        byEngineId.set(engineId, session);
    }

    /** The last event that is in every store, of those that were acknowledged: some may have lost their newest ones. */
    long storedEventNumber(long acknowledgedEventNumber) {
        long stored = acknowledgedEventNumber;
        for (GatewaySession session : all()) {
            MappedMessageStore store = session.fix().store();
            if (store.hasLostRecords()) {
                stored = Math.min(stored, store.lastEventNumber());
            }
        }
        return stored;
    }

    /** A store that has more events than the engine would take the next ones for some that it has, and drop them. */
    void checkStores(long engineEventNumber) {
        for (GatewaySession session : all()) {
            long stored = session.fix().store().lastEventNumber();
            if (stored > engineEventNumber) {
                throw new IllegalStateException("the store of " + session.fix().sessionId() + " has event " + stored
                        + ", the engine's log ends with event " + engineEventNumber
                        + ": the data directory's engine/ and fix/ do not belong together. Restore both from the same"
                        + " moment");
            }
        }
    }
}
