package io.bascule.gateway.session;

import io.bascule.config.SessionConfig;
import io.bascule.gateway.audit.Audit;
import io.bascule.gateway.audit.AuditKind;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.store.MappedMessageStore;
import io.bascule.gateway.store.MappedMessageStoreFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Application;
import quickfix.ApplicationAdapter;
import quickfix.ConfigError;
import quickfix.DataDictionary;
import quickfix.DataDictionaryProvider;
import quickfix.DefaultSessionFactory;
import quickfix.Dictionary;
import quickfix.FieldNotFound;
import quickfix.InvalidMessage;
import quickfix.LogUtil;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.MessageSessionUtils;
import quickfix.MessageUtils;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SystemTime;
import quickfix.field.ApplVerID;
import quickfix.field.BeginSeqNo;
import quickfix.field.BeginString;
import quickfix.field.EndSeqNo;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.RefMsgType;
import quickfix.field.RefSeqNum;
import quickfix.field.RefTagID;
import quickfix.field.SessionRejectReason;
import quickfix.field.Text;

/**
 * One configured session, connected or not: its settings, QuickFIX/J's session and its store. For the FIX event loop
 * only, but for {@link #config}, {@link #sessionId} and {@link #isLoggedOn}.
 */
public final class FixSession {
    private static final Logger LOG = LoggerFactory.getLogger(FixSession.class);

    /** SessionRejectReason(373) of FIXT.1.1 for an ApplVerID(1128) that is not taken. */
    private static final int INVALID_APPLICATION_VERSION = 18;

    /** How long a gap may stay as it is before it is asked for again. */
    private static final long GAP_NS = TimeUnit.SECONDS.toNanos(4);

    private volatile SessionConfig config;
    private final Session session;
    private final MappedMessageStore store;
    private final EarlyMessages early;
    private final PlainRequest plain;
    private final OutgoingFrame frame;
    private final boolean saysLastProcessed;
    private final ForwardSchedule schedule;
    private final GarbledShare garbledShare = new GarbledShare();
    private Audit audit = Audit.NONE;
    private long logoutSinceNs;

    /** The number that a message came too early for; 0: none. */
    private int gapAt;

    private long gapSinceNs;

    private FixSession(SessionConfig config, Session session, EarlyMessages early, ForwardSchedule schedule) {
        this.schedule = schedule;
        this.config = config;
        this.session = session;
        this.early = early;
        this.store = (MappedMessageStore) session.getStore();
        this.plain = new PlainRequest(session.getSessionID(), dictionary(session, config));
        this.frame = new OutgoingFrame(session.getSessionID(), config.fractionDigits());
        this.saysLastProcessed =
                "Y".equals(config.quickfixKeys().get(Session.SETTING_ENABLE_LAST_MSG_SEQ_NUM_PROCESSED));
    }

    /** Creates QuickFIX/J's session; if its numbers are of an earlier week, they are reset here. */
    static FixSession create(SessionConfig config, Application application, MappedMessageStoreFactory stores)
            throws ConfigError {
        EarlyMessages early = new EarlyMessages();
        ForwardSchedule schedule = ForwardSchedule.of(config.sessionId(), config.settings());
        DefaultSessionFactory factory = new DefaultSessionFactory(
                application,
                stores.retaining(config.messageRetentionDays()),
                sessionId -> early,
                SessionLog::new,
                new UntypedMessages(),
                (sessionId, settings) -> schedule);
        SessionSettings settings = config.settings();
        config.defaultApplVerId()
                .ifPresent(version ->
                        settings.setString(config.sessionId(), Session.SETTING_DEFAULT_APPL_VER_ID, version));
        Session session = factory.create(config.sessionId(), settings);
        // The frame is checked in front of the session: what reaches it and does not parse is answered with 35=3.
        session.setValidateChecksum(false);
        session.setRejectGarbledMessage(true);
        session.setRejectMessageOnUnhandledException(true);
        FixSession created = new FixSession(config, session, early, schedule);
        created.warnOfClock();
        return created;
    }

