package io.bascule.acceptance.flow;

import io.bascule.acceptance.fix.FixSession;
import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.fix.SessionSettings;
import io.bascule.acceptance.fix.Transcript;
import io.bascule.acceptance.oracle.Judge;
import io.bascule.acceptance.oracle.VenueProcess;
import io.bascule.acceptance.oracle.Violation;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends a flow of requests over several sessions, a window of them in flight, and kills the venue on the way if asked
 * to. After a kill each session logs on with its next sequence numbers; a coin decides whether it lets the venue have
 * its unanswered requests by resend, or fills that gap and sends them anew as PossResend. At the end everything is
 * compared with the reference model and judged.
 */
final class FlowReplay {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int POLL_MS = 20;
    private static final int LONGEST_FUSE_MICROS = 5_000;
    private static final int LONGEST_START_FUSE_MS = 2_000;

    /**
     * How to replay.
     *
     * @param host of the venue.
     * @param sessions LOAD001 and so on.
     * @param window requests in flight over all sessions; 1: strictly in the order of the flow.
     * @param kills of the venue's process while it serves.
     * @param startKills of it while it starts again after one of those.
     * @param seed of the moments of the kills and of the coins.
     * @param primes drop-copy sessions that watch.
     * @param serveWithinMs from a kill until logons are accepted again, at most.
     */
    record Plan(
            String host,
            int sessions,
            int window,
            int kills,
            int startKills,
            long seed,
            List<String> primes,
            long serveWithinMs) {}

    private final Plan plan;
    private final VenueProcess venue;
    private final Route route;
    private final Consumer<String> out;
    private final Random random;
    private final Semaphore window;
    private final List<FlowClient> clients = new ArrayList<>();
    private final List<FixSession> primes = new ArrayList<>();
    private final List<Transcript> primeTranscripts = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private final List<BigDecimal> cash = new ArrayList<>();
    private volatile long copies;
    private int recoveries;
    private int startKills;
    private Duration slowestStart = Duration.ZERO;

    /**
     * A replay that has not begun.
     *
     * @param venue its process, running; null: one that runs elsewhere.
     * @param port that the sessions call.
     * @param out where progress is printed.
     */
    FlowReplay(Plan plan, VenueProcess venue, int port, Consumer<String> out) {
        this(plan, venue, port, VenueProcess::port, out);
    }

    /**
     * A replay that has not begun, whose sessions call somebody between.
     *
     * @param route says after each start of the venue where the sessions call it.
     */
    FlowReplay(Plan plan, VenueProcess venue, int port, Route route, Consumer<String> out) {
        this.plan = plan;
        this.venue = venue;
        this.route = route;
        this.out = out;
        random = new Random(plan.seed());
        window = new Semaphore(plan.window());
        for (int i = 1; i <= plan.sessions(); i++) {
            clients.add(new FlowClient(plan.host(), port, String.format("LOAD%03d", i), window));
        }
        for (String prime : plan.primes()) {
            Transcript transcript = new Transcript(prime);
            primeTranscripts.add(transcript);
            primes.add(new FixSession(
                    SessionSettings.ofDemo(plan.host(), port, prime, FixVersion.FIX44), transcript, this::countCopy));
        }
    }

    /** Runs it all. What is wrong is then in {@link #differences} and {@link #violations}. */
    void run(List<FlowRequest> requests) throws IOException, InterruptedException {
        for (FixSession prime : primes) {
            prime.logon(true, PATIENCE);
        }
        for (FlowClient client : clients) {
            client.logon(true, PATIENCE);
            AccountView account = client.account(PATIENCE);
            if (account.initialMargin().signum() != 0) {
                throw new IOException(client.account() + " has positions or orders: replay needs a fresh venue");
            }
            cash.add(account.equity());
        }
        long fromNs = System.nanoTime();
        sendAll(requests);
        double seconds = (System.nanoTime() - fromNs) / 1e9;
        out.accept(String.format(
                "sent %d requests over %d sessions, %d in flight, in %.1f s",
                requests.size(), clients.size(), plan.window(), seconds));
        settle();
        compare(requests);
    }

    List<String> differences() {
        return differences;
    }

    List<Violation> violations() {
        return violations;
    }

    /** How often the venue was killed, in its starts included. */
    int killed() {
        return recoveries + startKills;
    }

    /** From a kill to its ready line, at most; zero: it was not killed. */
    Duration slowestStart() {
        return slowestStart;
    }

    /** Logs everyone out. */
    void close() {
        for (FlowClient client : clients) {
            client.session().close();
        }
        for (FixSession prime : primes) {
            prime.close();
        }
    }

    private void sendAll(List<FlowRequest> requests) throws IOException, InterruptedException {
        TreeSet<Integer> killsAt = new TreeSet<>();
        while (killsAt.size() < Math.min(plan.kills(), requests.size())) {
            killsAt.add(random.nextInt(requests.size()));
        }
        for (int i = 0; i < requests.size(); i++) {
            FlowRequest request = requests.get(i);
            acquire();
            clients.get(request.session()).send(request);
            if (killsAt.contains(i)) {
                lightFuse(Duration.ofNanos(1000L * random.nextInt(LONGEST_FUSE_MICROS)));
            }
        }
        for (int i = 0; i < plan.window(); i++) {
            acquire();
        }
    }

