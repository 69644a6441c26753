package io.bascule.acceptance.faults;

import io.bascule.acceptance.oracle.VenueProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Strangers before logon, of each kind so many: they must be gone within 5 s and nobody may notice them. */
final class HostileSuite implements FaultSuite {
    /** The deadline of 5 s, and what a busy machine may add to it. */
    private static final double MAX_SECONDS = 5.5;

    private static final int AT_ONCE = 48;

    /** Not exempt from the cap of 8 connections an address; 127.0.0.8 and 127.0.0.9 are for {@link CapsCheck}. */
    private static final int CAPPED_ADDRESSES = 6;

    @Override
    public String name() {
        return "hostile";
    }

    @Override
    public String what() {
        return "strangers before logon, of each kind: 2 GB BodyLength, slow drip, silence, junk";
    }

    @Override
    public int fullCount() {
        return 500;
    }

    @Override
    public int smallCount() {
        return 6;
    }

    @Override
    public void run(FaultRun run) throws Exception {
        try (VenueProcess venue = run.venue("demo", run.scratch().resolve("data"))) {
            venue.start();
            try (VenueMeter meter = new VenueMeter(venue.handle());
                    Bystanders bystanders = Bystanders.start(run, venue)) {
                long beforeMib = meter.liveMib();
                abuse(run, venue.port());
                new CapsCheck(run, venue.port()).check();
                run.figure("heapMiB", beforeMib + "->" + meter.liveMib());
                bystanders.finish();
            }
        }
    }

    private static void abuse(FaultRun run, int port) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Stranger.Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < run.count(); i++) {
                for (Stranger stranger : Stranger.values()) {
                    long seed = run.random().nextLong();
                    InetAddress from = address(outcomes.size());
                    outcomes.add(pool.submit(() -> stranger.call(from, port, new Random(seed))));
                }
            }
            Map<Stranger, Double> longest = new TreeMap<>();
            for (Future<Stranger.Outcome> future : outcomes) {
                Stranger.Outcome outcome = future.get();
                longest.merge(outcome.stranger(), outcome.seconds(), Math::max);
                if (outcome.seconds() > MAX_SECONDS || outcome.bytesBack() > 0) {
                    run.violate('-', outcome.stranger().name(), outcome + " (seed " + run.seed() + ")");
                }
            }
            longest.forEach((stranger, seconds) -> run.figure(
                    stranger.name().toLowerCase(java.util.Locale.ROOT) + "S", String.format("%.2f", seconds)));
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    /** One in eight from an address that is capped: with 48 at once the caps are not reached. */
    private static InetAddress address(int slot) throws IOException {
        int host = slot % 8 == 0 ? 2 + slot / 8 % CAPPED_ADDRESSES : 1;
        return Loopback.address(host);
    }
}
