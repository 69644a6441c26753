package io.bascule.gateway.session;

import io.bascule.config.AcceptorConfig;
import io.bascule.config.AddressRange;
import io.bascule.config.Credentials;
import io.bascule.config.Dialect;
import io.bascule.config.PasswordHash;
import io.bascule.config.QuoteProtectionConfig;
import io.bascule.config.Role;
import io.bascule.config.SessionConfig;
import io.bascule.config.TlsConfig;
import io.bascule.dictionaries.Dictionaries;
import io.bascule.gateway.audit.Audit;
import io.bascule.gateway.store.MappedMessageStoreFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.SessionID;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.Text;

/** An acceptor on a free port with four sessions, an application that writes down what it hears, and no engine. */
final class TestGateway implements AutoCloseable {
    static final SessionID DESK1 = new SessionID("FIX.4.4", "BASCULE", "DESK1");
    static final SessionID DESK2 = new SessionID("FIXT.1.1", "BASCULE", "DESK2");
    static final SessionID REMOTE = new SessionID("FIX.4.4", "BASCULE", "REMOTE");
    static final SessionID OPEN = new SessionID("FIX.4.4", "BASCULE", "OPEN");

    private static final AcceptorConfig DEFAULTS =
            new AcceptorConfig("127.0.0.1", 0, 16_384, 2_000, 5_000, 64, 8, 5, 60, 15, true);
    private static final Map<String, String> WEEK = Map.of(
            "ConnectionType", "acceptor",
            "TimeZone", "UTC",
            "StartDay", "Sunday",
            "EndDay", "Sunday",
            "StartTime", "00:00:00",
            "EndTime", "00:00:00",
            "DataDictionary", Dictionaries.FIX44_PATH,
            "TransportDataDictionary", Dictionaries.FIXT11_PATH,
            "AppDataDictionary", Dictionaries.FIX50SP2_PATH);

    final List<String> heard = new CopyOnWriteArrayList<>();
    final FixAcceptor acceptor;
    private final ConcurrentLinkedQueue<Runnable> work = new ConcurrentLinkedQueue<>();

    private volatile boolean expectingReply;
    private volatile RuntimeException engineFailure;

    private TestGateway(Path data, AcceptorConfig config, List<SessionConfig> sessions, Audit audit)
            throws ConfigError {
        MappedMessageStoreFactory stores = new MappedMessageStoreFactory(data);
        acceptor = new FixAcceptor(config, sessions, new Listener(), stores, new Engine(), audit);
    }

    /** A gateway that has its sessions but has not been started. */
    static TestGateway create(Path data, AcceptorConfig config) throws ConfigError {
        return new TestGateway(data, config, sessions(WEEK), Audit.NONE);
    }

    static TestGateway start(Path data) throws ConfigError {
        return start(data, DEFAULTS);
    }

    static TestGateway start(Path data, AcceptorConfig config) throws ConfigError {
        return start(data, config, sessions(WEEK), Audit.NONE);
    }

    /** One whose sessions have other QuickFIX/J keys: an empty value takes a usual one away. */
    static TestGateway start(Path data, Map<String, String> keys) throws ConfigError {
        Map<String, String> all = new HashMap<>(WEEK);
        all.putAll(keys);
        all.values().removeIf(String::isEmpty);
        return start(data, DEFAULTS, sessions(all), Audit.NONE);
    }

    static TestGateway start(Path data, AcceptorConfig config, List<SessionConfig> sessions, Audit audit)
            throws ConfigError {
        TestGateway gateway = new TestGateway(data, config, sessions, audit);
        gateway.acceptor.start();
        return gateway;
    }

    /** The default limits with other deadlines, caps and treatment of loopback addresses. */
    static AcceptorConfig limits(int firstByteMillis, int logonMillis, int maxStrangers, boolean exemptLoopback) {
        return new AcceptorConfig(
                "127.0.0.1", 0, 16_384, firstByteMillis, logonMillis, maxStrangers, 8, 5, 60, 15, exemptLoopback);
    }

    /** The default limits with a port for TLS. */
    static AcceptorConfig withTls(TlsConfig tls) {
        return DEFAULTS.withTls(Optional.of(tls));
    }

    /** The four sessions. */
    static List<SessionConfig> sessions() {
        return sessions(WEEK);
    }

