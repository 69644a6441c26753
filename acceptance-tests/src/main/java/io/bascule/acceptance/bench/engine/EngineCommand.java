package io.bascule.acceptance.bench.engine;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench engine}: the engine by itself, beside exchange-core and against fixed bars. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measure the engine by itself: beside exchange-core, and against fixed bars.")
public final class EngineCommand implements Callable<Integer> {
    private static final String BOOK = "book";
    private static final String PEER_BOOK = "peer-book";
    private static final String VENUE = "venue";
    private static final String REPLAY_BAR_S = "10";

    /** What can be measured. */
    enum Part {
        BOOK,
        VENUE,
        PORTFOLIOS,
        MICRO,
        MEMORY,
        REPLAY
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--parts",
            split = ",",
            defaultValue = "book,venue,portfolios,micro,memory,replay",
            description = "what is measured: ${COMPLETION-CANDIDATES} (all)")
    private List<Part> parts;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "how often each contender is started, in turn (${DEFAULT-VALUE})")
    private int runs;

    @Option(
            names = "--commands",
            paramLabel = "N",
            defaultValue = "3000000",
            description = "commands of a flow (${DEFAULT-VALUE})")
    private int commands;

    @Option(names = "--seed", defaultValue = "1", description = "of the flow (${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--peer-wait",
            paramLabel = "STRATEGY",
            defaultValue = "YIELDING",
            description = "how exchange-core's threads wait: YIELDING, BLOCKING, BUSY_SPIN (${DEFAULT-VALUE})")
    private String peerWait;

    @Option(
            names = "--jvm-options",
            split = " ",
            paramLabel = "OPTIONS",
            defaultValue = "-Xms4g -Xmx4g -XX:+AlwaysPreTouch -XX:+UseParallelGC",
            description = "of every contender alike, in one argument (${DEFAULT-VALUE})")
    private List<String> jvmOptions;

    @Override
    public Integer call() throws IOException, InterruptedException, RunnerException {
        PrintWriter out = spec.commandLine().getOut();
        Contest contest = new Contest(out, jvmOptions, runs, seed);
        if (parts.contains(Part.BOOK)) {
            contest.compare("book", BOOK, PEER_BOOK, 1, commands);
        }
        if (parts.contains(Part.VENUE)) {
            contest.compare("state_machine", VENUE, "peer-core:" + peerWait, 1, commands);
        }
        if (parts.contains(Part.PORTFOLIOS)) {
            contest.compare(
                    "state_machine_50_instruments", VENUE, "peer-core:" + peerWait, BenchVenue.INSTRUMENTS, commands);
        }
        if (parts.contains(Part.MICRO)) {
            MicroBenchmarks.run(out);
        }
        if (parts.contains(Part.MEMORY)) {
            print(out, "resting_order", contest.median("memory", 1, 1), "bytes", 300);
        }
        if (parts.contains(Part.REPLAY)) {
            int replayed = 10_000_000;
            double seconds = replayed / contest.median(VENUE, 1, replayed);
            print(out, "replay_10_million", seconds, "s", Double.parseDouble(REPLAY_BAR_S));
        }
        return 0;
    }

    /** An absolute figure, and its ratio to the bar. */
    static void print(PrintWriter out, String name, double value, String unit, double bar) {
        out.println(String.format(Locale.ROOT, "figure %s %.3f %s", name, value, unit));
        out.println(String.format(Locale.ROOT, "ratio %s %.3f", name, value / bar));
        out.flush();
    }
}
