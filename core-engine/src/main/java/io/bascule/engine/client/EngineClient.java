package io.bascule.engine.client;

import org.agrona.DirectBuffer;

/**
 * A gateway's connection to the engine. All calls are made by one thread. After {@code ConnectGateway} was offered
 * the engine answers with registrations, {@code GatewayConnected}, every event not yet acknowledged, and then live
 * events, in event-number order.
 */
public interface EngineClient extends AutoCloseable {
    /**
     * Offers one encoded command (header first) to the log.
     *
     * @return false if the ingress is back-pressured or has no leader: nothing was sent, offer it again later.
     * @throws IllegalStateException if the client is closed or the cluster has closed its session.
     */
    boolean offer(DirectBuffer buffer, int offset, int length);

    /**
     * Delivers what has arrived to the {@link EngineListener}, at most a bounded number of messages, and keeps the
     * session alive.
     *
     * @return how many messages were delivered.
     */
    int poll();

    /** Keeps the session alive without delivering anything; may be called from a listener that takes long. */
    void keepAlive();

    /** Whether the cluster holds the session. */
    boolean isConnected();

    @Override
    void close();
}
