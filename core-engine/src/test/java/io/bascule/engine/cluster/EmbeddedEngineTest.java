package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
}
