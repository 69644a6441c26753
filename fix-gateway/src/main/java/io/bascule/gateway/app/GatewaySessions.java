package io.bascule.gateway.app;

import io.bascule.gateway.session.FixSession;
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

    /** Takes the acceptor's sessions, once. */
    void addAll(Collection<FixSession> sessions) {
        for (FixSession fix : sessions) {
            GatewaySession session = new GatewaySession(fix);
            bySessionId.put(fix.sessionId(), session);
            all.add(session);
        }
    }

    List<GatewaySession> all() {
        return all;
    }

    /** The session, or null while the acceptor is still creating it. */
    GatewaySession find(SessionID sessionId) {
        return bySessionId.get(sessionId);
    }

    /** Sends a piece of every replay whose counterparty reads; returns how many there were. */
    int replay() {
        int pieces = 0;
        for (GatewaySession session : all) {
            ApplicationReplay replay = session.replay();
            if (replay != null && session.fix().isReading()) {
                replay.sendPiece();
                pieces++;
            }
        }
        return pieces;
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
}
