package io.bascule.gateway.session;

import io.bascule.config.AcceptorConfig;
import io.bascule.config.SessionConfig;
import io.bascule.gateway.audit.Audit;
import io.bascule.gateway.store.MappedMessageStoreFactory;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Acceptor;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.RuntimeError;
import quickfix.SessionID;

/**
 * The one acceptor of the gateway, for every configured session. It owns the FIX event loop, on which QuickFIX/J's
 * sessions, the application's callbacks and the engine's work all run. Sessions live in a static map of QuickFIX/J's:
 * one acceptor for a pair of CompIDs in a process.
 */
public final class FixAcceptor implements Acceptor {
    private static final Logger LOG = LoggerFactory.getLogger(FixAcceptor.class);
    private static final int BACKLOG = 1024;
    private static final long LOGOUT_NS = TimeUnit.SECONDS.toNanos(2);

    private final AcceptorConfig config;
    private final EngineWork engine;
    private final Application application;
    private final MappedMessageStoreFactory stores;
    private final Outbox outbox = new Outbox();
    private final CompletableFuture<Bound> bound = new CompletableFuture<>();
    private final CompletableFuture<Void> terminated = new CompletableFuture<>();
    private final FixLoop loop;
    private final Authenticator authenticator;
    private final Audit audit;
    private final TlsDoor tls;
    /** Never changed but replaced: other threads ask, too. */
    private volatile Map<SessionID, FixSession> sessions = Map.of();

    private Thread thread;
    private volatile boolean stopping;
    private volatile boolean forced;

    /** Where it listens; one of the two may be null. */
    private record Bound(InetSocketAddress plaintext, InetSocketAddress tls) {}

    /** An acceptor that keeps no audit log. */
    public FixAcceptor(
            AcceptorConfig config,
            List<SessionConfig> sessionConfigs,
            Application application,
            MappedMessageStoreFactory stores,
            EngineWork engine)
            throws ConfigError {
        this(config, sessionConfigs, application, stores, engine, Audit.NONE);
    }

    /**
     * Creates every session, on this thread: the application hears {@code onCreate}, and the numbers of the sessions
     * whose week is over begin at 1. Nothing is bound yet.
     *
     * @throws ConfigError if QuickFIX/J does not take a session's settings
     * @throws IllegalStateException if the files of its TLS have become wrong since they were checked
     */
    public FixAcceptor(
            AcceptorConfig config,
            List<SessionConfig> sessionConfigs,
            Application application,
            MappedMessageStoreFactory stores,
            EngineWork engine,
            Audit audit)
            throws ConfigError {
        this.config = config;
        this.audit = audit;
        this.tls = tls(config, sessionConfigs, audit);
        this.engine = engine;
        this.application = application;
        this.stores = stores;
        try {
            for (SessionConfig session : sessionConfigs) {
                add(session);
            }
        } catch (ConfigError | RuntimeException e) {
            closeTls();
            sessions.values().forEach(FixSession::close);
            throw e;
        }
        this.loop = new FixLoop(this::sessions, outbox, engine);
        this.authenticator = new Authenticator(loop.io(), config.maxUnauthenticated());
    }

    private static TlsDoor tls(AcceptorConfig config, List<SessionConfig> sessions, Audit audit) {
        if (config.tls().isEmpty()) {
            return null;
        }
        try {
            return new TlsDoor(config.tls().get(), sessions, config.logonMillis(), audit);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("TLS: " + e.getMessage(), e);
        }
    }

    /** Takes up the files of its TLS now, if they have changed and are right; by itself it does so every 10 s. */
    void reloadCertificates() {
        if (tls != null) {
            tls.reload();
        }
    }

    private void closeTls() {
        if (tls != null) {
            tls.close();
        }
    }

    /** Starts the engine's work, then binds. Returns when logons are accepted. */
    @Override
    public void start() {
        if (thread != null) {
            throw new IllegalStateException("the acceptor has been started before");
        }
        thread = new Thread(this::run, "fix-loop");
        thread.start();
        try {
            bound.join();
        } catch (CompletionException e) {
            throw new RuntimeError("the acceptor did not start: " + e.getCause().getMessage(), e.getCause());
        }
    }

    /** The address that it listens on, once started: the one without TLS, if there is one. */
    public InetSocketAddress localAddress() {
        Bound addresses = bound.join();
        return addresses.plaintext == null ? addresses.tls : addresses.plaintext;
    }

    /** The address that it listens on for TLS, once started; empty if there is none. */
    public Optional<InetSocketAddress> tlsAddress() {
        return Optional.ofNullable(bound.join().tls);
    }

    /** Ends when the acceptor has stopped; with an exception, if the engine's work or the loop failed. */
    public CompletableFuture<Void> terminated() {
        return terminated.copy();
    }

    /**
     * Logs every session out, waits for the answers for two seconds unless forced, and frees everything. Called on the
     * loop it only asks for that.
     */
    @Override
    public void stop(boolean force) {
        forced = force;
        stopping = true;
        if (thread == null) {
            sessions.values().forEach(FixSession::close);
            authenticator.close();
            closeTls();
            return;
        }
        if (Thread.currentThread() == thread) {
            return;
        }
        loop.io().wakeup();
        terminated.exceptionally(failure -> null).join();
    }

    @Override
    public boolean isLoggedOn() {
        return sessions.values().stream().anyMatch(FixSession::isLoggedOn);
    }

    @Override
    @SuppressWarnings("NonApiType") // QuickFIX/J's interface asks for it.
    public ArrayList<SessionID> getSessions() {
        return new ArrayList<>(sessions.keySet());
    }

