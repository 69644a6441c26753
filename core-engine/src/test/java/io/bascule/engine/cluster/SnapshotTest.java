package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.bascule.engine.client.EventReplay;
import io.bascule.engine.client.LedgerSpan;
import io.bascule.engine.wire.sbe.CancelRejectedDecoder;
import io.bascule.engine.wire.sbe.ExecutionReportedDecoder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots of a running engine: taken, loaded, damaged, and what they allow to forget. */
@Timeout(120)
class SnapshotTest {
    private static final int GATEWAY = 7;

    @TempDir
    private Path dataDirectory;

    @Test
    void shouldStartFromTheSnapshotOfACleanCloseWithTheSameStateAndEvents() throws IOException {
        final long before;
        try (EmbeddedEngine engine = start();
                TestClient client = new TestClient(engine)) {
            client.configure(1_000);
            client.connect(GATEWAY);
            place(client, 1, 20);
            client.send(Commands.acknowledge(client.command, GATEWAY, 15));
            before = client.stateHash();
        }
        assertEquals(1, snapshotPositions().size());
        try (EmbeddedEngine engine = start();
                TestClient client = new TestClient(engine)) {
            assertEquals(before, client.stateHash());
            client.connect(GATEWAY);
            client.until(() -> client.received.eventNumbers.size() == 5);
            assertEquals(List.of(16L, 17L, 18L, 19L, 20L), client.received.eventNumbers);
            place(client, 21, 21);
            client.until(() -> client.received.lines.contains("21 execution NEW"));
        }
    }

