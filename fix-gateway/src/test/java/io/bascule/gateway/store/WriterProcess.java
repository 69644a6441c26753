package io.bascule.gateway.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.gateway.store.StoreScript.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of its own that does the steps of a script to a store and says after each how many there were. */
final class WriterProcess implements AutoCloseable {
    private static final int WAIT_SECONDS = 30;

    private final Process process;
    private final InputStream said;
    private int number;
    private int done = -1;

    WriterProcess(Path parent, long seed, State from) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--add-opens",
                        "java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriterProcess.class.getName(),
                        parent.toString(),
                        Long.toString(seed),
                        from.line())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        said = process.getInputStream();
    }

    /** Does one step after another without end, and says the number of each, with a full stop, once it is done. */
    @SuppressWarnings("InfiniteLoopStatement") // It is killed.
    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        StoreScript script = new StoreScript(State.parse(args[2]), Long.parseLong(args[1]));
        script.setClock();
        MappedMessageStore store = new StoreFiles(Path.of(args[0])).open(StoreScript.RETENTION_DAYS);
        for (int step = 0; ; step++) {
            out.print(step + ".");
            out.flush();
            script.step(store);
        }
    }

    /** How many steps it has said that it did, once those are so many; -1 if it has not even opened the store. */
    int awaitSteps(int enough) throws IOException {
        while (done < enough) {
            int c = said.read();
            assertTrue(c >= 0, "the writer ended by itself after step " + done);
            hear(c);
        }
        return done;
    }

    /** Kills it; returns how many steps it had said that it did. */
    int kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly();
        for (int c = said.read(); c >= 0; c = said.read()) {
            hear(c);
        }
        assertTrue(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS));
        return done;
    }

    /** Stops it where it is, as a kill would, but that it can go on; returns how many steps it had said that it did. */
    int halt() throws IOException, InterruptedException {
        signal("-STOP");
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (!isHalted()) {
            assertTrue(System.nanoTime() - deadlineNs < 0, "it does not stop");
            Thread.onSpinWait();
        }
        while (said.available() > 0) {
            hear(said.read());
        }
        return done;
    }

    void goOn() throws IOException, InterruptedException {
        signal("-CONT");
    }

    /** A number counts once its full stop is there. */
    private void hear(int c) {
        if (c == '.') {
            done = number;
            number = 0;
        } else {
            number = number * 10 + c - '0';
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(List.of("kill", name, Long.toString(process.pid()))).start();
        assertTrue(kill.waitFor(WAIT_SECONDS, TimeUnit.SECONDS));
    }

    private boolean isHalted() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
