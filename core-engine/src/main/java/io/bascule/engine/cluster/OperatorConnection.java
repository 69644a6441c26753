package io.bascule.engine.cluster;

import io.aeron.Aeron;
import io.bascule.engine.client.ClusterEngineClient;
import io.bascule.engine.client.EngineClient;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.stress.StressReport;
import io.bascule.engine.stress.StressShock;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.OperatorAnsweredDecoder;
import io.bascule.engine.wire.sbe.RequestRefusedDecoder;
import io.bascule.engine.wire.sbe.StressReportedDecoder;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpLock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An operator's way to the engine that runs on a data directory, in another process or this one: through the shared
 * memory of its driver into its log, as a client of its own. One command, or several that belong together; one answer.
 */
final class OperatorConnection {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration DRIVER_TIMEOUT = Duration.ofSeconds(10);
    /** A client takes its own answers only, so several operators may share it; those of gateways are above. */
    private static final int EGRESS_STREAM_ID = 900;

    private final OperatorAnsweredDecoder answer = new OperatorAnsweredDecoder();
    private boolean isAnswered;
    private String refusal;
    private StressReport report;

    private OperatorConnection() {}

    /**
     * Sends a command and waits for its answer.
     *
     * @param fill makes the command.
     * @throws IllegalStateException if no engine runs there, it does not answer, or it refuses; the text says why.
     */
    static void send(final Path dataDirectory, final Consumer<CommandBuffer> fill) {
        final CommandBuffer command = new CommandBuffer();
        fill.accept(command);
        send(dataDirectory, List.of(copy(command)));
    }

    /** Announces margin parameters, and waits for the answer; the same may be thrown. */
    static void announce(final Path dataDirectory, final MarginParameters parameters) {
        final List<DirectBuffer> commands = new ArrayList<>();
        final long correlationId = System.nanoTime() | 1; // not 0, and no other operator's of now
        MarginParameterCommands.forEach(
                parameters, correlationId, new CommandBuffer(), filled -> commands.add(copy(filled)));
        send(dataDirectory, commands);
    }

    /**
     * Asks for a stress report, and waits for it.
     *
     * @throws IllegalStateException if no engine runs there, or it does not answer; the text says why.
     * @throws IllegalArgumentException if it refuses; the text says why.
     */
    static StressReport stress(final Path dataDirectory, final String account, final List<StressShock> shocks) {
        final CommandBuffer command = new CommandBuffer();
        StressRequestCodec.encode(command, 1, account, shocks);
        final OperatorConnection connection = new OperatorConnection();
        final String refusal = connection.ask(dataDirectory, List.of(copy(command)));
        if (refusal != null) {
            throw new IllegalArgumentException(refusal);
        }
        return connection.report;
    }

    private static DirectBuffer copy(final CommandBuffer command) {
        final byte[] bytes = new byte[command.length()];
        command.buffer().getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    private static void send(final Path dataDirectory, final List<DirectBuffer> commands) {
        final String refusal = new OperatorConnection().ask(dataDirectory, commands);
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
    }

    private String ask(final Path dataDirectory, final List<DirectBuffer> commands) {
        final File driver = DataDirectory.driverOf(dataDirectory);
        if (!DataDirectory.isLocked(dataDirectory)) {
            throw new IllegalStateException("no engine runs on " + dataDirectory);
        }
        final IdleStrategy waiting = EngineContexts.idleStrategy();
        final Aeron.Context aeron = new Aeron.Context()
                .aeronDirectoryName(driver.getPath())
                .driverTimeoutMs(DRIVER_TIMEOUT.toMillis())
                .useConductorAgentInvoker(true)
                .clientLock(NoOpLock.INSTANCE)
                .awaitingIdleStrategy(waiting)
                .clientName("operator");
        try (EngineClient client = ClusterEngineClient.connect(
                aeron, EngineContexts.streamChannel(), EGRESS_STREAM_ID, TIMEOUT, waiting, () -> {}, this::onMessage)) {
            final long deadlineNs = System.nanoTime() + TIMEOUT.toNanos();
            int sent = 0;
            while (!isAnswered) {
                if (System.nanoTime() - deadlineNs > 0) {
                    throw new IllegalStateException("the engine did not answer within " + TIMEOUT.toSeconds()
                            + " s: try again, what was done is not done twice");
                }
                while (sent < commands.size()
                        && client.offer(
                                commands.get(sent), 0, commands.get(sent).capacity())) {
                    sent++;
                }
                waiting.idle(client.poll());
            }
            return refusal;
        }
    }

    private void onMessage(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        if (templateId == OperatorAnsweredDecoder.TEMPLATE_ID) {
            answer.wrap(buffer, offset, blockLength, version);
            refusal = answer.accepted() == BooleanType.TRUE ? null : answer.text();
            isAnswered = true;
        } else if (templateId == StressReportedDecoder.TEMPLATE_ID) {
            report = StressReportCodec.decode(buffer, offset, blockLength, version);
            isAnswered = true;
        } else if (templateId == RequestRefusedDecoder.TEMPLATE_ID) {
            refusal = "the engine could not read the command: it is of another version";
            isAnswered = true;
        }
    }
}
