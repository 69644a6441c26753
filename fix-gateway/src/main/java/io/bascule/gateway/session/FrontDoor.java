package io.bascule.gateway.session;

import io.bascule.config.AcceptorConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.SessionID;

/** Lets connections in, and knows what they need: the sessions, the limits, who verifies a logon. */
final class FrontDoor extends ChannelInitializer<SocketChannel> {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final long LOG_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

    private final AcceptorConfig config;
    private final Function<SessionID, FixSession> sessions;
    private final Admission admission;
    private final Authenticator authenticator;
    private final Outbox outbox;
    private ServerSocketChannel server;
    private long turnedAway;
    private long turnedAwayLoggedNs;

    FrontDoor(
            AcceptorConfig config,
            Function<SessionID, FixSession> sessions,
            Admission admission,
            Authenticator authenticator,
            Outbox outbox) {
        this.config = config;
        this.sessions = sessions;
        this.admission = admission;
        this.authenticator = authenticator;
        this.outbox = outbox;
    }

    /** Says which socket to stop listening on while there is no room. */
    void server(ServerSocketChannel channel) {
        server = channel;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        InetSocketAddress remote = channel.remoteAddress();
        if (remote == null) {
            ChannelFuture unused = channel.close();
            return;
        }
        InetAddress address = remote.getAddress();
        if (!admission.admit(address)) {
            onTurnedAway(address);
            ChannelFuture unused = channel.close();
            return;
        }
        channel.pipeline().addLast(new FixConnection(this, channel));
        server.config().setAutoRead(admission.hasRoom());
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

    /** A connection has logged on or is gone. */
    void release(InetAddress address) {
        admission.release(address);
        server.config().setAutoRead(admission.hasRoom());
    }

    /** A logon has failed; its reason is for our log only. */
    void failed(InetAddress address, String reason) {
        LOG.warn("{}: logon refused: {}", address, Redaction.redact(reason));
        admission.failed(address);
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
}
