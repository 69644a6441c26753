package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.FixSession;
import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.SessionSettings;
import io.bascule.acceptance.fix.Transcript;
import io.bascule.acceptance.oracle.VenueProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The connection is cut at a random byte of an order or of its report, by an end or a reset, and the order is sent
 * again: as PossResend, by the session's resend, or simply again. There is exactly one order, and its cancel is taken.
 */
final class CutsSuite implements FaultSuite {
    private static final int SESSIONS = 20;
    private static final String PRIME = "PB1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "cuts";
    }

    @Override
    public String what() {
        return "cut a connection between order and report, and send the order again";
    }

    @Override
    public int fullCount() {
        return 1_000;
    }

    @Override
    public int smallCount() {
        return 40;
    }

    @Override
    public void run(FaultRun run) throws Exception {
        VenueProcess venue = run.venue("load", run.scratch().resolve("data"));
        venue.start();
        try (OracleProcess oracle = OracleProcess.before(venue, run.scratch().resolve("oracle"))) {
            FixSession prime = new FixSession(
                    SessionSettings.ofDemo("127.0.0.1", oracle.port(), PRIME, FixVersion.FIX44),
                    new Transcript(PRIME),
                    message -> {});
            prime.logon(true, PATIENCE);
            List<CutDesk> desks = cutAll(run, oracle.port());
            int lost = desks.stream().mapToInt(CutDesk::unreported).sum();
            run.figure("reportsBeforeTheCut", Integer.toString(run.count() - lost));
            run.figure(
                    "logonsTriedAgain",
                    Integer.toString(
                            desks.stream().mapToInt(CutDesk::refusedLogons).sum()));
            for (CutDesk desk : desks) {
                desk.finish();
            }
            prime.synchronise(PATIENCE);
            prime.reread(PATIENCE);
            prime.close();
            Restarts.once(venue, run);
            run.violations(oracle.judge("--prime", PRIME));
        }
    }

    private static List<CutDesk> cutAll(FaultRun run, int port) throws Exception {
        int sessions = Math.min(SESSIONS, run.count());
        ExecutorService threads = Executors.newFixedThreadPool(sessions);
        try {
            List<Future<CutDesk>> futures = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                String compId = String.format("LOAD%03d", i + 1);
                int cuts = run.count() / sessions + (i < run.count() % sessions ? 1 : 0);
                Random random = new Random(run.random().nextLong());
                Callable<CutDesk> work = () -> cut(run, new CutDesk(compId, port, random), cuts);
                futures.add(threads.submit(work));
            }
            List<CutDesk> desks = new ArrayList<>();
            for (Future<CutDesk> future : futures) {
                desks.add(future.get());
            }
            return desks;
        } finally {
            threads.shutdownNow();
        }
    }

    private static CutDesk cut(FaultRun run, CutDesk desk, int cuts) throws IOException, InterruptedException {
        desk.logon();
        for (int i = 0; i < cuts; i++) {
            String wrong = desk.orderAndCut();
            if (!wrong.isEmpty()) {
                run.violate('a', desk.compId(), wrong);
            }
        }
        return desk;
    }
}
