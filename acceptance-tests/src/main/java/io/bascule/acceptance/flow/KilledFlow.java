package io.bascule.acceptance.flow;

import io.bascule.acceptance.oracle.VenueProcess;
import io.bascule.acceptance.oracle.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Order flow over a venue that is killed on the way, as long as the kills need. */
public final class KilledFlow {
    private static final int SESSIONS = 8;
    private static final int WINDOW = 64;
    private static final int EVENTS_PER_KILL = 400;
    private static final int LEAST_EVENTS = 2_000;
    private static final long SERVE_WITHIN_MS = 5_000;

    private KilledFlow() {}

    /**
     * What came of it.
     *
     * @param requests that were sent.
     * @param differences from the model.
     * @param violations of the rules.
     */
    public record Outcome(int requests, List<String> differences, List<Violation> violations) {}

    /**
     * Starts the venue, sends the recorded flow (a generated one where it is not found or too short), kills and starts
     * again on the way, and leaves the venue running.
     */
    public static Outcome run(VenueProcess venue, int kills, long seed, Consumer<String> out)
            throws IOException, InterruptedException {
        List<FlowRequest> requests = requests(Math.max(LEAST_EVENTS, EVENTS_PER_KILL * kills), seed);
        venue.start();
        FlowReplay.Plan plan = new FlowReplay.Plan(
                "127.0.0.1", SESSIONS, WINDOW, kills, seed, List.of("PB1"), SERVE_WITHIN_MS);
        FlowReplay replay = new FlowReplay(plan, venue, venue.port(), out);
        replay.run(requests);
        replay.close();
        return new Outcome(requests.size(), replay.differences(), replay.violations());
    }

    private static List<FlowRequest> requests(int events, long seed) throws IOException {
        Optional<Path> file = FlowSource.find(Path.of(""));
        List<MarketEvent> flow = new ArrayList<>();
        if (file.isPresent()) {
            flow.addAll(FlowSource.read(file.get()));
        }
        if (flow.size() < events) {
            flow.clear();
            flow.addAll(FlowSource.generate(seed, events));
        }
        return FlowMapping.map(flow.subList(0, events), SESSIONS, "K");
    }
}
