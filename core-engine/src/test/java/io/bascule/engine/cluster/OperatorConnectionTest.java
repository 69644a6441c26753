package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.client.EngineClient;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.OrdType;
import io.bascule.engine.wire.sbe.PlaceOrderEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.Side;
import io.bascule.engine.wire.sbe.TimeInForce;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator's commands to an engine that runs: through the log, each done once. */
@Timeout(60)
final class OperatorConnectionTest {
    private static final long LIMIT_NS = Duration.ofSeconds(40).toNanos();

    private final CommandBuffer command = new CommandBuffer();
    private final Received received = new Received();

    @TempDir
    private Path data;

    @Test
    void shouldSayThatNoEngineRunsThere() {
        final IllegalStateException ex =
                assertThrows(IllegalStateException.class, () -> EmbeddedEngine.bustTrade(data, 1));
        assertEquals("no engine runs on " + data, ex.getMessage());
    }

    @Test
    void shouldBustATradeOnceAndKnowItAfterTheNextStart() {
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineOptions.of(data));
                EngineClient client = engine.connect(received)) {
            Commands.configure(command, 1_000, filled -> offer(client));
            Commands.connect(command, 1);
            offer(client);
            trade(client);
            ask(client, () -> EmbeddedEngine.correctTrade(data, 1, 90_000 * Commands.E8, EmbeddedEngine.UNCHANGED));
            ask(client, () -> EmbeddedEngine.bustTrade(data, 1));
            await(client, () -> received.lines.contains("8 execution TRADE_CANCEL"));
            assertRefused("trade 1 was busted before", client, () -> EmbeddedEngine.bustTrade(data, 1));
            assertRefused("there is no trade 2", client, () -> EmbeddedEngine.bustTrade(data, 2));
        }
        assertEquals(
                List.of(
                        "5 execution TRADE_CORRECT",
                        "6 execution TRADE_CORRECT",
                        "7 execution TRADE_CANCEL",
                        "8 execution TRADE_CANCEL"),
                received.lines.subList(received.lines.indexOf("5 execution TRADE_CORRECT"), received.lines.size()));
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineOptions.of(data));
                EngineClient client = engine.connect(received)) {
            assertRefused("trade 1 was busted before", client, () -> EmbeddedEngine.bustTrade(data, 1));
        }
    }

    @Test
    void shouldPayCollateralInAndOut() {
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineOptions.of(data));
                EngineClient client = engine.connect(received)) {
            Commands.configure(command, 1_000, filled -> offer(client));
            ask(client, () -> EmbeddedEngine.transfer(data, "ACC1", "USDC", 5_000_000));
            ask(client, () -> EmbeddedEngine.transfer(data, "ACC1", "USDC", -5_000_000));
            assertRefused(
                    "there is no account NOBODY", client, () -> EmbeddedEngine.transfer(data, "NOBODY", "USDC", 1));
        }
    }

    private void trade(final EngineClient client) {
        order(1, Side.SELL);
        offer(client);
        order(2, Side.BUY);
        offer(client);
        await(client, () -> received.lines.contains("4 execution TRADE"));
    }

    private void order(final int session, final Side side) {
        final PlaceOrderEncoder encoder = command.placeOrder();
        encoder.sessionId(session).msgSeqNum(1).flags().clear();
        encoder.fault(RejectReason.NONE)
                .side(side)
                .ordType(OrdType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .accountId(session)
                .instrumentId(1)
                .priceE8(90_001 * Commands.E8)
                .orderQtyE8(Commands.E8)
                .conditionsCount(0);
        encoder.clOrdId("C" + session).symbol("").accountName("");
    }

    private void offer(final EngineClient client) {
        await(client, () -> client.offer(command.buffer(), 0, command.length()));
    }

    private static void assertRefused(final String reason, final EngineClient client, final Runnable operation) {
        final CompletionException ex =
                assertThrows(CompletionException.class, () -> ask(client, operation), "it has to be refused");
        assertEquals(reason, ex.getCause().getMessage());
    }

    /** The operator is another thread, as it would be another process; this one has to run the driver meanwhile. */
    private static void ask(final EngineClient client, final Runnable operation) {
        final CompletableFuture<Void> done = CompletableFuture.runAsync(operation);
        await(client, done::isDone);
        done.join();
    }

    private static void await(final EngineClient client, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + LIMIT_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadlineNs < 0, "it takes too long");
            client.poll();
        }
    }
}
