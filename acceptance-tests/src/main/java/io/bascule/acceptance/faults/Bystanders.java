package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.FixSession;
import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.Inbox;
import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.fix.SessionSettings;
import io.bascule.acceptance.fix.Transcript;
import io.bascule.acceptance.flow.AccountView;
import io.bascule.acceptance.oracle.VenueProcess;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sessions that go about their business while others are abused: DESK1 and DESK2 trade with each other in SOL-PERP,
 * which nobody else may touch, from accounts without coins (what those are worth moves with the index), and PB1 gets
 * the copies. Each order must be answered. Latency is from the time at which an order was due to the first report with
 * its ClOrdID. They go through the oracle, as may others that are to be judged; at the end it judges rules a to e.
 */
final class Bystanders implements AutoCloseable {
    /** More than enough: marks move once a second, a round takes milliseconds. */
    private static final int EQUITY_ROUNDS = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ANSWER_SECONDS = 10;
    private static final int ORDERS_PER_SECOND = 20;

    private final FaultRun run;
    private final OracleProcess oracle;
    private final Desk[] desks;
    private final FixSession prime;
    private final Thread trader = new Thread(this::trade, "bystanders");
    private Histogram latencies = new Histogram(3);
    private volatile boolean stopping;
    private long orders;

    /** One that trades. */
    private static final class Desk {
        final String compId;
        final String account;
        final FixSession session;
        final Inbox others = new Inbox();
        final Map<String, CompletableFuture<Long>> unanswered = new ConcurrentHashMap<>();

        Desk(int port, String compId, String account, FixVersion version) {
            this.compId = compId;
            this.account = account;
            session = new FixSession(
                    SessionSettings.ofDemo("127.0.0.1", port, compId, version),
                    new Transcript(compId),
                    this::onMessage);
        }

        BigDecimal askEquity(String id) throws InterruptedException {
            session.send("U1", "20001=" + id + "|1=" + account);
            return AccountView.of(others.take(message -> message.is(20001, id), PATIENCE))
                    .equity();
        }

        private void onMessage(RawMessage message) {
            if (!message.msgType().equals("8")) {
                others.accept(message);
                return;
            }
            long nowNs = System.nanoTime();
            CompletableFuture<Long> waiting = unanswered.remove(message.required(11));
            if (waiting != null) {
                waiting.complete(nowNs);
            }
        }
    }

    private Bystanders(FaultRun run, OracleProcess oracle) {
        this.run = run;
        this.oracle = oracle;
        int port = oracle.port();
        desks = new Desk[] {
            new Desk(port, "DESK1", "DESK1-B", FixVersion.FIX44),
            new Desk(port, "DESK2", "DESK2-A", FixVersion.FIX50SP2)
        };
        prime = new FixSession(
                SessionSettings.ofDemo("127.0.0.1", port, "PB1", FixVersion.FIX44),
                new Transcript("PB1"),
                message -> {});
    }

    /** Where sessions connect that are to be judged too. */
    int port() {
        return oracle.port();
    }

    /** Logs them on to a venue of configuration {@code demo} or {@code load}, fresh, and lets them trade. */
    static Bystanders start(FaultRun run, VenueProcess venue) throws IOException, InterruptedException {
        OracleProcess oracle = OracleProcess.before(venue, run.scratch().resolve("oracle"));
        Bystanders bystanders = new Bystanders(run, oracle);
        bystanders.prime.logon(true, PATIENCE);
        for (Desk desk : bystanders.desks) {
            desk.session.logon(true, PATIENCE);
            desk.askEquity("BEGIN");
        }
        bystanders.trader.start();
        return bystanders;
    }

    /** Their latencies since the last call, in nanoseconds. */
    synchronized Histogram takeLatencies() {
        Histogram taken = latencies;
        latencies = new Histogram(3);
        return taken;
    }

    /** A percentile of latencies in microseconds, as figures show it. */
    static String micros(Histogram latencies, double percentile) {
        return Long.toString(latencies.getValueAtPercentile(percentile) / 1000);
    }

    /** Stops trading, has everybody judged, and reports orders and latency. Whoever else traded has come to an end. */
    void finish() throws IOException, InterruptedException {
        Histogram taken = takeLatencies();
        stop();
        run.figure("bystanderOrders", Long.toString(orders));
        run.figure("p50us", micros(taken, 50));
        run.figure("p99us", micros(taken, 99));
        run.figure("maxUs", micros(taken, 100));
        for (Desk desk : desks) {
            desk.session.synchronise(PATIENCE);
        }
        askEquitiesAtOneMark();
        for (Desk desk : desks) {
            desk.session.reread(PATIENCE);
        }
        prime.synchronise(PATIENCE);
        prime.reread(PATIENCE);
        run.violations(oracle.judge("--prime", "PB1"));
    }

    /**
     * Their equities add up at one mark only, and a mark may move between two questions: they are asked until two
     * rounds say the same, so that all of them stood as the last round says when it began.
     */
    private void askEquitiesAtOneMark() throws InterruptedException {
        List<BigDecimal> before = List.of();
        for (int round = 1; round <= EQUITY_ROUNDS; round++) {
            List<BigDecimal> equities = new ArrayList<>();
            for (Desk desk : desks) {
                equities.add(desk.askEquity("END" + round));
            }
            if (equities.equals(before)) {
                return;
            }
            before = equities;
        }
    }

    private void trade() {
        long intervalNs = TimeUnit.SECONDS.toNanos(1) / ORDERS_PER_SECOND;
        long fromNs = System.nanoTime();
        while (!stopping) {
            long dueNs = fromNs + orders * intervalNs;
            for (long now = System.nanoTime(); now < dueNs && !stopping; now = System.nanoTime()) {
                LockSupport.parkNanos(dueNs - now);
            }
            if (!stopping && !order(dueNs)) {
                return;
            }
        }
    }

    /** One sells and rests, the other buys it; then the other way round. */
    private boolean order(long dueNs) {
        long number = orders++;
        Desk desk = desks[(int) ((number + 1) / 2 % 2)];
        boolean rests = number % 2 == 0;
        String clOrdId = "BY-" + number;
        CompletableFuture<Long> answer = new CompletableFuture<>();
        desk.unanswered.put(clOrdId, answer);
        desk.session.send(
                "D",
                "11=" + clOrdId + "|1=" + desk.account + "|55=SOL-PERP|54=" + (rests ? 2 : 1)
                        + "|38=0.1|40=2|44=150|59=" + (rests ? 1 : 3) + "|60=" + FixSession.now());
        try {
            long answeredNs = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            synchronized (this) {
                latencies.recordValue(Math.max(0, answeredNs - dueNs));
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        } catch (TimeoutException | ExecutionException e) {
            String state = desk.session.isLoggedOn() ? "still logged on" : "no longer logged on";
            run.violate('a', desk.compId, clOrdId + " had no answer in " + ANSWER_SECONDS + " s; " + state);
            return false;
        }
    }

    private void stop() throws InterruptedException {
        stopping = true;
        LockSupport.unpark(trader);
        trader.join();
    }

    @Override
    public void close() {
        stopping = true;
        trader.interrupt();
        for (Desk desk : desks) {
            desk.session.close();
        }
        prime.close();
        oracle.close();
    }
}
