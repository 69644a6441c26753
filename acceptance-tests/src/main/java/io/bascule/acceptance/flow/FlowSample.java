package io.bascule.acceptance.flow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A piece of order flow sent to a venue that others use too: nothing is compared, and nothing is left open. */
public final class FlowSample {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int IN_FLIGHT = 32;

    private FlowSample() {}

    /**
     * Sends the first events of the recorded flow, or of a generated one where it is not found, and cancels what is
     * then open.
     *
     * @param prefix of each ClOrdID, new for each run.
     * @return what came of it, in words.
     * @throws IOException if a request was refused as a message or not answered.
     */
    public static String send(String host, int port, int sessions, int events, String prefix)
            throws IOException, InterruptedException {
        Optional<Path> file = FlowSource.find(Path.of(""));
        List<MarketEvent> all = file.isPresent() ? FlowSource.read(file.get()) : FlowSource.generate(1, events);
        List<FlowRequest> requests = FlowMapping.map(all.subList(0, Math.min(events, all.size())), sessions, prefix);
        Semaphore window = new Semaphore(IN_FLIGHT);
        List<FlowClient> clients = new ArrayList<>();
        for (int i = 1; i <= sessions; i++) {
            FlowClient client = new FlowClient(host, port, String.format("LOAD%03d", i), window);
            client.logon(true, PATIENCE);
            clients.add(client);
        }
        long fromNs = System.nanoTime();
        sendAll(requests, clients, window);
        double seconds = (System.nanoTime() - fromNs) / 1e9;
        List<FlowRequest> cancels = new ArrayList<>();
        for (FlowRequest request : requests) {
            if (request.kind() == FlowRequest.Kind.PLACE && !request.immediate()) {
                cancels.add(request.cancel(prefix + "end-" + cancels.size()));
            }
        }
        sendAll(cancels, clients, window);
        long trades = 0;
        long reports = 0;
        for (FlowClient client : clients) {
            reports += client.reports().size();
            trades += client.reports().stream()
                    .filter(report -> report.is(150, "F"))
                    .count();
            client.session().close();
        }
        return String.format(
                "%s: %d requests, all answered, in %.1f s; %d fills; its %d orders taken back; %d reports in all",
                file.isPresent() ? "recorded flow" : "generated flow",
                requests.size(),
                seconds,
                trades,
                cancels.size(),
                reports);
    }

    private static void sendAll(List<FlowRequest> requests, List<FlowClient> clients, Semaphore window)
            throws IOException, InterruptedException {
        for (FlowRequest request : requests) {
            acquire(1, window, clients);
            clients.get(request.session()).send(request);
        }
        acquire(IN_FLIGHT, window, clients);
        window.release(IN_FLIGHT);
    }

    private static void acquire(int permits, Semaphore window, List<FlowClient> clients)
            throws IOException, InterruptedException {
        if (!window.tryAcquire(permits, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            StringBuilder why = new StringBuilder("no answer for " + PATIENCE.toSeconds() + " s");
            clients.forEach(client -> why.append(' ').append(client.refusal()));
            throw new IOException(why.toString());
        }
    }
}
