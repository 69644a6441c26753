package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.bascule.engine.client.EngineClient;
import io.bascule.engine.order.ExecType;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.Report;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** After warm-up, an order's way through decoder, encoder, retention, egress and client allocates nothing. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 30_000;
    private static final int MEASURED = 20_000;
    private static final int MOST_TIMES = 10;
    private static final int MAX_IN_FLIGHT = 100;

    @TempDir
    private Path dataDirectory;

    private long deliveredBytes;
    private long offered;
    private long answered;

    @Test
    void shouldDecodeOrdersWithoutAllocating() {
        final CommandBuffer command = Commands.restingOrder(new CommandBuffer(), 1);
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(command.buffer(), 0);
        final UnsafeBuffer view = new UnsafeBuffer(0, 0);
        view.wrap(command.buffer(), 0, command.length());
        final RequestDecoder decoder = new RequestDecoder();
        assertNothing(allocated(() -> {
            assertTrue(decoder.decodePlaceOrder(view, header));
            final OrderRequest order = decoder.order();
            deliveredBytes += order.clOrdId.length();
        }));
    }

    @Test
    void shouldEncodeRetainSendAndReleaseEventsWithoutAllocating() {
        final EventLog events = new EventLog();
        final EventEncoder encoder = new EventEncoder(events, new Answers(events));
        final Outlet outlet = new Outlet(1, new CountingEgress());
        outlet.stream(events.cursorAfter(0));
        final Report report = report();
        assertNothing(allocated(() -> {
            report.eventNumber++;
            encoder.onExecutionReport(report);
            outlet.drain(1);
            if (report.eventNumber % 1_000 == 0) {
                events.release(report.eventNumber - 500);
            }
        }));
        assertTrue(deliveredBytes > 0);
    }

    @Test
    void shouldOfferAndPollWithoutAllocating() {
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineOptions.of(dataDirectory));
                EngineClient client = engine.connect(this::onMessage)) {
            final CommandBuffer command = new CommandBuffer();
            // Each is refused at once: answered, but no event.
            command.acknowledgeEvents().gatewayId(1).eventNumber(1);
            assertNothing(allocated(() -> {
                while (offered - answered >= MAX_IN_FLIGHT) {
                    client.poll();
                }
                while (!client.offer(command.buffer(), 0, command.length())) {
                    client.poll();
                }
                offered++;
            }));
        }
    }

    private void onMessage(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        answered++;
    }

    /**
     * Bytes that this thread allocates in the measured runs: the least of a few times. What a run allocates it
     * allocates each time; but the driver polls with iterators that are on the heap until the compiler has come to
     * them, and on a busy machine that may be later than the warm-up.
     */
    private static long allocated(final Runnable run) {
        for (int i = 0; i < WARM_UP; i++) {
            run.run();
        }
        long least = Long.MAX_VALUE;
        for (int time = 0; time < MOST_TIMES && least >= MEASURED; time++) {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < MEASURED; i++) {
                run.run();
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    /** The JVM itself may allocate a little on any thread; one object a run would be 16 bytes a run. */
    private static void assertNothing(final long bytes) {
        assertTrue(bytes < MEASURED, bytes + " bytes in " + MEASURED + " runs");
    }

    private static Report report() {
        final Report report = new Report();
        report.sessionId = 1;
        report.accountId = 1;
        report.instrumentId = 1;
        report.execType = ExecType.NEW;
        report.ordStatus = OrdStatus.NEW;
        report.side = Side.BUY;
        report.ordType = OrdType.LIMIT;
        report.timeInForce = TimeInForce.GTC;
        report.margin.present = true;
        report.clOrdId.set("C1");
        report.copyCount = 1;
        report.copySessionIds[0] = 2;
        report.copyApplSeqNums[0] = 5;
        return report;
    }

    private final class CountingEgress implements Egress {
        @Override
        public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
            deliveredBytes += length;
            return true;
        }

        @Override
        public void close() {}
    }
}
