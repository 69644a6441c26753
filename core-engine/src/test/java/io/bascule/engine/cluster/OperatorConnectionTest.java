package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.client.EngineClient;
import io.bascule.engine.stress.ShockKind;
import io.bascule.engine.stress.StressReport;
import io.bascule.engine.stress.StressShock;
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

    /** The state's hash covers the number of the last event, too. */
    @Test
    void shouldAnswerAStressReportAndLeaveStateAndEventsAsTheyWere() {
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineOptions.of(data));
                EngineClient client = engine.connect(received)) {
            Commands.configure(command, 1_000, filled -> offer(client));
            Commands.connect(command, 1);
            offer(client);
            trade(client);
            final long before = hash(client);
            final StressShock price =
                    new StressShock(ShockKind.PRICE, List.of(new StressShock.Move("BTC", -100_000)), 0, 0);
            final StressShock oracle = new StressShock(ShockKind.ORACLE, List.of(new StressShock.Move("BTC", 0)), 0, 0);
            final StressShock funding = new StressShock(ShockKind.FUNDING, List.of(), 1_000_000, 8);

            final StressReport report = stress(client, "ACC2", price, oracle, funding);

            assertEquals("ACC2", report.account());
            assertEquals(Commands.E8, report.positions().get(0).positionE8());
            final long moved = report.outcomes().get(0).figures().equityMicros();
            assertEquals(-9_000_000_000L, moved - report.now().equityMicros());
            assertTrue(report.outcomes().get(1).isLiquidationHeld());
            assertEquals(-90_000_000, report.fundings().get(0).units());
            assertTrue(report.scenarios().size() > 1);
            final CompletionException ex =
                    assertThrows(CompletionException.class, () -> stress(client, "NOBODY", price));
            assertEquals(IllegalArgumentException.class, ex.getCause().getClass());
            assertEquals("there is no account NOBODY", ex.getCause().getMessage());
            assertEquals(before, hash(client));
        }
    }

    private StressReport stress(final EngineClient client, final String account, final StressShock... shocks) {
        final CompletableFuture<StressReport> report =
                CompletableFuture.supplyAsync(() -> EmbeddedEngine.stress(data, account, List.of(shocks)));
        await(client, report::isDone);
        return report.join();
    }

    private long hash(final EngineClient client) {
        received.stateHash = 0;
        Commands.requestStateHash(command, 99);
        offer(client);
        await(client, () -> received.stateHash != 0);
        return received.stateHash;
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
