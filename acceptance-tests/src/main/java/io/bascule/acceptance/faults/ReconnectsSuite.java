package io.bascule.acceptance.faults;

import io.bascule.acceptance.oracle.VenueProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sessions that log on, send one order and are cut, again and again, their numbers continued. */
final class ReconnectsSuite implements FaultSuite {
    private static final int SESSIONS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "reconnects";
    }

    @Override
    public String what() {
        return "log on, send an order, be cut, and again";
    }

    @Override
    public int fullCount() {
        return 5000;
    }

    @Override
    public int smallCount() {
        return 100;
    }

    @Override
    public void run(FaultRun run) throws Exception {
        try (VenueProcess venue = run.venue("load", run.scratch().resolve("data"))) {
            venue.start();
            List<ChurningDesk> desks = new ArrayList<>();
            try (Bystanders bystanders = Bystanders.start(run, venue)) {
                for (int i = 1; i <= SESSIONS; i++) {
                    desks.add(new ChurningDesk(bystanders.port(), String.format("LOAD%03d", i)));
                }
                long fromNs = System.nanoTime();
                churn(run, desks);
                double seconds = (System.nanoTime() - fromNs) / 1e9;
                run.figure("reconnectsPerSecond", String.format("%.0f", run.count() / seconds));
                for (ChurningDesk desk : desks) {
                    desk.settle(PATIENCE);
                }
                bystanders.finish();
            } finally {
                desks.forEach(ChurningDesk::close);
            }
        }
    }

    private static void churn(FaultRun run, List<ChurningDesk> desks) throws Exception {
        AtomicInteger left = new AtomicInteger(run.count());
        ExecutorService pool = Executors.newFixedThreadPool(desks.size());
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (ChurningDesk desk : desks) {
                ends.add(pool.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        desk.logon(PATIENCE);
                        desk.orderAndCut();
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(10, TimeUnit.SECONDS);
        }
    }
}
