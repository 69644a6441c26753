package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.cluster.EngineProcess.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a real process, and what its successor on the same directory finds. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class KillTest {
    private static final long SERVE_WITHIN_MS = 5_000;

    @TempDir
    private Path dataDirectory;

    @Test
    void shouldServeTheSameStateWithinFiveSecondsAfterAKill() throws IOException {
        final long hash;
        try (EngineProcess first = new EngineProcess(dataDirectory, Task.WRITE_AND_WAIT)) {
            hash = first.await("hash")[0];
        }
        for (int kills = 0; kills < 3; kills++) {
            try (EngineProcess next = new EngineProcess(dataDirectory, Task.READ)) {
                final long[] serving = next.await("serving");
                assertTrue(serving[0] < SERVE_WITHIN_MS, "served after " + serving[0] + " ms");
                assertEquals(100, serving[1], "last event");
                assertEquals(50, serving[2], "acknowledged event");
                assertEquals(50, next.await("replayed")[0], "events sent again");
                assertEquals(hash, next.await("hash")[0], "state hash");
            }
        }
    }

    @Test
    void shouldLoseNoReportedEventWhenKilledWhileWriting() throws IOException {
        long reported = 0;
        for (int kills = 0; kills < 4; kills++) {
            try (EngineProcess writer = new EngineProcess(dataDirectory, Task.WRITE_ON)) {
                final long[] serving = writer.await("serving");
                assertTrue(serving[0] < SERVE_WITHIN_MS, "served after " + serving[0] + " ms");
                assertTrue(serving[1] >= reported, "event " + reported + " was reported, log ends at " + serving[1]);
                assertEquals(serving[1] - serving[2], writer.await("replayed")[0], "events sent again");
                final long target = serving[1] + 500L * (kills + 1);
                while (reported < target) {
                    reported = writer.await("event")[0];
                }
            }
        }
        final long hash;
        try (EngineProcess reader = new EngineProcess(dataDirectory, Task.READ)) {
            assertTrue(reader.await("serving")[1] >= reported);
            hash = reader.await("hash")[0];
        }
        try (EngineProcess reader = new EngineProcess(dataDirectory, Task.READ)) {
            assertEquals(hash, reader.await("hash")[0], "state hash of the same log");
        }
    }

    @Test
    void shouldRefuseASecondProcessAndServeAgainOnceTheFirstIsKilled() throws IOException {
        try (EngineProcess first = new EngineProcess(dataDirectory, Task.WRITE_AND_WAIT)) {
            first.await("hash");
            final DataDirectoryInUseException ex = assertThrows(
                    DataDirectoryInUseException.class, () -> EmbeddedEngine.start(EngineOptions.of(dataDirectory)));
            assertTrue(ex.getMessage().startsWith("the data directory is in use by another engine"), ex.getMessage());
            first.kill();
            try (EmbeddedEngine engine = EmbeddedEngine.start(EngineOptions.of(dataDirectory));
                    TestClient client = new TestClient(engine)) {
                client.connect(EngineProcess.GATEWAY);
                assertEquals(100, client.received.lastEventNumber);
            }
        }
    }
}