    /** The dictionary of the session's application messages; null if they are not checked. */
    private static DataDictionary dictionary(Session session, SessionConfig config) {
        if (!session.isUsingDataDictionary()) {
            return null;
        }
        DataDictionaryProvider dictionaries = session.getDataDictionaryProvider();
        return config.defaultApplVerId().isEmpty()
                ? dictionaries.getSessionDataDictionary(config.beginString())
                : dictionaries.getApplicationDataDictionary(
                        new ApplVerID(config.defaultApplVerId().get()));
    }

    /**
     * Tries a session's settings, and leaves nothing behind.
     *
     * @throws ConfigError if QuickFIX/J does not take them
     */
    public static void check(SessionConfig config) throws ConfigError {
        SessionID as = new SessionID(config.beginString(), config.senderCompId(), config.targetCompId(), "check");
        SessionSettings settings = new SessionSettings();
        settings.set(as, new Dictionary("SESSION", new HashMap<>(config.quickfixKeys())));
        config.defaultApplVerId()
                .ifPresent(version -> settings.setString(as, Session.SETTING_DEFAULT_APPL_VER_ID, version));
        DefaultSessionFactory factory = new DefaultSessionFactory(
                new ApplicationAdapter(), new MemoryStoreFactory(), SessionLog::new, new UntypedMessages());
        ForwardSchedule unused = ForwardSchedule.of(as, settings);
        try {
            factory.create(as, settings).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void warnOfClock() {
        long began = store.getCreationTimeCalendar().getTimeInMillis();
        if (SystemTime.currentTimeMillis() < began) {
            LOG.warn(
                    "{}: the clock is behind the moment at which the numbers began, {}: no week ends before it",
                    sessionId(),
                    Instant.ofEpochMilli(began));
        }
    }

    /** How much of what is no message is kept. */
    GarbledShare garbledShare() {
        return garbledShare;
    }

    /** What the configuration says of the session. */
    public SessionConfig config() {
        return config;
    }

    /**
     * Puts other settings in force, from the next message on. For the FIX event loop only.
     *
     * @param changed with the QuickFIX/J keys and the retention that the session was made with
     */
    public void config(SessionConfig changed) {
        if (isMadeAnew(config, changed)) {
            throw new IllegalArgumentException(sessionId() + " has to be made anew for these settings");
        }
        config = changed;
    }

    /** Whether a session has to be made anew, and so be logged out, for other settings to hold. */
    public static boolean isMadeAnew(SessionConfig before, SessionConfig after) {
        return !before.quickfixKeys().equals(after.quickfixKeys())
                || before.messageRetentionDays() != after.messageRetentionDays();
    }

    /** The session's identity: BeginString, the venue's CompID, the counterparty's. */
    public SessionID sessionId() {
        return session.getSessionID();
    }

    /**
     * Stores a message and sends it, if the counterparty is logged on: what QuickFIX/J's session does with a message of
     * its own class, without the objects. It does not hear of it, so that its next Heartbeat is not put off.
     *
     * @throws IOException if the message was not stored; nothing has changed then
     */
    public void send(MessageBody body) throws IOException {
        int msgSeqNum = store.getNextSenderMsgSeqNum();
        MessageBody whole = frame.around(body, msgSeqNum, saysLastProcessed ? store.getNextTargetMsgSeqNum() - 1 : -1);
        store.set(msgSeqNum, whole.bytes(), whole.length());
        store.incrNextSenderMsgSeqNum();
        if (session.isLoggedOn()) {
            SessionLog.onOutgoing(session.getLog(), whole);
            if (session.getResponder() instanceof SessionLink link) {
                link.send(whole.bytes(), whole.length());
            }
        }
    }

    /** Sends a range of the session's messages again, both ends included. */
    ResendStream resend(int begin, int end) {
        return new ResendStream(sessionId(), store, begin, end, config.fractionDigits(), saysLastProcessed);
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

    /** Whether it is within the session's hours, so that the counterparty may be logged on. */
    boolean isOpen() {
        return schedule.isOpen(SystemTime.currentTimeMillis());
    }

    /**
     * Whether the counterparty is logged on and keeps up with what it is sent: what is sent at its own pace, so that
     * it is never cut for it, is sent only then, a small piece at a time.
     */
    public boolean isReading() {
        return session.isLoggedOn() && session.getResponder() instanceof SessionLink link && link.isReading();
    }

    /** Hears a message, which lies between {@code from} and {@code to}; says whether it was a plain request. */
    boolean receive(byte[] bytes, int from, int to) {
        boolean isPlain = plain.read(bytes, from, to, store.getNextTargetMsgSeqNum());
        if (isPlain) {
            SessionLog.onIncoming(session.getLog(), plain);
            hear(() -> process(plain));
        } else {
            receive(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        }
        return isPlain;
    }

    /** Has changes of the numbers, other than by one message, recorded from now on, and how they are now. */
    void audit(Audit newAudit) {
        audit = newAudit;
        String id = sessionId().toString();
        audit.record(
                AuditKind.NUMBERS,
                id,
                Audit.NOBODY,
                "epoch=" + store.epoch() + " nextSender=" + store.getNextSenderMsgSeqNum() + " nextTarget="
                        + store.getNextTargetMsgSeqNum());
        store.sequenceListener(text -> newAudit.record(AuditKind.SEQUENCE, id, Audit.NOBODY, text));
    }

    /** Has recorded what an operator did to the session's orders. */
    public void auditOperator(String action) {
        audit.record(AuditKind.OPERATOR, sessionId().toString(), Audit.NOBODY, action);
    }

    /**
     * Hears a message. One that QuickFIX/J cannot take ends in an answer or ends the connection, never in silence: its
     * number would not be counted, and nothing after it would be in turn again.
     */
    void receive(String text) {
        hear(() -> read(text));
    }

    private void read(String text) {
        session.getLog().onIncoming(text);
        if (!sessionId().getBeginString().equals(MessageUtils.getStringField(text, BeginString.FIELD))) {
            endWithLogout("Incorrect BeginString");
            return;
        }
        // QuickFIX/J would count a message of a version that it does not have, in turn or not.
        String version = MessageUtils.getStringField(text, ApplVerID.FIELD);
        if (version != null && !config.defaultApplVerId().equals(Optional.of(version))) {
            int reason = sessionId().isFIXT()
                    ? INVALID_APPLICATION_VERSION
                    : SessionRejectReason.TAG_NOT_DEFINED_FOR_THIS_MESSAGE_TYPE;
            reject(text, reason, ApplVerID.FIELD, "Not the session's application version");
            return;
        }
        Message message = parse(text);
        if (message != null) {
            process(message);
        }
    }

    /** A message that is not well-formed comes out marked as garbled: QuickFIX/J rejects it. Null if it is answered. */
    private Message parse(String text) {
        try {
            return MessageSessionUtils.parse(session, text);
        } catch (InvalidMessage e) {
            if (e.getFixMessage() != null) {
                return e.getFixMessage();
            }
            LogUtil.logThrowable(session.getLog(), "A message does not parse", e);
        } catch (RuntimeException e) {
            LogUtil.logThrowable(session.getLog(), "A message does not parse", e);
        }
        reject(text, SessionRejectReason.OTHER, 0, "The message cannot be read");
        return null;
    }

    private void process(Message message) {
        try {
            if (isResendFromZero(message)) {
                // QuickFIX/J would answer with a message that takes a number and never goes out.
                message.setInt(BeginSeqNo.FIELD, 1);
            }
            session.next(message);
            if (early.takeArrived() && gapAt != store.getNextTargetMsgSeqNum()) {
                gapAt = store.getNextTargetMsgSeqNum();
                gapSinceNs = 0;
            }
        } catch (Exception e) {
            LogUtil.logThrowable(session.getLog(), "A message was not processed", e);
            endWithLogout("A message could not be processed");
        }
    }

    /** A message counts when its answer is stored: QuickFIX/J counts those first that it rejects. */
    private void hear(Runnable message) {
        if (store.lastFailure() != null) {
            // The venue is about to end: what is not heard now comes again.
            disconnect("A message could not be stored");
            return;
        }
        store.beginHearing();
        try {
            message.run();
        } finally {
            store.endHearing();
        }
    }

    private static boolean isResendFromZero(Message message) throws FieldNotFound {
        return message.getHeader().isSetField(MsgType.FIELD)
                && message.getHeader().getString(MsgType.FIELD).equals(MsgType.RESEND_REQUEST)
                && message.isSetField(BeginSeqNo.FIELD)
                && message.getString(BeginSeqNo.FIELD).matches("0+");
    }

    /**
     * Asks again for a gap that does not get smaller. QuickFIX/J asks once, and then for nothing up to the highest
     * number that it has seen, so that after one wrong number or a reset it would wait for ever.
     */
    private void askAgain(long nowNs) {
        if (gapAt != store.getNextTargetMsgSeqNum() || !session.isLoggedOn()) {
            gapAt = 0;
        } else if (gapSinceNs == 0) {
            gapSinceNs = nowNs;
        } else if (nowNs - gapSinceNs > GAP_NS) {
            gapSinceNs = nowNs;
            sendResendRequest();
        }
    }

    private void sendResendRequest() {
        Message request = new Message();
        request.getHeader().setString(MsgType.FIELD, MsgType.RESEND_REQUEST);
        request.setInt(BeginSeqNo.FIELD, store.getNextTargetMsgSeqNum());
        request.setInt(EndSeqNo.FIELD, 0);
        session.send(request);
    }

    /** A session-level Reject that counts the message if it is in turn. */
    private void reject(String text, int reason, int refTag, String explanation) {
        String number = MessageUtils.getStringField(text, MsgSeqNum.FIELD);
        String type = MessageUtils.getStringField(text, MsgType.FIELD);
        if (!session.isLoggedOn() || number == null || type == null || !number.matches("[0-9]{1,9}")) {
            endWithLogout(explanation);
            return;
        }
        int msgSeqNum = Integer.parseInt(number);
        if (msgSeqNum == store.getNextTargetMsgSeqNum()) {
            store.incrNextTargetMsgSeqNum();
        }
        Message reject = new Message();
        reject.getHeader().setString(MsgType.FIELD, MsgType.REJECT);
        reject.setInt(RefSeqNum.FIELD, msgSeqNum);
        reject.setString(RefMsgType.FIELD, type);
        reject.setInt(SessionRejectReason.FIELD, reason);
        if (refTag > 0) {
            reject.setInt(RefTagID.FIELD, refTag);
        }
        reject.setString(Text.FIELD, explanation);
        session.send(reject);
    }

    void endWithLogout(String reason) {
        if (session.isLoggedOn()) {
            logout(reason);
        }
        disconnect(reason);
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
        if (!session.isLogoutSent() || !session.hasResponder()) {
            // While it waits for the answer to its Logout, QuickFIX/J would say it again each second.
            next();
        }
        if (!isOpen() && session.isLoggedOn() && !session.isLogoutSent()) {
            logout("The session has ended");
        }
        askAgain(nowNs);
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
    public void close() {
        try {
            session.close();
        } catch (IOException | RuntimeException e) {
            LOG.error("{}: not closed cleanly", sessionId(), e);
        }
    }

    private void next() {
        try {
            session.next();
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("{}: its timer failed", sessionId(), e);
        }
    }
}
