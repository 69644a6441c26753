package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.oracle.VenueProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The venue's wall clock jumps by an hour or by 25, to and fro, in turn while it runs and between a kill and the start
 * after it. While it runs its SendingTime goes on as if nothing had happened; rules a to f hold.
 */
final class ClockJumpsSuite implements FaultSuite {
    private static final int DESKS = 2;
    private static final Duration TOLERANCE = Duration.ofSeconds(20);
    private static final int PAUSE_MS = 50;
    private static final Instant BEGIN = Instant.parse("2027-01-06T12:00:00Z");
    private static final List<Duration> JUMPS =
            List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofHours(25), Duration.ofHours(-25));

    @Override
    public String name() {
        return "clock-jumps";
    }

    @Override
    public String what() {
        return "set the venue's wall clock while it runs, and between two starts";
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
        VenueProcess venue = run.venue(
                SmallVenue.write(run.scratch().resolve("config"), DESKS).toString(),
                run.scratch().resolve("data"));
        Optional<FakeClock> found = FakeClock.of(venue, run.scratch());
        if (found.isEmpty()) {
            run.skip("libfaketime is not installed here (Debian package faketime)");
            return;
        }
        FakeClock clock = found.get();
        clock.set(BEGIN);
        venue.start();
        try (OracleProcess oracle = OracleProcess.before(venue, run.scratch().resolve("oracle"));
                Desks desks = new Desks(DESKS, oracle.port(), run.seed())) {
            desks.clock(clock.steady());
            desks.begin();
            for (int i = 0; i < run.count(); i++) {
                Duration jump = JUMPS.get(i / 2 % JUMPS.size());
                if (i % 2 == 0) {
                    jumpWhileItRuns(run, clock, jump, desks);
                    venue.kill();
                    clock.jump(jump.negated());
                } else {
                    desks.trade(5);
                    venue.kill();
                    clock.jump(jump);
                }
                venue.start();
                oracle.moveTo(venue.port());
                desks.clock(clock.steady());
                desks.resume();
                desks.trade(5);
            }
            desks.end(run);
            Restarts.once(venue, run);
            run.violations(oracle.judge("--prime", Desks.PRIME));
        }
    }

    private static void jumpWhileItRuns(FaultRun run, FakeClock clock, Duration jump, Desks desks)
            throws IOException, InterruptedException {
        InstantSource before = clock.steady();
        desks.clock(before);
        clock.jump(jump);
        long untilNs = System.nanoTime() + FakeClock.DELAY.toNanos();
        while (System.nanoTime() < untilNs) {
            Desk desk = desks.all().get(0);
            String clOrdId = desk.place("1", 50_000, "3");
            RawMessage report = desk.awaitReport(clOrdId, "0");
            Duration off =
                    Duration.between(before.instant(), Desk.sendingTime(report)).abs();
            if (off.compareTo(TOLERANCE) > 0) {
                run.violate('-', "clock", "a jump by " + jump + " moved SendingTime by " + off + ": " + report);
                return;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
    }
}
