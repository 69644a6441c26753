package io.bascule.config;

import java.util.List;
import quickfix.SessionSettings;

/**
 * Everything that a configuration says, checked.
 *
 * @param acceptor where the acceptor listens
 * @param sessions the sessions, in the order of the file
 * @param venue what is traded, by whom, under which limits
 * @param diskReserveMegabytes room on the data directory's disk below which orders are refused; 0: never
 * @param audit what the audit log keeps
 */
public record GatewayConfig(
        AcceptorConfig acceptor,
        List<SessionConfig> sessions,
        VenueConfig venue,
        int diskReserveMegabytes,
        AuditConfig audit) {
    /** Copies the list, so that the record is immutable. */
    public GatewayConfig {
        sessions = List.copyOf(sessions);
    }

    /** A configuration without a disk reserve. */
    public GatewayConfig(AcceptorConfig acceptor, List<SessionConfig> sessions, VenueConfig venue) {
        this(acceptor, sessions, venue, 0, AuditConfig.DEFAULT);
    }

    /** The same configuration with its plaintext port another one, as the command line may ask. */
    public GatewayConfig withPort(int port) {
        return new GatewayConfig(acceptor.withPort(port), sessions, venue, diskReserveMegabytes, audit);
    }

    /** The same configuration with its TLS port another one; nothing changes where it has none. */
    public GatewayConfig withTlsPort(int port) {
        return new GatewayConfig(acceptor.withTlsPort(port), sessions, venue, diskReserveMegabytes, audit);
    }

    /** A fresh copy of QuickFIX/J's settings with every session. */
    public SessionSettings sessionSettings() {
        SessionSettings settings = new SessionSettings();
        sessions.forEach(session -> session.addTo(settings));
        return settings;
    }
}
