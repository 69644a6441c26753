package io.bascule.gateway.session;

import io.bascule.config.SessionConfig;
import io.bascule.config.TlsConfig;
import io.bascule.config.TlsMaterial;
import io.bascule.gateway.audit.Audit;
import io.bascule.gateway.audit.AuditKind;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the TLS of connections: the JDK's, behind Netty's handler. The slow steps of a handshake run on two threads of
 * its own. The files are looked at again and again; connections that come after a change get what is in them then.
 */
final class TlsDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsDoor.class);
    private static final int THREADS = 2;
    private static final long LOOK_SECONDS = 10;
    private static final long CLOSE_NOTIFY_MILLIS = 1_000;

    /** Suites with forward secrecy and authenticated encryption; the first three are TLS 1.3's. */
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    static {
        // The JDK asks once, at its first handshake: each of them costs us more than the peer.
        if (System.getProperty("jdk.tls.rejectClientInitiatedRenegotiation") == null) {
            System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        }
    }

    private final TlsConfig config;
    private final int handshakeMillis;
    private final Audit audit;
    private final ScheduledThreadPoolExecutor threads;
    private final ScheduledFuture<?> looking;
    private volatile Set<String> pinned = Set.of();
    private volatile SslContext context;
    private List<Object> seen;

    /**
     * Reads the files.
     *
     * @param sessions whose certificates are known by their fingerprints
     * @param handshakeMillis how long a handshake may take
     * @throws IOException if a file cannot be read
     * @throws GeneralSecurityException if the files do not hold what they should
     */
    TlsDoor(TlsConfig config, Collection<SessionConfig> sessions, int handshakeMillis, Audit audit)
            throws IOException, GeneralSecurityException {
        this.config = config;
        this.handshakeMillis = handshakeMillis;
        this.audit = audit;
        seen = look();
        sessions(sessions);
        threads = new ScheduledThreadPoolExecutor(THREADS, task -> {
            Thread thread = new Thread(task, "fix-tls");
            thread.setDaemon(true);
            return thread;
        });
        looking = threads.scheduleWithFixedDelay(this::reload, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Takes up the certificates of these sessions instead of those before; connections that are open stay. */
    synchronized void sessions(Collection<SessionConfig> sessions) throws IOException, GeneralSecurityException {
        Set<String> wanted = fingerprints(sessions);
        context = make(wanted);
        pinned = wanted;
    }

    private static Set<String> fingerprints(Collection<SessionConfig> sessions) {
        return sessions.stream()
                .flatMap(session -> session.credentials().stream())
                .flatMap(credentials -> credentials.certificate().stream())
                .flatMap(certificate -> certificate.fingerprints().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private SslContext make(Set<String> trusted) throws IOException, GeneralSecurityException {
        TlsMaterial material = config.files().read();
        try {
            material.chain().get(0).checkValidity();
        } catch (CertificateException e) {
            LOG.warn("the venue's certificate {} is not valid now: clients will refuse it", material);
        }
        boolean canTrust = !trusted.isEmpty() || !material.authorities().isEmpty();
        return SslContextBuilder.forServer(material.key(), material.chain())
                .sslProvider(SslProvider.JDK)
                .protocols(config.protocols())
                .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .trustManager(new ClientTrust(trusted, material.authorities()))
                .clientAuth(
                        config.requiresCertificate()
                                ? ClientAuth.REQUIRE
                                : canTrust ? ClientAuth.OPTIONAL : ClientAuth.NONE)
                .build();
    }

    /** Takes up the files, if one has changed and all of them are right. */
    synchronized void reload() {
        try {
            List<Object> now = look();
            if (now.equals(seen)) {
                return;
            }
            seen = now;
            context = make(pinned);
            String text = "certificates were read again: " + config.files().read();
            LOG.info("{}", text);
            audit.record(AuditKind.OPERATOR, Audit.NOBODY, Audit.NOBODY, text);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOG.error("the certificates have changed and cannot be taken up: those from before stay", e);
        }
    }

    private List<Object> look() throws IOException {
        List<Object> state = new ArrayList<>();
        for (Path file : config.files().all()) {
            state.add(Files.getLastModifiedTime(file));
            state.add(Files.size(file));
        }
        return state;
    }

    /** The handler of a new connection. */
    SslHandler handler(Channel channel) {
        SslHandler handler = context.newHandler(channel.alloc(), threads);
        handler.setHandshakeTimeoutMillis(handshakeMillis);
        handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
        return handler;
    }

    /** Fingerprints of the certificates that are trusted by themselves, on connections from now on. */
    Set<String> pinned() {
        return pinned;
    }

    @Override
    public void close() {
        looking.cancel(false);
        threads.shutdownNow();
    }
}
