package io.bascule.acceptance.faults;

import io.bascule.acceptance.oracle.VenueProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Two hundred sessions that log on at the same moment, send an order each, and are cut. */
final class StormsSuite implements FaultSuite {
    private static final int SESSIONS = 200;
    private static final Duration ALL_ON = Duration.ofSeconds(10);

    /** So that a session that is late is reported with its time, and not as a failure to log on. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "storms";
    }

    @Override
    public String what() {
        return "200 sessions log on at once, send an order each and are cut";
    }

    @Override
    public int fullCount() {
        return 20;
    }

    @Override
    public int smallCount() {
        return 1;
    }

    @Override
    public void run(FaultRun run) throws Exception {
        try (VenueProcess venue = run.venue("load", run.scratch().resolve("data"))) {
            venue.start();
            List<ChurningDesk> desks = new ArrayList<>();
            ExecutorService pool = Executors.newFixedThreadPool(SESSIONS);
            try (Bystanders bystanders = Bystanders.start(run, venue)) {
                for (int i = 1; i <= SESSIONS; i++) {
                    desks.add(new ChurningDesk(bystanders.port(), String.format("LOAD%03d", i)));
                }
                long slowestNs = 0;
                for (int round = 0; round < run.count(); round++) {
                    slowestNs = Math.max(slowestNs, storm(desks, pool));
                    run.progress("round " + (round + 1) + ": all on within " + slowestNs / 1_000_000 + " ms so far");
                }
                run.figure("allOnMs", Long.toString(slowestNs / 1_000_000));
                if (slowestNs > ALL_ON.toNanos()) {
                    run.violate('-', "storm", "not all were logged on within " + ALL_ON.toSeconds() + " s");
                }
                for (ChurningDesk desk : desks) {
                    desk.settle(PATIENCE);
                }
                bystanders.finish();
            } finally {
                pool.shutdownNow();
                pool.awaitTermination(10, TimeUnit.SECONDS);
                desks.forEach(ChurningDesk::close);
            }
        }
    }

    /** One round; returns how long it took until the last was logged on. */
    private static long storm(List<ChurningDesk> desks, ExecutorService pool) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch allOn = new CountDownLatch(desks.size());
        List<Future<?>> ends = new ArrayList<>();
        for (ChurningDesk desk : desks) {
            ends.add(pool.submit(() -> {
                start.await();
                try {
                    desk.logon(PATIENCE);
                } finally {
                    allOn.countDown();
                }
                allOn.await();
                desk.orderAndCut();
                return null;
            }));
        }
        long fromNs = System.nanoTime();
        start.countDown();
        allOn.await();
        long tookNs = System.nanoTime() - fromNs;
        for (Future<?> end : ends) {
            end.get();
        }
        return tookNs;
    }
}
