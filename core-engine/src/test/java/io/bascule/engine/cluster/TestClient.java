package io.bascule.engine.cluster;

import io.bascule.engine.client.EngineClient;
import io.bascule.engine.wire.CommandBuffer;
import java.util.function.BooleanSupplier;

/** A gateway in miniature: sends, polls, and gives up after ten seconds. */
final class TestClient implements AutoCloseable {
    private static final long TIMEOUT_NS = 10_000_000_000L;

    final CommandBuffer command = new CommandBuffer();
    final Received received = new Received();
    private final EngineClient client;
    private long hashes;

    TestClient(final EmbeddedEngine engine) {
        client = engine.connect(received);
    }

    EngineClient client() {
        return client;
    }

    /** Sends the command, however long the ingress is full. */
    void send(final CommandBuffer filled) {
        until(() -> client.offer(filled.buffer(), 0, filled.length()));
    }

    void configure(final int maxRetainedEvents) {
        Commands.configure(command, maxRetainedEvents, this::send);
        until(() -> received.lines.stream().anyMatch(line -> line.startsWith("configured TRUE")));
    }

    /** Connects as a gateway and waits until the engine says so. */
    void connect(final int gatewayId) {
        send(Commands.connect(command, gatewayId));
        until(() -> received.lines.stream().anyMatch(line -> line.startsWith("gateway " + gatewayId)));
    }

    /** Everything sent before has been applied when this returns. */
    long stateHash() {
        final long correlationId = ++hashes;
        send(Commands.requestStateHash(command, correlationId));
        until(() -> received.hashCorrelationId == correlationId);
        return received.stateHash;
    }

    /** Polls until the condition holds. */
    void until(final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (!condition.getAsBoolean()) {
            if (client.poll() == 0) {
                Thread.onSpinWait();
            }
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("nothing came of it within 10 s; the last received: "
                        + received.lines.subList(Math.max(0, received.lines.size() - 10), received.lines.size()));
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
