package io.bascule.acceptance.faults;

import io.bascule.acceptance.oracle.VenueProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * kill -9 while the engine takes a snapshot: one on command, killed when its recording has begun, or the one of a clean
 * end. The sessions come back and rules a to f hold.
 */
final class SnapshotKillsSuite implements FaultSuite {
    private static final int DESKS = 4;
    private static final int LONGEST_FUSE_MICROS = 20_000;
    private static final long BEGIN_SECONDS = 30;

    @Override
    public String name() {
        return "snapshot-kills";
    }

    @Override
    public String what() {
        return "kill -9 of the venue while it takes a snapshot";
    }

    @Override
    public int fullCount() {
        return 50;
    }

    @Override
    public int smallCount() {
        return 2;
    }

    @Override
    public void run(FaultRun run) throws Exception {
        Path data = run.scratch().resolve("data");
        VenueProcess venue = run.venue(
                SmallVenue.write(run.scratch().resolve("config"), DESKS).toString(), data);
        SnapshotFiles snapshots = new SnapshotFiles(run, data);
        venue.start();
        int begun = 0;
        try (OracleProcess oracle = OracleProcess.before(venue, run.scratch().resolve("oracle"));
                Desks desks = new Desks(DESKS, oracle.port(), run.seed())) {
            desks.begin();
            for (int round = 0; round < run.count(); round++) {
                desks.trade(20);
                desks.send(3);
                begun += kill(run, venue, snapshots, round % 2 == 0) ? 1 : 0;
                venue.start();
                oracle.moveTo(venue.port());
                desks.resume();
            }
            run.figure("begun", Integer.toString(begun));
            desks.end(run);
            Restarts.check(venue, run);
            run.violations(oracle.judge("--prime", Desks.PRIME));
        }
    }

    /** Whether a snapshot had begun when it was killed. */
    private static boolean kill(FaultRun run, VenueProcess venue, SnapshotFiles snapshots, boolean onCommand)
            throws IOException, InterruptedException {
        long before = snapshots.highestId();
        Process command = onCommand ? snapshots.request() : null;
        if (!onCommand) {
            venue.terminate();
        }
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(BEGIN_SECONDS);
        while (snapshots.highestId() == before && venue.isAlive() && System.nanoTime() < deadlineNs) {
            Thread.onSpinWait();
        }
        boolean begun = snapshots.highestId() > before;
        TimeUnit.MICROSECONDS.sleep(run.random().nextInt(LONGEST_FUSE_MICROS));
        venue.kill();
        if (command != null) {
            command.destroyForcibly().waitFor();
        }
        return begun;
    }
}
