package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.instrument.Instrument;

/** The ids that the venue has given out, and what they stand for: to be read between commands. */
public final class Registrations {
    private final Registry registry;

    Registrations(final Registry registry) {
        this.registry = registry;
    }

    /** Highest instrument id; ids run from 1. */
    public int instrumentCount() {
        return registry.instruments.size();
    }

    /** Null if it was removed. */
    public String instrumentSymbol(final int instrumentId) {
        final Instrument instrument = registry.instrument(instrumentId);
        return instrument.isListed() ? instrument.definition().symbol() : null;
    }

    /** Highest underlying id; ids run from 1. */
    public int underlyingCount() {
        return registry.underlyings.size();
    }

    public String underlyingIndexSymbol(final int underlyingId) {
        return registry.underlying(underlyingId).definition().indexSymbol();
    }

    /** Highest account id; ids run from 1. */
    public int accountCount() {
        return registry.accounts.size();
    }

    /** Null if it was removed. */
    public String accountName(final int accountId) {
        final Account account = registry.account(accountId);
        return account.isActive() ? account.definition().name() : null;
    }

    /** Highest session id; ids run from 1. */
    public int sessionCount() {
        return registry.sessions.size();
    }

    /** Null if it was removed. */
    public SessionDefinition session(final int sessionId) {
        final SessionState session = registry.session(sessionId);
        return session.active ? session.definition : null;
    }

    /** Highest inbound number applied, sequence epoch in the high half; 0: none. */
    public long lastMsgSeqNum(final int sessionId) {
        return registry.session(sessionId).lastMsgSeqNum;
    }
}
