package io.bascule.engine.client;

/** An engine that a gateway can reach: for a connection, and for events that are no longer retained for it. */
public interface Engine {
    /**
     * Connects a client, which the calling thread then owns.
     *
     * @throws IllegalStateException if the engine does not answer in time or refuses.
     */
    EngineClient connect(EngineListener listener);

    /**
     * Makes events that are no longer retained again, from the archived log, and hands them over in order. Blocks.
     *
     * @param replay what {@code GatewayConnected} tells of.
     * @param listener of the events, called on this thread.
     * @param whileWaiting called again and again meanwhile.
     * @throws IllegalStateException if the archive does not give them.
     */
    void replayEvents(EventReplay replay, EngineListener listener, Runnable whileWaiting);
}
