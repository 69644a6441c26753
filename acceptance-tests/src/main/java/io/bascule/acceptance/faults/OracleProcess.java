package io.bascule.acceptance.faults;

import io.bascule.acceptance.oracle.VenueProcess;
import io.bascule.acceptance.oracle.Violation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The oracle in a process of its own: all sessions of a run connect to {@link #port}, and it passes them on to the
 * venue and records them. It outlives the venue's restarts. For one thread.
 */
public final class OracleProcess implements AutoCloseable {
    private static final String MAIN = "io.bascule.acceptance.app.AcceptanceMain";
    private static final long ANSWER_SECONDS = 30;
    private static final long JUDGE_MINUTES = 30;

    private final Path folder;
    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final int port;

    private OracleProcess(Path folder, int venuePort) throws IOException, InterruptedException {
        this.folder = folder;
        process = start(List.of(
                "record", "--listen", "0", "--to", "127.0.0.1:" + venuePort, "--out", folder.toString(), "--stdin"));
        Thread output = new Thread(this::follow, "oracle-output");
        output.setDaemon(true);
        output.start();
        String ready = await("oracle ready ");
        String address = ready.substring(ready.indexOf("listen=")).split(" ", 2)[0];
        port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /**
     * Starts recording, and waits until it listens.
     *
     * @param folder for the records.
     * @param venuePort where the venue listens.
     */
    public static OracleProcess start(Path folder, int venuePort) throws IOException, InterruptedException {
        return new OracleProcess(Files.createDirectories(folder), venuePort);
    }

    /** Starts recording what goes to a venue that runs, whose own lines go beside the records from now on. */
    public static OracleProcess before(VenueProcess venue, Path folder) throws IOException, InterruptedException {
        OracleProcess oracle = start(folder, venue.port());
        venue.linesTo(folder.resolve("venue.log"));
        return oracle;
    }

    /** Where sessions connect. */
    public int port() {
        return port;
    }

    /** The venue has moved: from now on connections go there. */
    public void moveTo(int venuePort) throws IOException, InterruptedException {
        String command = "to 127.0.0.1:" + venuePort;
        process.outputWriter(StandardCharsets.UTF_8).write(command + "\n");
        process.outputWriter(StandardCharsets.UTF_8).flush();
        await("oracle " + command);
    }

    /** The venue has started again, perhaps elsewhere: where sessions connect from now on. */
    public int portAfterStart(VenueProcess venue) throws IOException, InterruptedException {
        moveTo(venue.port());
        return port;
    }

    /**
     * Has all judged that was recorded so far, in another process. Every session must have come back and have all of
     * its messages.
     *
     * @param options of {@code oracle judge}.
     */
    public List<Violation> judge(String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("judge", folder.toString()));
        arguments.addAll(List.of(options));
        Process judge = start(arguments);
        judge.getOutputStream().close();
        List<Violation> violations = new ArrayList<>();
        boolean judged = false;
        try (BufferedReader reader = reader(judge)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split("\t", 4);
                if (cells.length == 4 && cells[0].equals("VIOLATION")) {
                    violations.add(new Violation(cells[1].charAt(0), cells[2], cells[3]));
                }
                judged |= line.startsWith("oracle judged ");
            }
        }
        if (!judge.waitFor(JUDGE_MINUTES, TimeUnit.MINUTES) || !judged) {
            judge.destroyForcibly();
            throw new IOException("the judge has not judged " + folder);
        }
        return violations;
    }

    /** Ends the recording; the records stay. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                "oracle"));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private void follow() {
        try (BufferedReader reader = reader(process)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("oracle broke: " + e);
        }
        lines.add("oracle has ended");
    }

    private String await(String beginning) throws IOException, InterruptedException {
        String line = lines.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (line == null || !line.startsWith(beginning)) {
            close();
            throw new IOException("the oracle said " + line + " instead of " + beginning);
        }
        return line;
    }
}
