package io.bascule.acceptance.faults;

import io.bascule.acceptance.oracle.VenueProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * After a kill the end of a session's newest message segment is damaged by hand. Accepted is either of two: the venue
 * starts, the sessions come back and rules a to e hold; or it refuses to start with a text that names the file, and
 * starts when the file is as it was.
 */
final class TornFilesSuite implements FaultSuite {
    private static final int DESKS = 4;
    private static final List<Torn.How> HOWS = List.of(Torn.How.values());

    @Override
    public String name() {
        return "torn-files";
    }

    @Override
    public String what() {
        return "damage the end of a message store after a kill";
    }

    @Override
    public int fullCount() {
        return 60;
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
        venue.start();
        try (OracleProcess oracle = OracleProcess.before(venue, run.scratch().resolve("oracle"));
                Desks desks = new Desks(DESKS, oracle.port(), run.seed())) {
            desks.begin();
            int refused = 0;
            for (int round = 0; round < run.count(); round++) {
                desks.trade(10);
                desks.send(3);
                venue.kill();
                Torn.How how = HOWS.get(round % HOWS.size());
                refused += tear(run, venue, data, how) ? 1 : 0;
                oracle.moveTo(venue.port());
                desks.resume();
            }
            run.figure("recovered", Integer.toString(run.count() - refused));
            run.figure("refused", Integer.toString(refused));
            desks.end(run);
            Restarts.once(venue, run);
            run.violations(oracle.judge("--prime", Desks.PRIME));
        }
    }

    /** Whether the start was refused; the venue runs then all the same. */
    private static boolean tear(FaultRun run, VenueProcess venue, Path data, Torn.How how)
            throws IOException, InterruptedException {
        int session = 1 + run.random().nextInt(DESKS + 1);
        String name = session > DESKS ? Desks.PRIME : String.format("LOAD%03d", session);
        Path segment = newestSegment(data.resolve("fix"), name);
        Path copy = Files.copy(segment, run.scratch().resolve("copy"), StandardCopyOption.REPLACE_EXISTING);
        String done = Torn.end(segment, how, run.random());
        OptionalInt code = venue.tryStart();
        if (code.isEmpty()) {
            run.progress(done + ": recovered");
            return false;
        }
        run.progress(done + ": refused with " + code.getAsInt());
        if (!venue.errors().contains(segment.getFileName().toString())
                || !venue.errors().contains(segment.getParent().getFileName().toString())) {
            run.violate('-', name, done + ": refused without the file's name: " + venue.errors());
        }
        Files.copy(copy, segment, StandardCopyOption.REPLACE_EXISTING);
        venue.start();
        return true;
    }

    private static Path newestSegment(Path stores, String compId) throws IOException {
        try (Stream<Path> files = Files.walk(stores)) {
            return files.filter(
                            file -> file.getParent().getFileName().toString().endsWith("-" + compId))
                    .filter(file -> file.toString().endsWith(".messages"))
                    .max(Path::compareTo)
                    .orElseThrow(() -> new IOException("no message segment of " + compId + " in " + stores));
        }
    }
}