    /** Every configured session, in the order of the configuration. */
    public Collection<FixSession> sessions() {
        return Collections.unmodifiableCollection(sessions.values());
    }

    /** The configured session of an identity, or null. */
    public FixSession session(SessionID sessionId) {
        return sessions.get(sessionId);
    }

    /**
     * Runs a task on the FIX event loop. Any thread.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the acceptor has stopped
     */
    public void execute(Runnable task) {
        loop.io().execute(task);
    }

    /**
     * Creates a session, which may log on at once. For the FIX event loop only, once it runs.
     *
     * @throws ConfigError if QuickFIX/J does not take its settings
     */
    public FixSession add(SessionConfig config) throws ConfigError {
        FixSession opened = open(config);
        add(opened);
        return opened;
    }

    /**
     * Opens a session and its store. Nobody can log on to it before it is added; one that never will be is to be
     * closed.
     *
     * @throws ConfigError if QuickFIX/J does not take its settings
     * @throws RuntimeException if its store cannot be opened
     */
    public FixSession open(SessionConfig config) throws ConfigError {
        FixSession opened = FixSession.create(config, application, stores);
        opened.audit(audit);
        return opened;
    }

    /** Takes a session that was opened: it may log on at once. For the FIX event loop only, once it runs. */
    public void add(FixSession opened) {
        Map<SessionID, FixSession> changed = new LinkedHashMap<>(sessions);
        changed.put(opened.sessionId(), opened);
        sessions = Collections.unmodifiableMap(changed);
    }

    /** Logs a session out, if it is logged on, and forgets it; its store stays. For the FIX event loop only. */
    public void remove(SessionID sessionId, String reason) {
        FixSession removed = sessions.get(sessionId);
        Map<SessionID, FixSession> changed = new LinkedHashMap<>(sessions);
        changed.remove(sessionId);
        sessions = Collections.unmodifiableMap(changed);
        authenticator.forget(sessionId);
        removed.endWithLogout(reason);
        removed.close();
    }

    /** Which certificates sessions have may have changed: they hold from the next connection on. */
    public void certificatesChanged() {
        if (tls == null) {
            return;
        }
        try {
            tls.sessions(sessions.values().stream().map(FixSession::config).toList());
        } catch (IOException | GeneralSecurityException e) {
            LOG.error("the sessions' certificates cannot be taken up: those from before stay", e);
        }
    }

    /** What a session must log on with has changed. For the FIX event loop only. */
    public void credentialsChanged(SessionID sessionId) {
        authenticator.forget(sessionId);
    }

    private void run() {
        Throwable failure = null;
        try {
            loop.adopt();
            engine.onStart();
            List<ServerSocketChannel> servers = bind();
            while (!stopping) {
                loop.turn();
                if (audit.failure() != null) {
                    throw new IllegalStateException("the audit log cannot be written", audit.failure());
                }
            }
            for (ServerSocketChannel server : servers) {
                ChannelFuture unused = server.close();
            }
            logout();
        } catch (Throwable e) {
            LOG.error("The FIX event loop has failed", e);
            failure = e;
        } finally {
            failure = close(failure);
        }
        if (failure == null) {
            terminated.complete(null);
        } else {
            bound.completeExceptionally(failure);
            terminated.completeExceptionally(failure);
        }
    }

    private List<ServerSocketChannel> bind() throws IOException {
        Admission admission = new Admission(config, System::nanoTime);
        FrontDoor door = new FrontDoor(config, this::session, admission, authenticator, outbox, audit);
        List<ServerSocketChannel> servers = new ArrayList<>();
        ServerSocketChannel plaintext = config.acceptsPlaintext() ? bind(door, null, config.port()) : null;
        ServerSocketChannel secure =
                tls == null ? null : bind(door, tls, config.tls().orElseThrow().port());
        if (plaintext != null) {
            servers.add(plaintext);
        }
        if (secure != null) {
            servers.add(secure);
        }
        bound.complete(new Bound(
                plaintext == null ? null : plaintext.localAddress(), secure == null ? null : secure.localAddress()));
        return servers;
    }

    private ServerSocketChannel bind(FrontDoor door, TlsDoor portTls, int port) throws IOException {
        var binding = new ServerBootstrap()
                .group(loop.io())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                // One accept a turn, so that the rest can wait in the backlog.
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(1).maxMessagesPerRead(1))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(SessionLink.MAX_UNREAD_BYTES / 2, SessionLink.MAX_UNREAD_BYTES))
                .childHandler(door.entrance(portTls))
                .bind(config.host(), port);
        door.server((ServerSocketChannel) binding.channel());
        while (!binding.isDone()) {
            loop.io().runNow();
        }
        if (!binding.isSuccess()) {
            throw new IOException(
                    config.host() + ":" + port + ": " + binding.cause().getMessage(), binding.cause());
        }
        return (ServerSocketChannel) binding.channel();
    }

    private void logout() throws Exception {
        long deadlineNs = System.nanoTime() + LOGOUT_NS;
        if (!forced) {
            sessions.values().stream().filter(FixSession::isLoggedOn).forEach(session -> session.logout("Shutdown"));
            while (isLoggedOn() && System.nanoTime() - deadlineNs < 0) {
                loop.turn();
            }
        }
    }

    private Throwable close(Throwable earlier) {
        Throwable failure = earlier;
        try {
            authenticator.close();
            sessions.values().forEach(session -> session.end("Shutdown"));
            loop.close();
            closeTls();
            engine.onClose();
        } catch (Throwable e) {
            LOG.error("The FIX event loop has not ended cleanly", e);
            failure = failure == null ? e : failure;
        }
        sessions.values().forEach(FixSession::close);
        return failure;
    }
}
