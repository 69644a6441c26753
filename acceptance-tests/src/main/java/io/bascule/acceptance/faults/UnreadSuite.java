package io.bascule.acceptance.faults;

import io.bascule.acceptance.oracle.VenueProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * A client that never reads while it floods requests, and a drop copy that never reads. What others notice is compared
 * with the same flood by a client that reads. Both are cut at the venue's bound, and then recover everything by resend.
 */
final class UnreadSuite implements FaultSuite {
    /** What may lie unread at the cut: 4 MiB in the venue, the rest in the operating system's buffers. */
    private static final long MAX_UNREAD_BYTES = 16L * 1024 * 1024;

    private static final int SMALLEST_MESSAGE_BYTES = 200;

    /** From this many seconds on percentiles say something: shorter runs only report them. */
    private static final int MEASURED_SECONDS = 60;

    private static final double MAX_RATIO = 2.0;

    /** Of a run that is measured, and of a shorter one, which must come to a cut too. */
    private static final int ORDERS_PER_SECOND = 4_000;

    private static final int ORDERS_PER_SECOND_SHORT = 12_000;

    @Override
    public String name() {
        return "unread";
    }

    @Override
    public String what() {
        return "seconds with a client that never reads while it floods, and a drop copy that never reads";
    }

    @Override
    public int fullCount() {
        return 600;
    }

    @Override
    public int smallCount() {
        return 4;
    }

    @Override
    public void run(FaultRun run) throws Exception {
        Path config = run.scratch().resolve("config");
        UnreadConfiguration.write(config);
        try (VenueProcess venue = run.venue(config.toString(), run.scratch().resolve("data"))) {
            venue.start();
            try (VenueMeter meter = new VenueMeter(venue.handle());
                    Bystanders bystanders = Bystanders.start(run, venue);
                    Flooder reader = new Flooder(run, venue.port(), "LOAD002");
                    Flooder flooder = new Flooder(run, venue.port(), "LOAD001");
                    SilentCopy copy = new SilentCopy(run, venue.port(), "PB2", "LOAD001-A")) {
                Duration before = Duration.ofSeconds(Math.max(1, run.count() / 10));
                // Not measured: a venue that has just started is slow in itself.
                reader.flood(true, before, ordersPerSecond(run));
                Histogram unused = bystanders.takeLatencies();
                LockSupport.parkNanos(before.toNanos());
                report(run, "Quiet", bystanders);
                reader.flood(true, before, ordersPerSecond(run));
                Histogram read = report(run, "Read", bystanders);
                long heapMib = meter.liveMib();
                abuse(run, flooder, copy);
                Histogram unread = report(run, "Unread", bystanders);
                run.figure("heapMiB", heapMib + "->" + meter.liveMib());
                compare(run, read, unread);
                checkCuts(run, flooder, copy);
                recover(run, flooder, copy);
                bystanders.finish();
            }
        }
    }

    private static int ordersPerSecond(FaultRun run) {
        return run.count() < MEASURED_SECONDS ? ORDERS_PER_SECOND_SHORT : ORDERS_PER_SECOND;
    }

    private static Histogram report(FaultRun run, String phase, Bystanders bystanders) {
        Histogram latencies = bystanders.takeLatencies();
        run.figure("p99us" + phase, Bystanders.micros(latencies, 99));
        return latencies;
    }

    private static void abuse(FaultRun run, Flooder flooder, SilentCopy copy) throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<?> copying = pool.submit(() -> {
                copy.run();
                return null;
            });
            flooder.flood(false, Duration.ofSeconds(run.count()), ordersPerSecond(run));
            copy.stop();
            copying.get();
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private static void compare(FaultRun run, Histogram read, Histogram unread) {
        double ratio = unread.getValueAtPercentile(99) / (double) Math.max(1, read.getValueAtPercentile(99));
        run.figure("p99Ratio", String.format("%.2f", ratio));
        if (run.count() >= MEASURED_SECONDS && ratio > MAX_RATIO) {
            run.violate('-', "bystanders", String.format("p99 is %.2f times what it was", ratio));
        }
    }

    private static void checkCuts(FaultRun run, Flooder flooder, SilentCopy copy) {
        run.figure("cuts", flooder.cuts() + "+" + copy.cuts());
        if (flooder.cuts() == 0 || copy.cuts() == 0) {
            run.violate('-', "LOAD001, PB2", "cut " + flooder.cuts() + " and " + copy.cuts() + " times");
        }
        long unreadBytes = flooder.mostUnreadMessages() * SMALLEST_MESSAGE_BYTES;
        if (unreadBytes > MAX_UNREAD_BYTES) {
            run.violate('-', "LOAD001", unreadBytes + " bytes were unread when it was cut");
        }
    }

    private static void recover(FaultRun run, Flooder flooder, SilentCopy copy) throws Exception {
        flooder.recover(run);
        copy.recover();
        if (copy.copies() != flooder.reports()) {
            run.violate('e', "PB2", flooder.reports() + " reports, " + copy.copies() + " copies");
        }
    }
}
