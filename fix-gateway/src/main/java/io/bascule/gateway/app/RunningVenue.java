package io.bascule.gateway.app;

import io.bascule.config.GatewayConfig;
import io.bascule.engine.client.Engine;
import io.bascule.engine.client.LedgerLine;
import io.bascule.engine.client.LedgerSpan;
import io.bascule.engine.cluster.EmbeddedEngine;
import io.bascule.engine.cluster.EngineOptions;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.stress.StressReport;
import io.bascule.engine.stress.StressShock;
import io.bascule.gateway.audit.Audit;
import io.bascule.gateway.audit.AuditKind;
import io.bascule.gateway.audit.AuditLog;
import io.bascule.gateway.mapping.Directory;
import io.bascule.gateway.mapping.OutboundMapper;
import io.bascule.gateway.session.FixAcceptor;
import io.bascule.gateway.session.SteadyClock;
import io.bascule.gateway.store.MappedMessageStoreFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import quickfix.ConfigError;
import quickfix.RuntimeError;

/** Engine, acceptor and the link between them in one process, on one data directory. */
public final class RunningVenue implements AutoCloseable {
    private final Engine engine;
    private final FixAcceptor acceptor;
    private final Directory directory;
    private final EngineLink link;
    private final DiskReserve reserve;
    private final AuditLog audit;
    private final CompletableFuture<Void> ended;
    private final Reconfiguration reconfiguration;
    private final Supplier<GatewayConfig> configuration;
    private OperatorRequests requests;

    private RunningVenue(
            Engine engine,
            FixAcceptor acceptor,
            Directory directory,
            EngineLink link,
            DiskReserve reserve,
            AuditLog audit,
            CompletableFuture<Throwable> failure,
            Reconfiguration reconfiguration,
            Supplier<GatewayConfig> configuration) {
        this.reconfiguration = reconfiguration;
        this.configuration = configuration;
        this.engine = engine;
        this.acceptor = acceptor;
        this.directory = directory;
        this.link = link;
        this.reserve = reserve;
        this.audit = audit;
        this.ended = CompletableFuture.anyOf(
                        acceptor.terminated(), failure.thenCompose(CompletableFuture::failedFuture))
                .thenApply(ignored -> null);
    }

    /**
     * Starts a venue, and returns when it accepts logons.
     *
     * @param config what to run
     * @param data where engine log and FIX stores live; locked while it runs
     * @throws ConfigurationRefusedException if the configuration does not go with what the directory holds
     * @throws IllegalStateException if it cannot be started for another reason, such as a full disk
     */
    public static RunningVenue start(GatewayConfig config, Path data) {
        return start(() -> config, data);
    }

