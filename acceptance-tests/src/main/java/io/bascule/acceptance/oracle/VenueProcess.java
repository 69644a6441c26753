package io.bascule.acceptance.oracle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The venue as a process of its own, killed and started again on the same data. For one thread. */
public final class VenueProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);

    private final List<String> command;
    private final List<String> jvmOptions = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path errors;
    private long errorsBefore;
    private volatile Path log;
    private Process process;
    private volatile String readyLine = "";
    private volatile String stoppedLine = "";
    private Thread output;
    private long killedNs;

    /**
     * A venue that does not run yet.
     *
     * @param command that starts it and prints its ready line.
     */
    public VenueProcess(List<String> command) {
        this.command = List.copyOf(command);
    }

    /**
     * A venue of this build that does not run yet, on a free port.
     *
     * @param jar that is run.
     * @param config a bundled configuration, or a folder.
     * @param data its data directory.
     */
    public static VenueProcess of(Path jar, String config, Path data) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new VenueProcess(List.of(
                java, "-jar", jar.toString(), "run", "--config", config, "--data", data.toString(), "--fix-port", "0"));
    }

    /** Options of its JVM, from the next start on. */
    public void jvmOptions(List<String> options) {
        jvmOptions.clear();
        jvmOptions.addAll(options);
    }

    /** A variable of its environment, from the next start on. */
    public void environment(String name, String value) {
        environment.put(name, value);
    }

    /** Where its errors are added to, from the next start on, instead of this process's. */
    public void errorTo(Path file) {
        errors = file;
    }

    /**
     * Where each of its lines goes from now on, after the time (nanoseconds since 1970); what it said when it became
     * ready is the first.
     */
    public void linesTo(Path file) throws IOException {
        log = file;
        if (!readyLine.isEmpty()) {
            note(readyLine);
        }
    }

    /**
     * Starts it and waits for its ready line.
     *
     * @return how long that took; after a kill, from the kill.
     */
    public Duration start() throws IOException, InterruptedException {
        long fromNs = killedNs == 0 ? System.nanoTime() : killedNs;
        killedNs = 0;
        CompletableFuture<String> ready = launch();
        try {
            readyLine = ready.get(START.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            kill();
            throw new IOException("the venue did not become ready: " + command, e);
        }
        return Duration.ofNanos(System.nanoTime() - fromNs);
    }

    /**
     * Starts it and kills it some time later, ready or not.
     *
     * @return whether it was ready.
     */
    public boolean startAndKill(Duration fuse) throws IOException, InterruptedException {
        CompletableFuture<String> ready = launch();
        try {
            readyLine = ready.get(fuse.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("the venue ended in its start: " + command, e);
        } finally {
            kill();
        }
    }

    /**
     * Starts it, and waits until it is ready or has ended by itself.
     *
     * @return its exit code; empty: it is ready.
     */
    public OptionalInt tryStart() throws IOException, InterruptedException {
        killedNs = 0;
        CompletableFuture<String> ready = launch();
        try {
            readyLine = ready.get(START.toMillis(), TimeUnit.MILLISECONDS);
            return OptionalInt.empty();
        } catch (ExecutionException e) {
            return OptionalInt.of(awaitExit(START));
        } catch (TimeoutException e) {
            kill();
            throw new IOException("the venue was neither ready nor ended: " + command, e);
        }
    }

    /** Asks it to end (SIGTERM), and does not wait. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** What it wrote to its errors since it was last started; empty if they go elsewhere. */
    public String errors() throws IOException {
        if (errors == null || !Files.exists(errors)) {
            return "";
        }
        byte[] all = Files.readAllBytes(errors);
        return new String(all, (int) errorsBefore, all.length - (int) errorsBefore, StandardCharsets.UTF_8);
    }

    private CompletableFuture<String> launch() throws IOException {
        errorsBefore = errors != null && Files.exists(errors) ? Files.size(errors) : 0;
        ProcessBuilder builder = new ProcessBuilder(commandLine())
                .redirectError(errors == null ? Redirect.INHERIT : Redirect.appendTo(errors.toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        CompletableFuture<String> ready = new CompletableFuture<>();
        output = new Thread(() -> follow(process, ready), "venue-output");
        output.setDaemon(true);
        output.start();
        return ready;
    }

    private List<String> commandLine() {
        List<String> line = new ArrayList<>(command);
        line.addAll(1, jvmOptions);
        return line;
    }

    /** kill -9, and waits until it is gone. */
    public void kill() throws InterruptedException {
        killedNs = System.nanoTime();
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, and waits until it has ended. */
    public int stop() throws IOException, InterruptedException {
        // Process.destroy() would close its output, and with it lose its last line.
        process.toHandle().destroy();
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("the venue did not end on SIGTERM");
        }
        output.join();
        return process.exitValue();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The process, started. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /**
     * Waits until it ends by itself.
     *
     * @return its exit code.
     * @throws IOException if it has not ended in time.
     */
    public int awaitExit(Duration patience) throws IOException, InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("the venue has not ended within " + patience.toSeconds() + " s");
        }
        output.join();
        return process.exitValue();
    }

    /** Where it listens. */
    public int port() {
        String address = value("fix");
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** A {@code key=value} of the ready line; empty if there is none. */
    public String value(String key) {
        return value(readyLine, key);
    }

    /** The state that the last clean end left, as it said itself; empty if it did not. */
    public String stoppedState() {
        return value(stoppedLine, "state");
    }

    private static String value(String line, String key) {
        for (String word : line.split(" ", -1)) {
            if (word.startsWith(key + "=")) {
                return word.substring(key.length() + 1);
            }
        }
        return "";
    }

    @Override
    public void close() {
        if (isAlive()) {
            process.destroyForcibly().onExit().join();
        }
    }

    private void follow(Process process, CompletableFuture<String> ready) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                note(line);
                if (line.startsWith("bascule ready")) {
                    ready.complete(line);
                } else if (line.startsWith("bascule stopped")) {
                    stoppedLine = line;
                }
            }
            ready.completeExceptionally(new IOException("it ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    private void note(String line) throws IOException {
        Path file = log;
        if (file != null) {
            long timeNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
            Files.writeString(file, timeNs + " " + line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