    private static List<SessionConfig> sessions(Map<String, String> keys) {
        return List.of(
                session(DESK1, Optional.empty(), "desk1-secret", List.of(), keys),
                session(DESK2, Optional.of("9"), "desk2-secret", List.of(), keys),
                session(REMOTE, Optional.empty(), "remote-secret", List.of("10.0.0.0/8"), keys),
                session(OPEN, Optional.empty(), null, List.of(), keys));
    }

    private static SessionConfig session(
            SessionID id,
            Optional<String> applVerId,
            String password,
            List<String> addresses,
            Map<String, String> keys) {
        Optional<Credentials> credentials = Optional.ofNullable(password)
                .map(text -> new Credentials(id.getTargetCompID(), PasswordHash.create(text.toCharArray(), 1_000)));
        return sessionOf(id, applVerId, credentials, addresses, keys);
    }

    /** A session of FIX.4.4 that may connect from anywhere. */
    static SessionConfig session(SessionID id, Credentials credentials) {
        return sessionOf(id, Optional.empty(), Optional.of(credentials), List.of(), WEEK);
    }

    private static SessionConfig sessionOf(
            SessionID id,
            Optional<String> applVerId,
            Optional<Credentials> credentials,
            List<String> addresses,
            Map<String, String> keys) {
        List<AddressRange> ranges = addresses.stream()
                .map(text -> AddressRange.parse(text).orElseThrow())
                .toList();
        return new SessionConfig(
                id.getBeginString(),
                applVerId,
                id.getSenderCompID(),
                id.getTargetCompID(),
                Role.ORDER_ENTRY,
                Dialect.EXTENDED,
                List.of(),
                List.of(),
                credentials,
                ranges,
                0,
                0,
                false,
                0,
                true,
                false,
                QuoteProtectionConfig.NONE,
                1,
                8,
                keys);
    }

    InetSocketAddress tlsAddress() {
        return acceptor.tlsAddress().orElseThrow();
    }

    InetSocketAddress address() {
        return acceptor.localAddress();
    }

    RawFixClient connect() throws java.io.IOException {
        return RawFixClient.connect(address());
    }

    /** Runs a task on the FIX event loop and waits for it. */
    void onLoop(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        work.add(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        done.join();
    }

    /** Makes the engine say that a command is on its way. */
    void expectReply() {
        expectingReply = true;
    }

    /** Makes the engine's next step fail. */
    void failEngine() {
        engineFailure = new IllegalStateException("the engine is gone");
    }

    FixSession session(SessionID id) {
        return acceptor.session(id);
    }

    /** How often the session's numbers have begun at 1. */
    long epoch(SessionID id) {
        return session(id).store().epoch();
    }

    @Override
    public void close() {
        acceptor.stop(true);
    }

    private final class Engine implements EngineWork {
        @Override
        public int doWork() {
            throwFailure();
            int done = 0;
            for (Runnable task = work.poll(); task != null; task = work.poll()) {
                task.run();
                done++;
            }
            return done;
        }

        @Override
        public void onStart() {
            throwFailure();
        }

        private void throwFailure() {
            if (engineFailure != null) {
                throw engineFailure;
            }
        }

        @Override
        public boolean isExpectingReply() {
            return expectingReply;
        }

        @Override
        public String roleName() {
            return "test";
        }
    }

    private final class Listener implements Application {
        @Override
        public void onCreate(SessionID sessionId) {
            heard.add("create " + sessionId.getTargetCompID());
        }

        @Override
        public void onLogon(SessionID sessionId) {
            heard.add("logon " + sessionId.getTargetCompID());
        }

        @Override
        public void onLogout(SessionID sessionId) {
            heard.add("logout " + sessionId.getTargetCompID());
        }

        @Override
        public void toAdmin(Message message, SessionID sessionId) {}

        @Override
        public void fromAdmin(Message message, SessionID sessionId) {}

        @Override
        public void toApp(Message message, SessionID sessionId) {}

        @Override
        public void fromApp(Message message, SessionID sessionId) throws FieldNotFound {
            if (message.isSetField(Text.FIELD) && message.getString(Text.FIELD).equals("fail")) {
                throw new IllegalStateException("as the test asked");
            }
            heard.add("app 35=" + message.getHeader().getString(MsgType.FIELD) + " 34="
                    + message.getHeader().getInt(MsgSeqNum.FIELD));
        }
    }
}