    /**
     * The same.
     *
     * @param configuration what to run, asked again whenever the operator wants it reloaded
     * @throws io.bascule.config.ConfigurationException if that has mistakes
     */
    static RunningVenue start(Supplier<GatewayConfig> configuration, Path data) {
        GatewayConfig config = configuration.get();
        DiskSpace.checkStart(data, config.sessions().size());
        loadVocabularies();
        SteadyClock clock = SteadyClock.install();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        // It is locked here, since the stores lie there too; the loop's thread starts and closes it.
        LedgerKeeper engine = new LedgerKeeper(
                EmbeddedEngine.open(EngineOptions.of(data).withFailureHandler(failure::complete)), data);
        DiskReserve reserve = DiskReserve.watch(data, config.diskReserveMegabytes());
        AuditLog audit = null;
        try {
            audit = AuditLog.open(data.resolve("audit"), config.audit(), clock::nanos);
            audit.record(
                    AuditKind.START,
                    Audit.NOBODY,
                    Audit.NOBODY,
                    "process=" + ProcessHandle.current().pid() + " user=" + System.getProperty("user.name")
                            + " sessions=" + config.sessions().size() + " messages="
                            + config.audit().messages());
            GatewaySessions sessions = new GatewaySessions(reserve);
            Directory directory = new Directory(config.venue());
            OutboundMapper outbound = new OutboundMapper(directory, config.venue());
            EngineLink link = new EngineLink(engine, config, sessions, directory, outbound);
            FixAcceptor acceptor = new FixAcceptor(
                    config.acceptor(),
                    config.sessions(),
                    new GatewayApplication(sessions, link, outbound, reserve),
                    new MappedMessageStoreFactory(data.resolve("fix")),
                    link,
                    audit);
            sessions.addAll(acceptor.sessions());
            RunningVenue venue = new RunningVenue(
                    engine,
                    acceptor,
                    directory,
                    link,
                    reserve,
                    audit,
                    failure,
                    new Reconfiguration(acceptor, sessions, link, config),
                    configuration);
            venue.start(data);
            return venue;
        } catch (IOException e) {
            closeAll(reserve, audit, engine);
            throw new IllegalStateException("the audit log cannot be opened: " + e.getMessage(), e);
        } catch (ConfigError e) {
            closeAll(reserve, audit, engine);
            throw new IllegalStateException("QuickFIX/J does not take the settings: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            closeAll(reserve, audit, engine);
            throw e;
        }
    }

    /** Beside the rest of the start. */
    private static void loadVocabularies() {
        Thread loader = new Thread(OutboundMapper::loadVocabularies, "vocabularies");
        loader.setDaemon(true);
        loader.start();
    }

    private static void closeAll(DiskReserve reserve, AuditLog audit, Engine engine) {
        reserve.close();
        if (audit != null) {
            audit.record(AuditKind.STOP, Audit.NOBODY, Audit.NOBODY, "not started");
            audit.close();
        }
        engine.close();
    }

    /** Does what the operator asks, on the operator's thread. */
    private String answer(Path data, String request) {
        if (request.equals(ReloadCommand.REQUEST)) {
            return reload(configuration.get());
        }
        if (request.startsWith(MarginParametersCommand.REQUEST)) {
            return announce(data, Path.of(request.substring(MarginParametersCommand.REQUEST.length())));
        }
        throw new IllegalArgumentException("the venue does not know how to " + request);
    }

    /** Announces the margin parameters of a file, for the underlyings that the venue has. */
    private String announce(Path data, Path file) {
        MarginParameters parameters =
                ConfiguredMargin.parameters(configuration.get().venue(), file);
        EmbeddedEngine.announce(data, parameters);
        String what = parameters.name() + " is in force from " + Instant.EPOCH.plusNanos(parameters.effectiveTimeNs())
                + ", sha256 " + parameters.sha256();
        audit.record(AuditKind.OPERATOR, Audit.NOBODY, Audit.NOBODY, "margin parameters were announced; " + what);
        return what;
    }

    /**
     * Puts another configuration in force, whole or not at all, and says what has changed. Any thread but the loop's.
     *
     * @throws ConfigurationRefusedException if it is refused
     * @throws IllegalStateException if the venue has ended
     */
    String reload(GatewayConfig changed) {
        CompletableFuture<String> done = new CompletableFuture<>();
        try {
            acceptor.execute(() -> apply(changed, done));
            return CompletableFuture.anyOf(done, acceptor.terminated().thenApply(ignored -> "the venue has ended"))
                    .thenApply(String::valueOf)
                    .join();
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the venue has ended", e);
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** What is no refusal may have left it half done: the next start puts it in force whole. */
    private void apply(GatewayConfig changed, CompletableFuture<String> done) {
        try {
            String what = reconfiguration.apply(changed);
            audit.record(AuditKind.OPERATOR, Audit.NOBODY, Audit.NOBODY, "another configuration is in force; " + what);
            done.complete(what);
        } catch (ConfigurationRefusedException e) {
            done.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            link.fail(new IllegalStateException("a reload was left half done", e));
            done.completeExceptionally(e);
        }
    }

    /** What the operator asks meanwhile waits for the loop. */
    private void start(Path data) {
        try {
            requests = OperatorRequests.serve(data, request -> answer(data, request));
        } catch (RuntimeException e) {
            acceptor.stop(true);
            throw e;
        }
        try {
            acceptor.start();
        } catch (RuntimeError e) {
            requests.close();
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * Has the venue that runs on a data directory, in another process, take a snapshot of its engine, and waits for it.
     *
     * @throws IllegalStateException if none runs there, or it does not take one in time; the text says why
     */
    static void requestSnapshot(Path data) {
        EmbeddedEngine.requestSnapshot(data);
    }

    /**
     * Has the venue that runs on a data directory, in another process, take a trade back, and waits until that is in
     * its log.
     *
     * @throws IllegalStateException if none runs there, or it refuses; the text says why
     */
    public static void bustTrade(Path data, long tradeId) {
        EmbeddedEngine.bustTrade(data, tradeId);
    }

    /**
     * The same for a correction.
     *
     * @param priceE8 of the corrected trade, in 1e-8; null: as it was
     * @param qtyE8 of the corrected trade, in 1e-8, not above what it was; null: as it was
     */
    public static void correctTrade(Path data, long tradeId, Long priceE8, Long qtyE8) {
        EmbeddedEngine.correctTrade(data, tradeId, orUnchanged(priceE8), orUnchanged(qtyE8));
    }

    /**
     * The same for collateral that is paid into an account or out of it.
     *
     * @param units of the currency, in its smallest; negative: paid out
     */
    static void transfer(Path data, String account, String currency, long units) {
        EmbeddedEngine.transfer(data, account, currency, units);
    }

    /**
     * Makes the public ledger again from a data directory's log, whether a venue runs there or not; see {@link
     * EmbeddedEngine#readLedger}.
     */
    static LedgerSpan readLedger(Path data, Consumer<LedgerLine> lines) {
        return EmbeddedEngine.readLedger(data, lines);
    }

    /**
     * Asks the venue that runs on a data directory, in another process, what an account would come to.
     *
     * @throws IllegalStateException if none runs there, or it does not answer; the text says why
     * @throws IllegalArgumentException if it knows no such account or underlying, or a shock is out of range
     */
    static StressReport stress(Path data, String account, List<StressShock> shocks) {
        return EmbeddedEngine.stress(data, account, shocks);
    }

    private static long orUnchanged(Long value) {
        return value == null ? EmbeddedEngine.UNCHANGED : value;
    }

    /** Where it accepts connections over TLS; empty if it does not. */
    public Optional<InetSocketAddress> tlsAddress() {
        return acceptor.tlsAddress();
    }

    /** Where it accepts connections, without TLS if it does. */
    public InetSocketAddress address() {
        return acceptor.localAddress();
    }

    /** First part of every ExecID: when the data directory was first used, in milliseconds since the epoch. */
    public long venueEpoch() {
        return directory.venueEpoch();
    }

    /**
     * Digest of the state that the log was replayed to at the start; after the close, of the state that the next start
     * will find. Equal logs give equal digests.
     */
    public long stateHash() {
        return link.stateHash();
    }

    /** Completes when it has stopped by itself, exceptionally with the reason. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** Logs every session out and stops; what was acknowledged to anybody is in the log and the stores. */
    @Override
    public void close() {
        requests.close();
        acceptor.stop(false);
        audit.record(AuditKind.STOP, Audit.NOBODY, Audit.NOBODY, "stopped");
        audit.close();
        engine.close();
        reserve.close();
    }
}