    /** Waits for room in the window; if the venue has died meanwhile, brings it back first. */
    private void acquire() throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        do {
            if (venue != null && !venue.isAlive()) {
                recover();
                deadlineNs = System.nanoTime() + PATIENCE.toNanos();
            }
            for (FlowClient client : clients) {
                if (!client.refusal().isEmpty()) {
                    throw new IOException("refused: " + client.refusal());
                }
            }
            if (System.nanoTime() > deadlineNs) {
                throw new IOException("no answer for " + PATIENCE.toSeconds() + " s: " + states());
            }
        } while (!window.tryAcquire(POLL_MS, TimeUnit.MILLISECONDS));
    }

    private void lightFuse(Duration length) {
        Thread fuse = new Thread(
                () -> {
                    try {
                        TimeUnit.NANOSECONDS.sleep(length.toNanos());
                        venue.kill();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "fuse");
        fuse.setDaemon(true);
        fuse.start();
    }

    private void recover() throws IOException, InterruptedException {
        recoveries++;
        long killsInStart = (long) recoveries * plan.startKills() / Math.max(1, plan.kills()) - startKills;
        for (int i = 0; i < killsInStart; i++) {
            Duration fuse = Duration.ofMillis(random.nextInt(LONGEST_START_FUSE_MS));
            boolean ready = venue.startAndKill(fuse);
            out.accept("killed " + fuse.toMillis() + " ms into its start" + (ready ? ", ready" : ""));
            startKills++;
        }
        Duration toReady = venue.start();
        slowestStart = toReady.compareTo(slowestStart) > 0 ? toReady : slowestStart;
        long fromNs = System.nanoTime();
        int port = route.portAfterStart(venue);
        int again = 0;
        for (FixSession prime : primes) {
            prime.moveTo(port);
            prime.logon(false, PATIENCE);
        }
        for (FlowClient client : clients) {
            boolean byHand = random.nextBoolean();
            client.session().moveTo(port);
            client.session().gapFillResends(byHand);
            client.logon(false, PATIENCE);
            again += byHand ? client.sendOutstandingAgain() : 0;
        }
        out.accept(String.format(
                "killed; ready again %d ms after the kill, all resumed %d ms later, %d requests sent again by hand",
                toReady.toMillis(), (System.nanoTime() - fromNs) / 1_000_000, again));
        if (toReady.toMillis() > plan.serveWithinMs()) {
            violations.add(new Violation('-', "restart", "serving again took " + toReady.toMillis() + " ms"));
        }
    }

    /** Waits until everybody has everything. */
    private void settle() throws IOException, InterruptedException {
        for (FlowClient client : clients) {
            client.session().synchronise(PATIENCE);
        }
        long reports = clients.stream()
                .flatMap(client -> client.reports().stream())
                .filter(report -> !report.is(150, "I"))
                .count();
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        for (FixSession prime : primes) {
            prime.synchronise(PATIENCE);
        }
        while (copies < reports * primes.size() && System.nanoTime() < deadlineNs) {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        out.accept(reports + " reports, " + copies + " drop copies");
        reread();
    }

    /** Lets the judge compare every message with its first sending, whatever process sent that. */
    private void reread() throws IOException, InterruptedException {
        long fromNs = System.nanoTime();
        for (FlowClient client : clients) {
            client.session().reread(PATIENCE);
        }
        for (FixSession prime : primes) {
            prime.reread(PATIENCE);
        }
        out.accept(String.format("had everything resent in %.1f s", (System.nanoTime() - fromNs) / 1e9));
    }

    private void compare(List<FlowRequest> requests) throws InterruptedException {
        FlowComparison comparison = new FlowComparison(cash);
        List<List<RawMessage>> reports =
                clients.stream().map(FlowClient::reports).toList();
        comparison.compareReports(requests, reports);
        List<BigDecimal> equities = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            AccountView account = clients.get(i).account(PATIENCE);
            equities.add(account.equity());
            comparison.compareAccount(i, account);
            if (clients.get(i).missingStatus() != 0) {
                differences.add(clients.get(i).account() + ": PossResends without 150=I: "
                        + clients.get(i).missingStatus());
            }
        }
        differences.addAll(comparison.differences());
        List<Transcript> desks = clients.stream().map(FlowClient::transcript).toList();
        violations.addAll(Judge.judge(desks, primeTranscripts));
        BigDecimal deposits = cash.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal fees = reports.stream()
                .flatMap(List::stream)
                .filter(report -> report.is(150, "F"))
                .map(report -> new BigDecimal(report.required(137)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        violations.addAll(Judge.conserved(deposits, equities, fees));
        out.accept("against the model: " + comparison.summary());
        out.accept("money: " + deposits.toPlainString() + " paid in, " + fees.toPlainString() + " fees");
    }

    private synchronized void countCopy(RawMessage message) {
        copies += message.msgType().equals("8") || message.msgType().equals("9") ? 1 : 0;
    }

    private String states() {
        StringBuilder text = new StringBuilder();
        clients.forEach(
                client -> text.append(client.account()).append(client.session().isLoggedOn() ? " on " : " off "));
        return text.toString();
    }
}
