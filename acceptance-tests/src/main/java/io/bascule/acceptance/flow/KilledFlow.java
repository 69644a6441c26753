package io.bascule.acceptance.flow;

import io.bascule.acceptance.oracle.VenueProcess;
import io.bascule.acceptance.oracle.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Order flow over a venue that is killed on the way, as long as the kills need. */
public final class KilledFlow {
    /** Its drop-copy session. */
    public static final String PRIME = "PB1";

    private static final int SESSIONS = 8;
    private static final int WINDOW = 64;
    private static final int EVENTS_PER_KILL = 300;
    private static final int LEAST_EVENTS = 2_000;
    private static final int LEAST_RECORDED_EVENTS = 10_000;
    private static final int KILLS_PER_KILL_IN_START = 4;

    private KilledFlow() {}

    /**
     * What came of it.
     *
     * @param requests that were sent.
     * @param kills that were done, in starts included.
     * @param slowestStart from a kill to the ready line.
     * @param differences from the model.
     * @param violations of the rules, as the clients see them.
     */
    public record Outcome(
            int requests, int kills, Duration slowestStart, List<String> differences, List<Violation> violations) {}

    /**
     * Sends the recorded flow (a generated one where it is not found or too short,
     * or where so few events are needed that the recorded one would not trade) to a fresh venue of the
     * configuration {@code load} that runs, kills it and starts it again on the way, a quarter of the kills in its
     * starts, and leaves it running.
     *
     * @param serveWithinMs from a kill until logons are accepted again, at most.
     */
    public static Outcome run(
            VenueProcess venue, Route route, int kills, long serveWithinMs, long seed, Consumer<String> out)
            throws IOException, InterruptedException {
        List<FlowRequest> requests = requests(Math.max(LEAST_EVENTS, EVENTS_PER_KILL * kills), seed);
        int inStarts = (kills + 1) / KILLS_PER_KILL_IN_START;
        FlowReplay.Plan plan = new FlowReplay.Plan(
                "127.0.0.1", SESSIONS, WINDOW, kills - inStarts, inStarts, seed, List.of(PRIME), serveWithinMs);
        FlowReplay replay = new FlowReplay(plan, venue, route.portAfterStart(venue), route, out);
        replay.run(requests);
        replay.close();
        return new Outcome(
                requests.size(), replay.killed(), replay.slowestStart(), replay.differences(), replay.violations());
    }

    private static List<FlowRequest> requests(int events, long seed) throws IOException {
        Optional<Path> file = FlowSource.find(Path.of(""));
        List<MarketEvent> flow = new ArrayList<>();
        if (file.isPresent() && events >= LEAST_RECORDED_EVENTS) {
            flow.addAll(FlowSource.read(file.get()));
        }
        if (flow.size() < events) {
            flow.clear();
            flow.addAll(FlowSource.generate(seed, events));
        }
        return FlowMapping.map(flow.subList(0, events), SESSIONS, "K");
    }
}
