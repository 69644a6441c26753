package io.bascule.gateway.app;

import io.bascule.config.SessionConfig;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.mapping.SessionProfile;
import io.bascule.gateway.mapping.Subscriptions;
import io.bascule.gateway.session.FixSession;
import io.bascule.gateway.store.MappedMessageStore;
import io.bascule.gateway.store.StoredMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Message;

/** One session with all that the gateway keeps beside it. */
final class GatewaySession {
    private static final Logger LOG = LoggerFactory.getLogger(GatewaySession.class);

    private final FixSession fix;
    private Throttle throttle;
    private final CancelOnDisconnect cancelOnDisconnect;
    private final Subscriptions subscriptions = new Subscriptions();
    private SessionProfile profile;
    private ApplicationReplay replay;
    private long replayEpoch;
    private long lastReplayed;
    private Set<Integer> refused = Set.of();

    GatewaySession(FixSession fix) {
        SessionConfig config = fix.config();
        this.fix = fix;
        this.throttle = new Throttle(config.throttleMessagesPerSecond(), config.throttleCancelsPerSecond());
        this.cancelOnDisconnect = new CancelOnDisconnect(config, fix.store().mark(), fix.store()::mark);
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

    /** Puts other settings in force, from the next message on. */
    void config(SessionConfig changed) {
        SessionConfig before = fix.config();
        fix.config(changed);
        cancelOnDisconnect.settings(changed);
        if (before.throttleMessagesPerSecond() != changed.throttleMessagesPerSecond()
                || before.throttleCancelsPerSecond() != changed.throttleCancelsPerSecond()) {
            throttle = new Throttle(changed.throttleMessagesPerSecond(), changed.throttleCancelsPerSecond());
        }
    }

    /** What is repeated to its counterparty. */
    Subscriptions subscriptions() {
        return subscriptions;
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

    /**
     * The same of a message that is no object.
     *
     * @throws StoreFailedException if the store did not take it
     */
    void send(MessageBody message) {
        try {
            fix.send(message);
        } catch (IOException e) {
            throw new StoreFailedException("a message was not stored for " + fix.sessionId(), e);
        }
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
     * Begins an epoch behind the engine's if the engine has more from the session than its store ever counted: the
     * store is a new one, or an old copy, and its numbers would be taken for some that the engine has applied already.
     *
     * @param engineSeqNum the last that is in the engine's log
     */
    void leaveBehind(long engineSeqNum) {
        MappedMessageStore store = fix.store();
        long engineEpoch = SessionProfile.epoch(engineSeqNum);
        int applied = SessionProfile.msgSeqNum(engineSeqNum);
        boolean isAhead = applied >= store.getNextTargetMsgSeqNum() && applied > store.lastOfferedMsgSeqNum();
        if (engineEpoch < store.epoch() || (engineEpoch == store.epoch() && !isAhead)) {
            return;
        }
        if (store.getNextTargetMsgSeqNum() != 1 || store.getNextSenderMsgSeqNum() != 1) {
            LOG.error(
                    "{}: the engine has message {} of epoch {}, the store expects {} of epoch {}. The numbers begin"
                            + " anew at 1: the counterparty has to log on with 141=Y",
                    fix.sessionId(),
                    applied,
                    engineEpoch,
                    store.getNextTargetMsgSeqNum(),
                    store.epoch());
        }
        store.startEpochBehind(engineEpoch);
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
        boolean isFirst = replayEpoch != store.epoch();
        replayEpoch = store.epoch();
        lastReplayed = offered;
        if (applied < offered) {
            try {
                fix.session().setNextTargetMsgSeqNum(Math.toIntExact(applied + 1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        // An earlier life may have asked for numbers again and ended before all of them came.
        if (isFirst || applied < offered) {
            refused = refusedFrom(store.getNextTargetMsgSeqNum());
        }
    }

    /** The numbers, from one on, of the messages of this epoch that were answered with a BusinessMessageReject. */
    private Set<Integer> refusedFrom(int first) {
        MappedMessageStore store = fix.store();
        Set<Integer> numbers = new HashSet<>();
        StoredMessage message = new StoredMessage();
        for (int sequence = 1; sequence < store.getNextSenderMsgSeqNum(); sequence++) {
            if (store.read(sequence, message)) {
                int refusedSeqNum = Refusals.refusedSeqNum(message);
                if (refusedSeqNum >= first) {
                    numbers.add(refusedSeqNum);
                }
            }
        }
        return numbers;
    }

    /** Whether a message of this number has been refused already: should it come again, it is not to be executed. */
    boolean isRefused(int msgSeqNum) {
        return fix.store().epoch() == replayEpoch && refused.contains(msgSeqNum);
    }

    /** Whether the gateway had a message of this number in an earlier life, and may have asked for it again. */
    boolean isReplay(int msgSeqNum) {
        return msgSeqNum <= lastReplayed && fix.store().epoch() == replayEpoch;
    }
}
