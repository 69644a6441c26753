package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class EmbeddedEngineTest {
    private static final int GATEWAY = 7;

    @TempDir
    private Path dataDirectory;

    @Test
    void shouldReportAnOrderPlacedThroughTheClient() {
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineOptions.of(dataDirectory));
                TestClient client = new TestClient(engine)) {
            client.configure(1_000);
            client.connect(GATEWAY);
            client.send(Commands.restingOrder(client.command, 1));
            client.until(() -> client.received.lines.contains("1 execution NEW"));
            assertEquals(
                    List.of(
                            "configured TRUE current FALSE epoch 20261120 ",
                            "template 121",
                            "template 122",
                            "template 123",
                            "template 123",
                            "template 124",
                            "template 124",
                            "gateway 7 last 0 acknowledged 0",
                            "1 execution NEW"),
                    client.received.lines);
            assertNull(engine.failure());
        }
    }

    @Test
    void shouldServeAgainAfterACleanCloseWithTheSameState() {
        final long before;
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineOptions.of(dataDirectory));
                TestClient client = new TestClient(engine)) {
            client.configure(1_000);
            client.connect(GATEWAY);
            client.send(Commands.restingOrder(client.command, 1));
            before = client.stateHash();
            assertNull(engine.failure());
        }
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineOptions.of(dataDirectory));
                TestClient client = new TestClient(engine)) {
            assertEquals(before, client.stateHash());
            client.connect(GATEWAY);
            client.until(() -> client.received.lines.contains("1 execution NEW"));
        }
    }

    @Test
    void shouldRefuseASecondEngineOnTheSameDirectory() {
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineOptions.of(dataDirectory))) {
            final DataDirectoryInUseException ex = assertThrows(
                    DataDirectoryInUseException.class, () -> EmbeddedEngine.start(EngineOptions.of(dataDirectory)));
            assertTrue(ex.getMessage().contains(dataDirectory.toString()), ex.getMessage());
            assertNull(engine.failure());
        }
    }

    @Test
    void shouldLoseNothingWhenAClientDoesNotPollForAWhile() {
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineOptions.of(dataDirectory));
                TestClient client = new TestClient(engine);
                TestClient slow = new TestClient(engine)) {
            client.configure(1_000_000);
            client.connect(GATEWAY);
            slow.connect(GATEWAY + 1);
            // More than the slow client's egress stream holds: it fills, and the rest waits in the engine.
            final int orders = 30_000;
            for (int number = 1; number <= orders; number++) {
                client.send(Commands.restingOrder(client.command, number));
                client.client().poll();
            }
            client.until(() -> client.received.eventNumbers.size() == orders);
            assertEquals(0, slow.received.eventNumbers.size());
            slow.until(() -> slow.received.eventNumbers.size() == orders);
            assertEquals(LongStream.rangeClosed(1, orders).boxed().toList(), slow.received.eventNumbers);
        }
    }

    @Test
    void shouldRefuseBytesThatAreNoCommandAndServeOn() {
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineOptions.of(dataDirectory));
                TestClient client = new TestClient(engine)) {
            final UnsafeBuffer junk = new UnsafeBuffer(new byte[100]);
            client.until(() -> client.client().offer(junk, 0, 3));
            client.until(() -> client.client().offer(junk, 0, junk.capacity()));
            client.configure(1_000);
            assertEquals(
                    List.of(
                            "refused 0 session 0 seq 0 UNSUPPORTED_VALUE",
                            "refused 0 session 0 seq 0 UNSUPPORTED_VALUE",
                            "configured TRUE current FALSE epoch 20261120 "),
                    client.received.lines);
            assertNull(engine.failure());
        }
    }

    @Test
    void shouldTellAClientThatItsSessionTimedOut() {
        final EngineOptions options = EngineOptions.of(dataDirectory).withSessionTimeout(Duration.ofSeconds(1));
        try (EmbeddedEngine engine = EmbeddedEngine.start(options);
                TestClient idle = new TestClient(engine);
                TestClient busy = new TestClient(engine)) {
            final long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
            busy.until(() -> System.nanoTime() - untilNs > 0);
            idle.until(() -> !idle.client().isConnected());
            assertThrows(IllegalStateException.class, () -> idle.send(Commands.connect(idle.command, GATEWAY)));
            assertTrue(busy.client().isConnected());
        }
    }

    @Test
    void shouldRefuseCallsOfAClosedClient() {
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineOptions.of(dataDirectory))) {
            final TestClient client = new TestClient(engine);
            assertTrue(client.client().isConnected());
            client.close();
            assertEquals(0, client.client().poll());
            assertFalse(client.client().isConnected());
            assertThrows(IllegalStateException.class, () -> client.send(Commands.connect(client.command, GATEWAY)));
        }
    }

    @Test
    void shouldForceTheLogToTheDeviceWhenAsked() {
        final EngineOptions options = EngineOptions.of(dataDirectory).withFileSyncLevel(2);
        try (EmbeddedEngine engine = EmbeddedEngine.start(options);
                TestClient client = new TestClient(engine)) {
            client.configure(1_000);
            client.connect(GATEWAY);
            client.send(Commands.restingOrder(client.command, 1));
            client.until(() -> client.received.lines.contains("1 execution NEW"));
        }
    }

    @Test
    void shouldTellTheFailureHandlerOnceWhenAThreadOfItEnds() throws InterruptedException {
        final List<Throwable> failures = new CopyOnWriteArrayList<>();
        final CountDownLatch told = new CountDownLatch(1);
        final EngineOptions options = EngineOptions.of(dataDirectory).withFailureHandler(failure -> {
            failures.add(failure);
            told.countDown();
        });
        try (EmbeddedEngine engine = EmbeddedEngine.start(options)) {
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("engine-service"))
                    .forEach(Thread::interrupt);
            final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (told.getCount() > 0 && System.nanoTime() - deadlineNs < 0) {
                engine.work();
            }
            assertEquals(0, told.getCount());
            assertEquals(List.of(engine.failure()), failures);
        }
        assertEquals(1, failures.size());
    }

    @Test
    void shouldSayWhyItCannotStartAndLetGoOfTheDirectory() throws IOException {
        final Path archive = dataDirectory.resolve("engine").resolve("archive");
        Files.createDirectories(archive.getParent());
        Files.writeString(archive, "not a directory");
        final IllegalStateException ex =
                assertThrows(IllegalStateException.class, () -> EmbeddedEngine.start(EngineOptions.of(dataDirectory)));
        assertEquals("the engine could not be started", ex.getMessage());
        Files.delete(archive);
        EmbeddedEngine.start(EngineOptions.of(dataDirectory)).close();
    }

    @Test
    void shouldRefuseOptionsOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> EngineOptions.of(dataDirectory)
                .withFileSyncLevel(3));
        assertThrows(IllegalArgumentException.class, () -> EngineOptions.of(dataDirectory)
                .withSessionTimeout(Duration.ofMillis(999)));
    }
}
