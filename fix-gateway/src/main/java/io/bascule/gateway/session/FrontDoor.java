package io.bascule.gateway.session;

import io.bascule.config.AcceptorConfig;
import io.bascule.gateway.audit.Audit;
import io.bascule.gateway.audit.AuditKind;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.SessionID;

/**
 * Lets connections in, on every port, and knows what they need: the sessions, the limits, who verifies a logon. The
 * ports share the limits.
 */
final class FrontDoor {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final long LOG_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

    /** Of what a refused stranger sent, at most. */
    private static final int MAX_AUDITED_CHARS = 1_024;

    private final AcceptorConfig config;
    private final Function<SessionID, FixSession> sessions;
    private final Admission admission;
    private final Authenticator authenticator;
    private final Outbox outbox;
    private final Audit audit;
    private final List<ServerSocketChannel> servers = new ArrayList<>();
    private long turnedAway;
    private long turnedAwayLoggedNs;
    private long broken;
    private long brokenLoggedNs;

    FrontDoor(
            AcceptorConfig config,
            Function<SessionID, FixSession> sessions,
            Admission admission,
            Authenticator authenticator,
            Outbox outbox,
            Audit audit) {
        this.config = config;
        this.sessions = sessions;
        this.admission = admission;
        this.authenticator = authenticator;
        this.outbox = outbox;
        this.audit = audit;
    }

    /** Says which socket, too, to stop listening on while there is no room. */
    void server(ServerSocketChannel channel) {
        servers.add(channel);
    }

    /**
     * What a port does with a new connection.
     *
     * @param tls of the port; null: none
     */
    ChannelInitializer<SocketChannel> entrance(TlsDoor tls) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                enter(channel, tls);
            }
        };
    }

    private void enter(SocketChannel channel, TlsDoor tls) {
        InetSocketAddress remote = channel.remoteAddress();
        if (remote == null) {
            ChannelFuture unused = channel.close();
            return;
        }
        InetAddress address = remote.getAddress();
        // With two ports both may have accepted one in this turn, though there was room for one.
        if (!admission.hasRoom() || !admission.admit(address)) {
            onTurnedAway(address);
            ChannelFuture unused = channel.close();
            return;
        }
        FixConnection connection = new FixConnection(this, channel, new Transport(channel, tls));
        if (tls != null) {
            channel.pipeline().addLast(new FirstBytes(connection), tls.handler(channel));
        }
        channel.pipeline().addLast(connection);
        listen();
    }

    private void listen() {
        boolean hasRoom = admission.hasRoom();
        for (ServerSocketChannel server : servers) {
            server.config().setAutoRead(hasRoom);
        }
    }

    /** One line a second at most: who is blocked may try as often as it likes. */
    private void onTurnedAway(InetAddress address) {
        turnedAway++;
        long nowNs = System.nanoTime();
        if (turnedAway == 1 || nowNs - turnedAwayLoggedNs >= LOG_INTERVAL_NS) {
            LOG.info(
                    "{}: closed, because its address is blocked or has too many connections; so far {}",
                    address,
                    turnedAway);
            turnedAwayLoggedNs = nowNs;
        }
    }

    /** A stranger's connection or its TLS has failed: lines are as rare as of those that are turned away. */
    void onBroken(String whose, String reason) {
        broken++;
        long nowNs = System.nanoTime();
        if (broken == 1 || nowNs - brokenLoggedNs >= LOG_INTERVAL_NS) {
            LOG.info("{}: {}; so far {}", whose, Redaction.printable(Redaction.redact(reason)), broken);
            brokenLoggedNs = nowNs;
        }
    }

    /** A connection has logged on or is gone. */
    void release(InetAddress address) {
        admission.release(address);
        listen();
    }

    /**
     * A logon was refused; its reason is for our logs only.
     *
     * @param session that it named, if it is one; else {@link Audit#NOBODY}
     * @param text what it sent
     * @param isFailure whether it counts against its address
     */
    void refused(Transport transport, String session, String reason, String text, boolean isFailure) {
        LOG.warn("{}: logon refused: {} {}", transport.source(), session, Redaction.redact(reason));
        String sent = Redaction.redact(text);
        audit.record(
                AuditKind.REFUSED,
                session,
                transport.source(),
                Redaction.redact(reason) + "; sent: " + sent.substring(0, Math.min(sent.length(), MAX_AUDITED_CHARS)));
        if (isFailure && admission.failed(transport.address())) {
            LOG.warn("{}: blocked for {} minutes", transport.address(), config.blockMinutes());
            audit.record(
                    AuditKind.BLOCKED,
                    Audit.NOBODY,
                    transport.source(),
                    "the address, for " + config.blockMinutes() + " minutes");
        }
    }

    AcceptorConfig config() {
        return config;
    }

    FixSession session(SessionID sessionId) {
        return sessions.apply(sessionId);
    }

    Authenticator authenticator() {
        return authenticator;
    }

    Outbox outbox() {
        return outbox;
    }

    Audit audit() {
        return audit;
    }
}