    @Test
    void shouldReplayTheLogBehindASnapshotThatWasTakenOnTheWay() throws Exception {
        final long before;
        try (EngineProcess writer = new EngineProcess(dataDirectory, EngineProcess.Task.WRITE_AND_WAIT)) {
            writer.await("hash");
            EmbeddedEngine.requestSnapshot(dataDirectory);
            writer.kill();
        }
        try (EngineProcess writer = new EngineProcess(dataDirectory, EngineProcess.Task.WRITE_AND_WAIT)) {
            before = writer.await("hash")[0];
        }
        assertEquals(1, snapshotPositions().size());
        try (EmbeddedEngine engine = start();
                TestClient client = new TestClient(engine)) {
            assertEquals(before, client.stateHash());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flipped", "truncated", "missing"})
    void shouldComeToTheSameStateFromTheSnapshotBefore(final String fault) throws Exception {
        final long before = snapshotsAfterOrders(20, 40);
        final List<Long> recordings = snapshotRecordings();
        assertEquals(2, recordings.size());
        damage(recordings.get(1), fault);
        for (int start = 0; start < 2; start++) {
            try (EmbeddedEngine engine = start();
                    TestClient client = new TestClient(engine)) {
                assertEquals(before, client.stateHash());
                assertNull(engine.failure());
            }
        }
    }

    @Test
    void shouldComeToTheSameStateFromTheWholeLogIfTheOnlySnapshotIsDamaged() throws Exception {
        final long before = snapshotsAfterOrders(20);
        damage(snapshotRecordings().get(0), "flipped");
        try (EmbeddedEngine engine = start();
                TestClient client = new TestClient(engine)) {
            assertEquals(before, client.stateHash());
        }
    }

    @Test
    void shouldComeToTheSameStateWhenTheModulesPartOfTheLatestIsDamaged() throws Exception {
        final long before = snapshotsAfterOrders(20, 40);
        damage(recordings(ConsensusModule.Configuration.SERVICE_ID).get(1), "flipped");
        try (EmbeddedEngine engine = start();
                TestClient client = new TestClient(engine)) {
            assertEquals(before, client.stateHash());
        }
    }

    @Test
    void shouldRefuseToStartAndLeaveAllAsItWasIfNoSnapshotCanBeLoaded() throws Exception {
        final long before = snapshotsAfterOrders(20, 40);
        final Path latest = fileOf(snapshotRecordings().get(1));
        final byte[] whole = Files.readAllBytes(latest);
        for (final long recording : snapshotRecordings()) {
            damage(recording, "flipped");
        }
        assertThrows(IllegalStateException.class, this::start);
        assertThrows(IllegalStateException.class, this::start);

        Files.write(latest, whole);
        try (EmbeddedEngine engine = start();
                TestClient client = new TestClient(engine)) {
            assertEquals(before, client.stateHash());
        }
    }

    @Test
    void shouldReadTheLedgerFromTheOldestSnapshotThatIsLeftIfOneWasRemovedMeanwhile() throws Exception {
        snapshotsAfterOrders(20, 40);
        final DataDirectory directory = DataDirectory.look(dataDirectory);
        final Snapshots.Start oldest = Snapshots.oldest(directory);
        final LedgerSpan expected = LoggedLedger.read(directory, oldest, line -> {});
        assertTrue(expected.lastEventNumber() >= 40, expected::toString);
        for (final Snapshots.Start removed : List.of(
                new Snapshots.Start(9_999, oldest.position(), oldest.logRecordingId()),
                new Snapshots.Start(-1, -64, oldest.logRecordingId()))) {
            assertEquals(expected, LoggedLedger.read(directory, removed, line -> {}));
        }
        damage(oldest.snapshotRecordingId(), "missing");
        assertThrows(DamagedLogException.class, () -> LoggedLedger.read(dataDirectory, line -> {}));
    }

    @Test
    void shouldNotDoWithoutTheLatestIfTheOneBeforeOrTheLogBehindItIsGone() throws Exception {
        snapshotsAfterOrders(20, 40);
        try (DataDirectory directory = DataDirectory.lock(dataDirectory)) {
            assertTrue(Snapshots.canDoWithoutLatest(directory));
            Files.delete(fileOf(snapshotRecordings().get(0)));
            assertFalse(Snapshots.canDoWithoutLatest(directory));
        }
    }

    @Test
    void shouldNotWaitForARecordingThatHasEnded() {
        try (MediaDriver driver = MediaDriver.launchEmbedded(
                        new MediaDriver.Context().dirDeleteOnShutdown(true).threadingMode(ThreadingMode.SHARED));
                Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
                ExclusivePublication unrecorded = aeron.addExclusivePublication("aeron:ipc", 7)) {
            final SnapshotWriter writer = new SnapshotWriter(unrecorded, () -> {
                throw new AssertionError("it waits");
            });
            final IllegalStateException ended = assertThrows(IllegalStateException.class, writer::end);
            assertEquals("the snapshot is not recorded: NOT_CONNECTED", ended.getMessage());
        }
    }

    /** Runs an engine that takes a snapshot after each of so many orders, the last at its close; returns its state. */
    private long snapshotsAfterOrders(final int... numbers) throws Exception {
        try (EmbeddedEngine engine = start();
                TestClient client = new TestClient(engine)) {
            client.configure(1_000);
            client.connect(GATEWAY);
            int last = 0;
            for (final int number : numbers) {
                if (last > 0) {
                    take(engine);
                }
                place(client, last + 1, number);
                client.stateHash();
                last = number;
            }
            return client.stateHash();
        }
    }

    @Test
    void shouldKeepTwoSnapshotsAndTheLogBehindTheOlder() throws Exception {
        try (EmbeddedEngine engine = start();
                TestClient client = new TestClient(engine)) {
            client.configure(1_000_000);
            client.connect(GATEWAY);
            long number = 0;
            for (int snapshot = 0; snapshot < 3; snapshot++) {
                for (int i = 0; i < 110_000; i++) {
                    client.send(Commands.cancel(client.command, ++number, number));
                    if (number % 1_000 == 0) {
                        final long seen = number;
                        client.until(() -> client.received.newestEventNumber() >= seen);
                        client.send(Commands.acknowledge(client.command, GATEWAY, seen));
                        client.received.clear();
                    }
                }
                take(engine);
            }
        }
        final Path archive = dataDirectory.resolve("engine").resolve("archive");
        try (Stream<Path> files = Files.list(archive)) {
            final List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            assertFalse(names.contains("0-0.rec"), () -> names.toString());
            // Two snapshots of two recordings each, the log, and what is not recorded.
            assertEquals(
                    4, names.stream().filter(name -> name.endsWith("-0.rec")).count(), () -> names.toString());
        }
        try (EmbeddedEngine engine = start();
                TestClient client = new TestClient(engine)) {
            client.connect(GATEWAY);
            assertEquals(330_000, client.received.lastEventNumber);
        }
    }

    @Test
    void shouldReplayWhatALostGatewayLacksFromTheSnapshotBeforeItWasLost() throws Exception {
        try (EmbeddedEngine engine = start();
                TestClient client = new TestClient(engine)) {
            client.configure(100);
            client.connect(GATEWAY);
            place(client, 1, 40);
            client.send(Commands.acknowledge(client.command, GATEWAY, 30));
            client.stateHash();
            take(engine);
            place(client, 41, 110);
            for (int number = 1; number <= 40; number++) {
                client.send(Commands.cancel(client.command, 1_000 + number, number));
            }
            client.until(() -> !client.client().isConnected());
        }
        try (EmbeddedEngine engine = start();
                TestClient client = new TestClient(engine)) {
            client.connect(GATEWAY);
            final Received connected = client.received;
            assertEquals(30, connected.acknowledgedEventNumber);
            assertEquals(connected.lastEventNumber + 1, connected.heldFromEventNumber);
            assertTrue(connected.catchUpPosition > 0);
            final List<Long> missing = LongStream.rangeClosed(31, connected.lastEventNumber)
                    .boxed()
                    .toList();
            final long last = connected.heldFromEventNumber - 1;
            assertEquals(missing, replayed(engine, client, new EventReplay(connected.catchUpPosition, 30, last)));
            // As far back as the log is kept: the first of the two snapshots has nothing before event 31 any more.
            assertEquals(missing, replayed(engine, client, new EventReplay(EventReplay.OLDEST, 7, last)));
            assertThrows(
                    IllegalStateException.class,
                    () -> replayed(engine, client, new EventReplay(connected.catchUpPosition, 7, last)));
        }
    }

    private static List<Long> replayed(final EmbeddedEngine engine, final TestClient client, final EventReplay replay) {
        final List<Long> numbers = new ArrayList<>();
        engine.replayEvents(
                replay,
                (templateId, buffer, offset, blockLength, version) -> numbers.add(
                        templateId == ExecutionReportedDecoder.TEMPLATE_ID
                                ? new ExecutionReportedDecoder()
                                        .wrap(buffer, offset, blockLength, version)
                                        .eventNumber()
                                : new CancelRejectedDecoder()
                                        .wrap(buffer, offset, blockLength, version)
                                        .eventNumber()),
                client.client()::keepAlive);
        return numbers;
    }

    @Test
    void shouldSayThatNoEngineRunsWhereASnapshotIsAskedFor() {
        final IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> EmbeddedEngine.requestSnapshot(dataDirectory));
        assertTrue(refused.getMessage().startsWith("no engine on " + dataDirectory), refused.getMessage());
    }

    /** A snapshot, while this thread does the engine's work. */
    private static void take(final EmbeddedEngine engine) throws Exception {
        await(engine, engine.takeSnapshot());
    }

    private static void await(final EmbeddedEngine engine, final CompletableFuture<Void> what) throws Exception {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!what.isDone() && System.nanoTime() - deadlineNs < 0) {
            engine.work();
        }
        what.get(0, TimeUnit.SECONDS);
    }

