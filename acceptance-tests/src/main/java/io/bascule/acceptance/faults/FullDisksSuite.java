package io.bascule.acceptance.faults;

import io.bascule.acceptance.oracle.VenueProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The venue's disk is filled while orders flow. In every other round some megabytes are left, less than its reserve: it
 * must refuse orders (35=j) and take cancels, and take orders again when there is room. In the others nothing is left:
 * it must end with code 75, refuse to start with that code and change nothing, and start again when there is room.
 * Whatever it acknowledged is there then.
 */
final class FullDisksSuite implements FaultSuite {
    private static final int DESKS = 4;
    private static final int DISK_MEGABYTES = 160;
    private static final int GROWTH_MEGABYTES = 40;
    private static final int RESERVE_MEGABYTES = 8;
    private static final long MEGABYTE = 1 << 20;
    private static final int DISK_FULL = 75;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAUSE_MS = 5;

    @Override
    public String name() {
        return "full-disks";
    }

    @Override
    public String what() {
        return "fill the venue's disk while orders flow, and free it";
    }

    @Override
    public int fullCount() {
        return 20;
    }

    @Override
    public int smallCount() {
        return 2;
    }

    @Override
    public void run(FaultRun run) throws Exception {
        int megabytes = DISK_MEGABYTES + GROWTH_MEGABYTES * run.count();
        Optional<SmallDisk> mounted = SmallDisk.mount(run.scratch().resolve("disk"), megabytes);
        if (mounted.isEmpty()) {
            run.skip("no small filesystem can be mounted here");
            return;
        }
        try (SmallDisk disk = mounted.get()) {
            Path config = SmallVenue.write(
                    run.scratch().resolve("config"), DESKS, "DiskReserveMegabytes=" + RESERVE_MEGABYTES);
            VenueProcess venue = run.venue(config.toString(), disk.folder().resolve("data"));
            venue.errorTo(run.scratch().resolve("venue.err"));
            try (venue) {
                venue.start();
                fill(run, disk, venue);
            }
        }
    }

    private static void fill(FaultRun run, SmallDisk disk, VenueProcess venue) throws Exception {
        try (OracleProcess oracle = OracleProcess.before(venue, run.scratch().resolve("oracle"));
                Desks desks = new Desks(DESKS, oracle.port(), run.seed())) {
            desks.begin();
            int ended = 0;
            for (int round = 0; round < run.count(); round++) {
                desks.trade(20);
                if (round % 2 == 0) {
                    fillSome(run, disk, desks);
                } else {
                    ended++;
                    fillAll(run, disk, venue, desks);
                    oracle.moveTo(venue.port());
                    desks.resume();
                }
            }
            desks.end(run);
            run.figure("refused", Integer.toString(desks.refusals()));
            run.figure("ended", Integer.toString(ended));
            Restarts.once(venue, run);
            run.violations(oracle.judge("--prime", Desks.PRIME));
        }
    }

    private static void fillSome(FaultRun run, SmallDisk disk, Desks desks) throws Exception {
        disk.fillUpTo(2 * MEGABYTE + run.random().nextInt((RESERVE_MEGABYTES - 3) << 20));
        Desk desk = desks.all().get(0);
        int refused = desk.refusals();
        if (!comesTrue(() -> desk.refusals() > refused, () -> desks.trade(1))) {
            run.violate('-', "reserve", "orders are still taken with " + disk.usableBytes() + " bytes left");
        }
        for (Desk each : desks.all()) {
            for (String wrong : each.cancelAll()) {
                run.violate('a', each.compId(), "below the reserve: " + wrong);
            }
        }
        disk.free();
        if (!comesTrue(() -> desk.openOrders() > 0, () -> desks.trade(1))) {
            run.violate('-', "reserve", "no order is taken with " + disk.usableBytes() + " bytes left");
        }
    }

    /** The venue ends, cannot start, and starts again when there is room. */
    private static void fillAll(FaultRun run, SmallDisk disk, VenueProcess venue, Desks desks) throws Exception {
        disk.fillUpTo(run.random().nextInt(64 << 10));
        boolean ended = comesTrue(() -> !venue.isAlive(), () -> {
            disk.fillUpTo(0);
            if (desks.isAnyLoggedOn()) { // the venue may take its time to end
                desks.send(25); // the files made ahead have to be filled, too
            }
        });
        if (!ended) {
            run.violate('-', "full disk", "the venue neither refuses nor ends: " + venue.errors());
            venue.kill();
        } else if (venue.awaitExit(PATIENCE) != DISK_FULL) {
            run.violate('-', "full disk", "it ended with " + venue.awaitExit(PATIENCE) + ": " + venue.errors());
        }
        disk.fillUpTo(0);
        Path data = disk.folder().resolve("data");
        FolderState before = FolderState.of(data);
        OptionalInt code = venue.tryStart();
        if (code.orElse(0) != DISK_FULL || !venue.errors().contains("MB left")) {
            run.violate('-', "full disk", "a start gave " + code + ": " + venue.errors());
            venue.kill();
        } else if (!FolderState.of(data).equals(before)) {
            run.violate('-', "full disk", "a start in vain changed what is there");
        }
        disk.free();
        venue.start();
    }

    /** Does something again and again until a condition holds. */
    private static boolean comesTrue(BooleanSupplier condition, Attempt attempt) throws Exception {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadlineNs) {
            attempt.run();
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
        return condition.getAsBoolean();
    }

    /** What is done again and again. */
    @FunctionalInterface
    private interface Attempt {
        void run() throws IOException, InterruptedException;
    }
}
