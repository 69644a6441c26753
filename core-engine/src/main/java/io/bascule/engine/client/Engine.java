package io.bascule.engine.client;

/** An engine that a gateway can reach: for a connection, and for events that are no longer retained for it. */
public interface Engine extends AutoCloseable {
    /**
     * Starts it; from then on it belongs to the calling thread, clients included.
     *
     * @throws IllegalStateException if it cannot be started; the cause says why.
     */
    void start();

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

    /** Ends it, if it was started, and lets go of what it holds. */
    @Override
    void close();
}
