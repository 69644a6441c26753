package io.bascule.acceptance.flow;

import io.bascule.acceptance.oracle.Judge;
import io.bascule.acceptance.oracle.VenueProcess;
import io.bascule.acceptance.oracle.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay}: order flow over FIX against the reference model and the oracle. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Replay real order flow over FIX, compare every report and account with a naive model, "
                + "and judge rules a to f; with --kills, killing the venue on the way.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all as it must be", "1:a difference or a violation", "2:bad usage"})
public final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "host of a running venue (${DEFAULT-VALUE})")
    private String host;

    @Option(names = "--port", description = "port of a running, fresh venue; without it a venue is started")
    private Integer port;

    @Option(
            names = "--jar",
            defaultValue = "fix-gateway/target/bascule.jar",
            description = "venue to start (${DEFAULT-VALUE})")
    private Path jar;

    @Option(names = "--config", defaultValue = "load", description = "its configuration (${DEFAULT-VALUE})")
    private String config;

    @Option(names = "--data", description = "its data directory; without it one that is deleted at the end")
    private Path data;

    @Option(names = "--flow", description = "flow file; without it shared/data above this folder, else generated")
    private Path flow;

    @Option(names = "--limit", description = "events to take (all; of a generated flow 20000)")
    private Integer limit;

    @Option(names = "--generate", description = "generate the flow even if there is a file")
    private boolean generate;

    @Option(names = "--seed", defaultValue = "1", description = "seed of flow, kills and coins (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--sessions", defaultValue = "8", description = "LOAD sessions (${DEFAULT-VALUE})")
    private int sessions;

    @Option(names = "--window", defaultValue = "64", description = "requests in flight (${DEFAULT-VALUE})")
    private int window;

    @Option(
            names = "--kills",
            defaultValue = "0",
            description = "kill -9 so many times at random moments (${DEFAULT-VALUE})")
    private int kills;

    @Option(
            names = "--serve-within",
            paramLabel = "MS",
            defaultValue = "5000",
            description = "from a kill to logons, at most (${DEFAULT-VALUE})")
    private long serveWithinMs;

    @Option(names = "--drop-copy", defaultValue = "PB1", split = ",", description = "drop copies (${DEFAULT-VALUE})")
    private List<String> dropCopies;

    @Option(names = "--id", defaultValue = "R", description = "prefix of each ClOrdID (${DEFAULT-VALUE})")
    private String prefix;

    @Option(names = "--show", defaultValue = "10", description = "how many of what is wrong (${DEFAULT-VALUE})")
    private int shown;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (port != null && kills > 0) {
            spec.commandLine().getErr().println("a venue that runs elsewhere is not killed: leave out --port");
            return 2;
        }
        List<FlowRequest> requests = FlowMapping.map(events(out), sessions, prefix);
        FlowReplay.Plan plan = new FlowReplay.Plan(host, sessions, window, kills, 0, seed, dropCopies, serveWithinMs);
        if (port != null) {
            FlowReplay replay = new FlowReplay(plan, null, port, line -> say(out, line));
            replay.run(requests);
            replay.close();
            return verdict(out, replay.differences(), replay.violations());
        }
        Path folder = data == null ? Files.createTempDirectory("bascule-replay") : data;
        try (VenueProcess venue = VenueProcess.of(jar, config, folder)) {
            return replay(venue, plan, requests, out);
        } finally {
            if (data == null) {
                DataFolder.delete(folder);
            }
        }
    }

    private int replay(VenueProcess venue, FlowReplay.Plan plan, List<FlowRequest> requests, PrintWriter out)
            throws IOException, InterruptedException {
        say(out, "venue ready in " + venue.start().toMillis() + " ms");
        FlowReplay replay = new FlowReplay(plan, venue, venue.port(), line -> say(out, line));
        replay.run(requests);
        replay.close();
        List<Violation> violations = new ArrayList<>(replay.violations());
        List<String> hashes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int code = venue.stop();
            if (code != 0) {
                violations.add(new Violation('-', "venue", "it ended with " + code + " on SIGTERM"));
            }
            hashes.add(venue.stoppedState());
            Duration start = venue.start();
            hashes.add(venue.value("state"));
            say(out, "replayed its log in " + start.toMillis() + " ms, state " + venue.value("state"));
        }
        violations.addAll(Judge.sameState(hashes));
        return verdict(out, replay.differences(), violations);
    }

    private List<MarketEvent> events(PrintWriter out) throws IOException {
        Optional<Path> file = flow != null ? Optional.of(flow) : FlowSource.find(Path.of(""));
        List<MarketEvent> events;
        if (file.isPresent() && !generate) {
            events = FlowSource.read(file.get());
            say(out, "flow of " + file.get() + ": " + events.size() + " events");
        } else {
            events = FlowSource.generate(seed, limit == null ? 20_000 : limit);
            say(out, "generated flow, seed " + seed + ": " + events.size() + " events");
        }
        return limit == null ? events : events.subList(0, Math.min(limit, events.size()));
    }

    private int verdict(PrintWriter out, List<String> differences, List<Violation> violations) {
        differences.stream().limit(shown).forEach(difference -> say(out, "DIFFERENCE " + difference));
        violations.stream().limit(shown).forEach(violation -> say(out, "VIOLATION " + violation));
        say(out, differences.size() + " differences, " + violations.size() + " violations");
        return differences.isEmpty() && violations.isEmpty() ? 0 : 1;
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
