package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.oracle.VenueProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Malformed and mutated messages from sessions that are logged on. */
final class MutationsSuite implements FaultSuite {
    /** What the heap may grow by between the first tenth of the messages and the end. */
    private static final int MAX_GROWTH_MIB = 64;

    private static final List<String> CLIENTS = List.of("LOAD001", "LOAD002", "LOAD003", "LOAD004", "LOAD005", "IDX1");

    @Override
    public String name() {
        return "mutations";
    }

    @Override
    public String what() {
        return "malformed and mutated messages from sessions that are logged on";
    }

    @Override
    public int fullCount() {
        return 1_000_000;
    }

    @Override
    public int smallCount() {
        return 10_000;
    }

    @Override
    public void run(FaultRun run) throws Exception {
        try (VenueProcess venue = run.venue("demo", run.scratch().resolve("data"))) {
            venue.start();
            try (VenueMeter meter = new VenueMeter(venue.handle());
                    Bystanders bystanders = Bystanders.start(run, venue)) {
                Set<String> threads = meter.ownThreads();
                send(run, venue.port(), run.count() / 10, run.seed());
                long warmMib = meter.liveMib();
                long fromNs = System.nanoTime();
                long logons = send(run, venue.port(), run.count() - run.count() / 10, run.seed() + 1_000);
                double seconds = (System.nanoTime() - fromNs) / 1e9;
                long endMib = meter.liveMib();
                run.figure("perSecond", String.format("%.0f", run.count() * 0.9 / seconds));
                run.figure("logons", Long.toString(logons));
                run.figure("heapMiB", warmMib + "->" + endMib);
                if (endMib - warmMib > MAX_GROWTH_MIB) {
                    run.violate('-', "heap", "it grew from " + warmMib + " to " + endMib + " MiB");
                }
                if (!threads.equals(meter.ownThreads())) {
                    run.violate('-', "threads", "were " + threads + ", are " + meter.ownThreads());
                }
                bystanders.finish();
            }
        }
    }

    private static long send(FaultRun run, int port, int count, long seed) throws Exception {
        AtomicLong left = new AtomicLong(count);
        ExecutorService pool = Executors.newFixedThreadPool(CLIENTS.size());
        try {
            List<MutationClient> clients = new ArrayList<>();
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < CLIENTS.size(); i++) {
                MutationClient client =
                        new MutationClient(run, port, CLIENTS.get(i), FixVersion.FIX44, seed * 31 + i, left);
                clients.add(client);
                ends.add(pool.submit(() -> {
                    client.run();
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
            if (left.get() > 0) {
                run.violate('-', "clients", "gave up with " + left + " messages left");
            }
            return clients.stream().mapToLong(MutationClient::logons).sum();
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(5, TimeUnit.SECONDS);
        }
    }
}
