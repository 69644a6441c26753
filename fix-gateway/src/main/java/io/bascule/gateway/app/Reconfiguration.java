package io.bascule.gateway.app;

import io.bascule.config.AcceptorConfig;
import io.bascule.config.GatewayConfig;
import io.bascule.config.SessionConfig;
import io.bascule.gateway.session.FixAcceptor;
import io.bascule.gateway.session.FixSession;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.ConfigError;
import quickfix.SessionID;

/**
 * Puts another configuration in force while the venue runs, whole or not at all. Sessions that are new may log on; the
 * rights of those that are known hold from their next message on, but where only a new session can have the new
 * settings it is logged out first; those that are gone are logged out, and their open orders cancelled by the engine in
 * the step that takes the configuration. For the FIX event loop only.
 */
final class Reconfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(Reconfiguration.class);

    private final FixAcceptor acceptor;
    private final GatewaySessions sessions;
    private final EngineLink engine;
    private GatewayConfig inForce;

    Reconfiguration(FixAcceptor acceptor, GatewaySessions sessions, EngineLink engine, GatewayConfig inForce) {
        this.acceptor = acceptor;
        this.sessions = sessions;
        this.engine = engine;
        this.inForce = inForce;
    }

    /**
     * Applies a configuration.
     *
     * @return what has changed, in words
     * @throws ConfigurationRefusedException if it is refused: nothing has changed
     */
    String apply(GatewayConfig wanted) {
        checkFixed(wanted);
        Map<SessionID, SessionConfig> before = byId(inForce.sessions());
        Map<SessionID, SessionConfig> after = byId(wanted.sessions());
        int added = 0;
        int changed = 0;
        for (SessionConfig session : after.values()) {
            SessionConfig former = before.get(session.sessionId());
            if (former != null && former.role() != session.role()) {
                throw new ConfigurationRefusedException(
                        session.sessionId() + ": its Role cannot be changed while the venue"
                                + " runs, since its orders would be nobody's: remove the session first");
            }
            if (former == null || FixSession.isMadeAnew(former, session)) {
                checkSettings(session);
            }
            added += former == null ? 1 : 0;
            changed += former == null || former.equals(session) ? 0 : 1;
        }
        Map<SessionID, FixSession> opened = open(after.values(), before);
        try {
            engine.reconfigure(wanted);
        } catch (RuntimeException e) {
            opened.values().forEach(FixSession::close);
            throw e;
        }
        inForce = wanted;
        int removed = 0;
        for (SessionID gone : before.keySet()) {
            if (!after.containsKey(gone)) {
                remove(gone, "The session is no longer configured");
                removed++;
            }
        }
        after.forEach((id, session) -> apply(before.get(id), session, opened.get(id)));
        acceptor.certificatesChanged();
        engine.deliverMissed();
        String what = "sessions added: " + added + ", changed: " + changed + ", removed: " + removed;
        LOG.info("another configuration is in force; {}", what);
        return what;
    }

    /** What the acceptor, the audit log and the watch of the disk were made with. */
    private void checkFixed(GatewayConfig wanted) {
        AcceptorConfig now = inForce.acceptor();
        boolean isSame = wanted.acceptor().equals(now)
                && wanted.audit().equals(inForce.audit())
                && wanted.diskReserveMegabytes() == inForce.diskReserveMegabytes();
        if (!isSame) {
            throw new ConfigurationRefusedException(
                    "the keys of the acceptor, which stand in [DEFAULT] only, need a restart: in force are " + now
                            + ", " + inForce.audit() + " and DiskReserveMegabytes="
                            + inForce.diskReserveMegabytes());
        }
    }

    private static void checkSettings(SessionConfig session) {
        try {
            FixSession.check(session);
        } catch (ConfigError e) {
            throw new ConfigurationRefusedException(
                    session.sessionId() + ": QuickFIX/J does not take the settings: " + e.getMessage());
        }
    }

    private static Map<SessionID, SessionConfig> byId(List<SessionConfig> sessions) {
        Map<SessionID, SessionConfig> byId = new LinkedHashMap<>();
        sessions.forEach(session -> byId.put(session.sessionId(), session));
        return byId;
    }

    /** The sessions that are new, with their stores, so that one which cannot be opened costs nobody anything. */
    private Map<SessionID, FixSession> open(Collection<SessionConfig> wanted, Map<SessionID, SessionConfig> before) {
        Map<SessionID, FixSession> opened = new LinkedHashMap<>();
        for (SessionConfig session : wanted) {
            if (before.containsKey(session.sessionId())) {
                continue;
            }
            try {
                opened.put(session.sessionId(), acceptor.open(session));
            } catch (ConfigError | RuntimeException e) {
                opened.values().forEach(FixSession::close);
                LOG.warn("{} cannot be opened", session.sessionId(), e);
                throw new ConfigurationRefusedException(session.sessionId() + " cannot be opened: " + reasonOf(e));
            }
        }
        return opened;
    }

    private static String reasonOf(Throwable failure) {
        return failure.getCause() == null
                ? failure.getMessage()
                : failure.getMessage() + ": " + failure.getCause().getMessage();
    }

    private void apply(SessionConfig former, SessionConfig session, FixSession opened) {
        if (former == null) {
            acceptor.add(opened);
            engine.register(sessions.add(opened));
        } else if (FixSession.isMadeAnew(former, session)) {
            remove(session.sessionId(), "The session's settings have changed");
            addAgain(session);
        } else {
            GatewaySession known = sessions.find(session.sessionId());
            known.config(session);
            engine.profile(known);
            if (!session.credentials().equals(former.credentials())) {
                acceptor.credentialsChanged(session.sessionId());
            }
        }
    }

    private void remove(SessionID sessionId, String reason) {
        acceptor.remove(sessionId, reason);
        sessions.remove(sessions.find(sessionId));
    }

    private void addAgain(SessionConfig session) {
        try {
            engine.register(sessions.add(acceptor.add(session)));
        } catch (ConfigError e) {
            throw new IllegalStateException("QuickFIX/J takes the settings of " + session.sessionId() + " no more", e);
        }
    }
}
