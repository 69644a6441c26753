package io.bascule.engine.client;

import io.aeron.Aeron;
import io.aeron.Publication;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.codecs.EventCode;
import io.aeron.exceptions.AeronException;
import io.aeron.exceptions.TimeoutException;
import io.aeron.logbuffer.Header;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;

/**
 * A client over Aeron Cluster's ingress and egress, without a thread of its own: {@link #poll()} does all the work
 * that is not an offer. A change of leader ends the connection, since what the old leader had still to send is
 * unknown to the new one: connect anew, and the engine sends what was not acknowledged.
 */
public final class ClusterEngineClient implements EngineClient, EgressListener {
    private static final long KEEP_ALIVE_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int MAX_POLLS = 32;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EngineListener listener;
    private final Aeron aeron;
    private final AeronCluster cluster;
    private final Runnable assist;
    private long nextKeepAliveNs;
    private int delivered;
    private boolean ended;

    private ClusterEngineClient(
            final Aeron aeron,
            final AeronCluster.Context context,
            final Runnable assist,
            final EngineListener listener) {
        this.assist = assist;
        this.aeron = aeron;
        this.listener = listener;
        cluster = AeronCluster.connect(context.egressListener(this));
        nextKeepAliveNs = System.nanoTime() + KEEP_ALIVE_INTERVAL_NS;
    }

    /**
     * Connects to the engine's cluster.
     *
     * @param aeronContext of a client whose conductor the caller's thread invokes; closed with this client.
     * @param channel of ingress and egress.
     * @param egressStreamId that no other client of the driver uses.
     * @param timeout after which it fails.
     * @param waiting for the cluster, at the start.
     * @param assist does on the caller's thread, in {@link #poll()}, what of the engine's own
     *     work lies between a command and its answer; it may do nothing.
     * @param listener of what comes back, called in {@link #poll()}.
     * @throws IllegalStateException if the cluster does not answer in time or refuses.
     */
    public static ClusterEngineClient connect(
            final Aeron.Context aeronContext,
            final String channel,
            final int egressStreamId,
            final Duration timeout,
            final IdleStrategy waiting,
            final Runnable assist,
            final EngineListener listener) {
        Aeron aeron = null;
        try {
            aeron = Aeron.connect(aeronContext);
            final AeronCluster.Context context = new AeronCluster.Context()
                    .aeron(aeron)
                    .ownsAeronClient(false)
                    .ingressChannel(channel)
                    .egressChannel(channel)
                    .egressStreamId(egressStreamId)
                    .messageTimeoutNs(timeout.toNanos())
                    .idleStrategy(waiting)
                    .errorHandler(aeronContext.errorHandler());
            return new ClusterEngineClient(aeron, context, assist, listener);
        } catch (final TimeoutException ex) {
            CloseHelper.quietClose(aeron);
            throw new IllegalStateException("the engine did not answer within " + timeout, ex);
        } catch (final AeronException ex) {
            CloseHelper.quietClose(aeron);
            throw new IllegalStateException("the engine refused the connection", ex);
        }
    }

    @Override
    public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
        checkOpen();
        final long result = cluster.offer(buffer, offset, length);
        if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
            ended = true;
            throw new IllegalStateException("the ingress is closed");
        }
        return result > 0;
    }

    @Override
    public int poll() {
        delivered = 0;
        assist.run();
        int polls = 0;
        while (!hasEnded() && polls++ < MAX_POLLS && cluster.pollEgress() > 0) {
            // pollEgress delivers, a few fragments at a time.
        }
        keepAlive(); // only now, since it takes away streams that have ended, read or not
        return delivered;
    }

    @Override
    public void keepAlive() {
        if (hasEnded()) {
            return;
        }
        aeron.conductorAgentInvoker().invoke();
        final long nowNs = System.nanoTime();
        if (nowNs - nextKeepAliveNs >= 0 && cluster.sendKeepAlive()) {
            nextKeepAliveNs = nowNs + KEEP_ALIVE_INTERVAL_NS;
        }
    }

    @Override
    public boolean isConnected() {
        return !hasEnded() && cluster.ingressPublication().isConnected();
    }

    @Override
    public void close() {
        ended = true;
        CloseHelper.quietCloseAll(cluster, aeron);
    }

    @Override
    public void onMessage(
            final long clusterSessionId,
            final long timestamp,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final Header logHeader) {
        header.wrap(buffer, offset);
        if (length < MessageHeaderDecoder.ENCODED_LENGTH
                || header.schemaId() != MessageHeaderDecoder.SCHEMA_ID
                || header.version() > MessageHeaderDecoder.SCHEMA_VERSION) {
            throw new IllegalStateException("the engine speaks schema " + header.schemaId() + " version "
                    + header.version() + ", this client " + MessageHeaderDecoder.SCHEMA_ID + " version "
                    + MessageHeaderDecoder.SCHEMA_VERSION);
        }
        delivered++;
        listener.onMessage(
                header.templateId(),
                buffer,
                offset + MessageHeaderDecoder.ENCODED_LENGTH,
                header.blockLength(),
                header.version());
    }

    @Override
    public void onSessionEvent(
            final long correlationId,
            final long clusterSessionId,
            final long leadershipTermId,
            final int leaderMemberId,
            final EventCode code,
            final String detail) {
        if (code == EventCode.CLOSED || code == EventCode.ERROR) {
            ended = true;
        }
    }

    @Override
    public void onNewLeader(
            final long clusterSessionId,
            final long leadershipTermId,
            final int leaderMemberId,
            final String ingressEndpoints) {
        ended = true;
    }

    /** Whether this client was closed, the cluster has closed the session, or its leader is gone. */
    private boolean hasEnded() {
        if (!ended && (cluster.isClosed() || cluster.ingressPublication().isClosed())) {
            ended = true;
        }
        return ended;
    }

    private void checkOpen() {
        if (hasEnded()) {
            throw new IllegalStateException("the engine has ended the session, or this client is closed");
        }
    }
}
