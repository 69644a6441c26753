package io.bascule.gateway.app;

import io.bascule.config.SessionConfig;
import io.bascule.gateway.mapping.SessionProfile;
import io.bascule.gateway.session.FixSession;
import io.bascule.gateway.store.MappedMessageStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import quickfix.Message;

/** One session with all that the gateway keeps beside it. */
final class GatewaySession {
    private final FixSession fix;
    private final Throttle throttle;
    private final CancelOnDisconnect cancelOnDisconnect;
    private SessionProfile profile;
    private ApplicationReplay replay;
    private long replayEpoch;
    private long lastReplayed;

    GatewaySession(FixSession fix) {
        SessionConfig config = fix.config();
        this.fix = fix;
        this.throttle = new Throttle(config.throttleMessagesPerSecond(), config.throttleCancelsPerSecond());
        this.cancelOnDisconnect =
                new CancelOnDisconnect(config.cancelOnDisconnect(), config.cancelOnDisconnectGraceMillis());
    }

    FixSession fix() {
        return fix;
    }

    Throttle throttle() {
        return throttle;
    }

    CancelOnDisconnect cancelOnDisconnect() {
        return cancelOnDisconnect;
    }

    /** Known once the engine has registered the session. */
    SessionProfile profile() {
        return profile;
    }

    void profile(SessionProfile registered) {
        profile = registered;
    }

    /** Stores a message and sends it, if the counterparty is logged on. */
    void send(Message message) {
        fix.session().send(message);
    }

    /** The replay of its application messages that is under way, or null. */
    ApplicationReplay replay() {
        return replay;
    }

    /** Begins a replay, or with null ends it. */
    void replay(ApplicationReplay begun) {
        replay = begun;
    }

    /**
     * Brings the session's inbound numbers and the engine's together at start. QuickFIX/J counts a message before the
     * engine has it: what was offered and is not in the log was lost with the process, and is asked for again.
     *
     * @param engineSeqNum the last that is in the engine's log, of this epoch or one before
     */
    void align(long engineSeqNum) {
        MappedMessageStore store = fix.store();
        long offered = store.lastOfferedMsgSeqNum();
        long applied = SessionProfile.epoch(engineSeqNum) == store.epoch() ? SessionProfile.msgSeqNum(engineSeqNum) : 0;
        replayEpoch = store.epoch();
        lastReplayed = offered;
        if (applied < offered) {
            try {
                fix.session().setNextTargetMsgSeqNum(Math.toIntExact(applied + 1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Whether the gateway had a message of this number in an earlier life, and may have asked for it again. */
    boolean isReplay(int msgSeqNum) {
        return msgSeqNum <= lastReplayed && fix.store().epoch() == replayEpoch;
    }
}
