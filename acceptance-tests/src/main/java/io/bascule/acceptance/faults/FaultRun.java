package io.bascule.acceptance.faults;

import io.bascule.acceptance.oracle.VenueProcess;
import io.bascule.acceptance.oracle.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** What a suite is given, and where it says what happened. Reports may come from any thread. */
public final class FaultRun implements AutoCloseable {
    private final String suite;
    private final int count;
    private final long seed;
    private final Random random;
    private final Path jar;
    private final Path scratch;
    private final long serveWithinMs;
    private final Consumer<String> out;
    private final List<VenueProcess> venues = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, String> figures = new LinkedHashMap<>();
    private String skipped = "";

    /**
     * A run that has not begun.
     *
     * @param suite its name.
     * @param count how often to do it.
     * @param jar of the venue.
     * @param scratch a folder that is empty.
     * @param serveWithinMs see {@link #serveWithinMs()}.
     * @param out takes a line of progress.
     */
    public FaultRun(
            String suite, int count, long seed, Path jar, Path scratch, long serveWithinMs, Consumer<String> out) {
        this.suite = suite;
        this.count = count;
        this.seed = seed;
        this.random = new Random(seed);
        this.jar = jar;
        this.scratch = scratch;
        this.serveWithinMs = serveWithinMs;
        this.out = out;
    }

    /** How often to do it. */
    public int count() {
        return count;
    }

    public long seed() {
        return seed;
    }

    /** The run's own, begun with its seed; for the suite's thread. */
    public Random random() {
        return random;
    }

    /** An empty folder, deleted at the end. */
    public Path scratch() {
        return scratch;
    }

    /** From a kill until logons are accepted again, at most. */
    public long serveWithinMs() {
        return serveWithinMs;
    }

    /** The venue's jar, for its other commands. */
    public Path jar() {
        return jar;
    }

    /**
     * A venue that does not run yet, on a free port; its errors go to {@code venue.err} beside its data. It is killed
     * when the suite is over, if it still runs.
     *
     * @param config a bundled configuration, or a folder.
     * @param data its data directory.
     */
    public synchronized VenueProcess venue(String config, Path data) {
        VenueProcess venue = VenueProcess.of(jar, config, data);
        venue.errorTo(data.resolveSibling(data.getFileName() + ".err"));
        venues.add(venue);
        return venue;
    }

    /** Prints a line. */
    public synchronized void progress(String line) {
        out.accept(suite + ": " + line);
    }

    /**
     * Reports something broken.
     *
     * @param rule a to f, or '-' where none of them is meant.
     */
    public void violate(char rule, String where, String what) {
        violations(List.of(new Violation(rule, where, what)));
    }

    /** Reports all that was found broken. */
    public synchronized void violations(List<Violation> found) {
        for (Violation violation : found) {
            violations.add(violation);
            progress("VIOLATION " + violation);
        }
    }

    /** Puts a figure into the suite's report line; the last one of a name counts. */
    public synchronized void figure(String name, String value) {
        figures.put(name, value);
    }

    /** Says that the suite, or a part of it, was not done, and why. */
    public synchronized void skip(String why) {
        skipped = skipped.isEmpty() ? why : skipped + "; " + why;
        progress("SKIPPED " + why);
    }

    synchronized List<Violation> found() {
        return List.copyOf(violations);
    }

    synchronized Map<String, String> figures() {
        return new LinkedHashMap<>(figures);
    }

    synchronized String skipped() {
        return skipped;
    }

    /** Kills what still runs. */
    @Override
    public synchronized void close() {
        venues.forEach(VenueProcess::close);
    }
}
