package io.bascule.acceptance.faults;

import io.bascule.acceptance.oracle.VenueProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalInt;

/**
 * The newest snapshot is truncated, or a bit of it flipped, while the venue is down. Accepted is either of two: it
 * starts from the one before and the log, and comes to the same state; or it refuses to start with a text, and starts
 * when the file is as it was.
 */
final class DamagedSnapshotsSuite implements FaultSuite {
    private static final int DESKS = 4;

    @Override
    public String name() {
        return "damaged-snapshots";
    }

    @Override
    public String what() {
        return "truncate or flip the newest snapshot";
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
        Path data = run.scratch().resolve("data");
        VenueProcess venue = run.venue(
                SmallVenue.write(run.scratch().resolve("config"), DESKS).toString(), data);
        SnapshotFiles snapshots = new SnapshotFiles(run, data);
        venue.start();
        int refused = 0;
        try (OracleProcess oracle = OracleProcess.before(venue, run.scratch().resolve("oracle"));
                Desks desks = new Desks(DESKS, oracle.port(), run.seed())) {
            desks.begin();
            for (int round = 0; round < run.count(); round++) {
                for (int i = 0; i < 2; i++) {
                    desks.trade(10);
                    snapshots.take();
                }
                desks.trade(10);
                settle(venue);
                Torn.How how = round % 2 == 0 ? Torn.How.TRUNCATED : Torn.How.FLIPPED;
                refused += damage(run, venue, snapshots, how) ? 1 : 0;
                oracle.moveTo(venue.port());
                desks.resume();
            }
            run.figure("fellBack", Integer.toString(run.count() - refused));
            run.figure("refused", Integer.toString(refused));
            desks.end(run);
            Restarts.once(venue, run);
            run.violations(oracle.judge("--prime", Desks.PRIME));
        }
    }

    /** Kills it and starts it twice, so that nothing is left to deliver, and kills it. */
    private static void settle(VenueProcess venue) throws IOException, InterruptedException {
        for (int i = 0; i < 2; i++) {
            venue.kill();
            venue.start();
        }
        venue.kill();
    }

    /** Whether the start was refused; the venue runs then all the same. */
    private static boolean damage(FaultRun run, VenueProcess venue, SnapshotFiles snapshots, Torn.How how)
            throws IOException, InterruptedException {
        String state = venue.value("state");
        List<Path> recordings = snapshots.newest();
        Path file = recordings.get(run.random().nextInt(recordings.size()));
        Path copy = Files.copy(file, run.scratch().resolve("copy"), StandardCopyOption.REPLACE_EXISTING);
        String done = Torn.anywhere(file, how, run.random());
        OptionalInt code = venue.tryStart();
        if (code.isPresent()) {
            run.progress(done + ": refused with " + code.getAsInt());
            if (!venue.errors().contains("bascule could not start")) {
                run.violate('f', "snapshot", done + ": ended with " + code.getAsInt() + ": " + venue.errors());
            }
            Files.copy(copy, file, StandardCopyOption.REPLACE_EXISTING);
            venue.start();
        } else {
            run.progress(done + ": started");
        }
        if (!venue.value("state").equals(state)) {
            run.violate('f', "snapshot", done + ": state " + state + " has become " + venue.value("state"));
        }
        return code.isPresent();
    }
}