    private EmbeddedEngine start() {
        return EmbeddedEngine.start(EngineOptions.of(dataDirectory));
    }

    private static void place(final TestClient client, final int from, final int to) {
        for (int number = from; number <= to; number++) {
            client.send(Commands.restingOrder(client.command, number));
        }
    }

    private List<Long> snapshotPositions() {
        return snapshots(0).map(entry -> entry.logPosition).toList();
    }

    /** The venue's part of each snapshot, oldest first. */
    private List<Long> snapshotRecordings() {
        return recordings(0);
    }

    private List<Long> recordings(final int serviceId) {
        return snapshots(serviceId).map(entry -> entry.recordingId).toList();
    }

    private Stream<RecordingLog.Entry> snapshots(final int serviceId) {
        try (RecordingLog log = new RecordingLog(DataDirectory.clusterOf(dataDirectory), false)) {
            return List.copyOf(log.entries()).stream()
                    .filter(entry -> Snapshots.isSnapshot(entry) && entry.serviceId == serviceId);
        }
    }

    private Path fileOf(final long recordingId) {
        return dataDirectory.resolve("engine").resolve("archive").resolve(recordingId + "-0.rec");
    }

    private void damage(final long recordingId, final String fault) throws IOException {
        final Path file = fileOf(recordingId);
        if (fault.equals("missing")) {
            Files.delete(file);
            return;
        }
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            if (fault.equals("truncated")) {
                content.setLength(1_024);
            } else {
                content.seek(1_500);
                final int found = content.read();
                content.seek(1_500);
                content.write(found ^ 0x10);
            }
        }
    }
}
