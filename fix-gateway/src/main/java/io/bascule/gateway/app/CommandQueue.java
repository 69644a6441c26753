package io.bascule.gateway.app;

import io.bascule.engine.client.EngineClient;
import io.bascule.engine.wire.CommandBuffer;
import org.agrona.ExpandableRingBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Commands on their way to the engine, in the order of their requests. Bounded: requests are refused above {@link
 * #REQUEST_BYTES}; the venue's own commands (cancels on disconnect, acknowledgements) have the rest.
 */
final class CommandQueue {
    static final int REQUEST_BYTES = 8 * 1024 * 1024;
    private static final int MAX_BYTES = 2 * REQUEST_BYTES;
    private static final int INITIAL_BYTES = 64 * 1024;
    private static final int DRAIN_LIMIT = 1024;

    private final ExpandableRingBuffer waiting = new ExpandableRingBuffer(INITIAL_BYTES, MAX_BYTES, false);
    private final ExpandableRingBuffer.MessageConsumer offer = this::offer;
    private EngineClient client;

    /** Whether requests of counterparties have to be refused for now. */
    boolean isFull() {
        return waiting.size() >= REQUEST_BYTES;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * Queues the command.
     *
     * @throws IllegalStateException if even the reserve is used up: the engine has not taken anything for long
     */
    void add(CommandBuffer command) {
        if (!waiting.append(command.buffer(), 0, command.length())) {
            throw new IllegalStateException(MAX_BYTES + " bytes of commands are waiting for the engine");
        }
    }

    /**
     * Offers what waits until the engine pushes back.
     *
     * @return 1 if it took any, else 0
     * @throws IllegalStateException if the engine has ended the session
     */
    int drain(EngineClient engine) {
        if (waiting.isEmpty()) {
            return 0;
        }
        client = engine;
        int sizeBefore = waiting.size();
        waiting.consume(offer, DRAIN_LIMIT);
        return sizeBefore == waiting.size() ? 0 : 1;
    }

    /** Forgets what waits. */
    void clear() {
        waiting.consume((buffer, offset, length, headOffset) -> true, Integer.MAX_VALUE);
    }

    private boolean offer(MutableDirectBuffer buffer, int offset, int length, int headOffset) {
        return client.offer(buffer, offset, length);
    }
}
