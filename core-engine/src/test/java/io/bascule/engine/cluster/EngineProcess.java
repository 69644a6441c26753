package io.bascule.engine.cluster;

import io.bascule.engine.wire.CommandBuffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An engine with one gateway in a process of its own, which can be killed. It speaks in lines of a word and numbers:
 * {@code serving MILLIS LAST_EVENT ACKNOWLEDGED} when it serves, {@code hash HASH}, {@code event NUMBER}.
 */
final class EngineProcess implements AutoCloseable {
    static final int GATEWAY = 7;

    private final Process process;
    private final BufferedReader out;

    /** Starts a process that does one of the {@link Task}s. */
    EngineProcess(final Path dataDirectory, final Task task) throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens",
                        "java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineProcess.class.getName(),
                        dataDirectory.toString(),
                        task.name()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** What the process does once it serves. */
    enum Task {
        /** Places 100 orders, acknowledges half of the events, says its hash, and waits. */
        WRITE_AND_WAIT,
        /** Places orders until it is killed, acknowledging as it goes. */
        WRITE_ON,
        /** Says its hash and waits. */
        READ
    }

    /** The numbers of the next line of this word; lines of other words before it are skipped. */
    long[] await(final String word) throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith(word + ' ')) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the process has ended without saying " + word);
        }
        return List.of(line.split(" ")).stream()
                .skip(1)
                .mapToLong(Long::parseLong)
                .toArray();
    }

    long pid() {
        return process.pid();
    }

    /** Ends it as kill -9 does, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a killed process is still there");
            }
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
        try {
            out.close();
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The child's side: data directory and task. */
    public static void main(final String[] args) {
        final long startNs = System.nanoTime();
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineOptions.of(Path.of(args[0])));
                TestClient client = new TestClient(engine)) {
            final Task task = Task.valueOf(args[1]);
            if (task != Task.READ) {
                client.configure(1_000_000);
            }
            client.connect(GATEWAY);
            final long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
            say("serving " + millis + ' ' + client.received.lastEventNumber + ' '
                    + client.received.acknowledgedEventNumber);
            client.until(() -> client.received.newestEventNumber() >= client.received.lastEventNumber);
            say("replayed " + client.received.eventNumbers.size());
            switch (task) {
                case WRITE_AND_WAIT -> write(client, 100);
                case WRITE_ON -> write(client, Integer.MAX_VALUE);
                default -> {}
            }
            say("hash " + client.stateHash());
            pollForEver(client);
        }
    }

    private static void write(final TestClient client, final int count) {
        final long first = client.received.lastEventNumber + 1;
        final CommandBuffer command = client.command;
        for (long number = first; number < first + count; number++) {
            client.send(Commands.restingOrder(command, number));
            if (number % 50 == 0) {
                final long seen = number;
                client.until(() -> client.received.newestEventNumber() >= seen);
                say("event " + seen);
                if (number % 100 == 0) {
                    client.send(Commands.acknowledge(command, GATEWAY, seen - 50));
                }
                client.received.clear();
            }
        }
    }

    private static void pollForEver(final TestClient client) {
        while (true) {
            client.client().poll();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static void say(final String line) {
        System.out.println(line);
        System.out.flush();
    }
}
