package io.bascule.gateway.session;

import io.bascule.config.SessionConfig;
import io.bascule.gateway.store.MappedMessageStore;
import io.bascule.gateway.store.MappedMessageStoreFactory;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.DefaultSessionFactory;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;

/**
 * One configured session, connected or not: its settings, QuickFIX/J's session and its store. For the FIX event loop
 * only, but for {@link #config}, {@link #sessionId} and {@link #isLoggedOn}.
 */
public final class FixSession {
    private static final Logger LOG = LoggerFactory.getLogger(FixSession.class);

    private final SessionConfig config;
    private final Session session;
    private final MappedMessageStore store;
    private long logoutSinceNs;

    private FixSession(SessionConfig config, Session session) {
        this.config = config;
        this.session = session;
        this.store = (MappedMessageStore) session.getStore();
    }

    /** Creates QuickFIX/J's session; if its numbers are of an earlier week, they are reset here. */
    static FixSession create(SessionConfig config, Application application, MappedMessageStoreFactory stores)
            throws ConfigError {
        DefaultSessionFactory factory =
                new DefaultSessionFactory(application, stores, SessionLog::new, new DefaultMessageFactory());
        SessionSettings settings = config.settings();
        config.defaultApplVerId()
                .ifPresent(version ->
                        settings.setString(config.sessionId(), Session.SETTING_DEFAULT_APPL_VER_ID, version));
        Session session = factory.create(config.sessionId(), settings);
        // The frame is checked in front of the session: what reaches it and does not parse is answered with 35=3.
        session.setValidateChecksum(false);
        session.setRejectGarbledMessage(true);
        session.setRejectMessageOnUnhandledException(true);
        return new FixSession(config, session);
    }

    /** What the configuration says of the session. */
    public SessionConfig config() {
        return config;
    }

    /** The session's identity: BeginString, the venue's CompID, the counterparty's. */
    public SessionID sessionId() {
        return session.getSessionID();
    }

    /** QuickFIX/J's session. A message sent to it while nobody is logged on is stored and goes out by resend. */
    public Session session() {
        return session;
    }

    /** The session's messages, numbers and event cursor. */
    public MappedMessageStore store() {
        return store;
    }

    /** Whether the counterparty is logged on. */
    public boolean isLoggedOn() {
        return session.isLoggedOn();
    }

    /** Ends the connection with a Logout; the counterparty may log on again. */
    public void logout(String reason) {
        session.logout(reason);
        next();
    }

    /** Ends the connection at once, as an error; the counterparty may log on again. */
    public void disconnect(String reason) {
        disconnect(reason, true);
    }

    /** Notes that the connection has ended, or ends it, without an error. */
    void end(String reason) {
        disconnect(reason, false);
    }

    private void disconnect(String reason, boolean isError) {
        if (!session.hasResponder()) {
            return;
        }
        try {
            session.disconnect(reason, isError);
        } catch (IOException | RuntimeException e) {
            LOG.error("{}: not disconnected cleanly", sessionId(), e);
        }
    }

    /** QuickFIX/J's timer: heartbeats, time limits, the weekly reset. */
    void onTimer(long nowNs) {
        next();
        // Its own limit never passes while it repeats the Logout each second, as it does at the weekly reset.
        if (!session.isLogoutSent() || !session.hasResponder()) {
            logoutSinceNs = 0;
        } else if (logoutSinceNs == 0) {
            logoutSinceNs = nowNs;
        } else if (nowNs - logoutSinceNs > TimeUnit.SECONDS.toNanos(session.getLogoutTimeout())) {
            disconnect("Timed out waiting for logout response");
        }
    }

    /** Lets the counterparty log on again: after a logout of ours QuickFIX/J would keep it out. */
    void onDisconnected() {
        if (!session.isEnabled()) {
            session.logon();
        }
    }

    /** Frees the store and forgets the session, which QuickFIX/J keeps in a static map. */
    void close() {
        try {
            session.close();
        } catch (IOException | RuntimeException e) {
            LOG.error("{}: not closed cleanly", sessionId(), e);
        }
    }

    private void next() {
        try {
            session.next();
        } catch (IOException | RuntimeException e) {
            LOG.error("{}: its timer failed", sessionId(), e);
        }
    }
}
