package io.bascule.acceptance.faults;

import io.bascule.acceptance.oracle.VenueProcess;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A day ends at 00:00 UTC, and a week on Sunday, with orders open: in turn while the venue runs, and while it is down.
 * DAY orders expire, once; GTC orders live on and can be cancelled; numbers begin again on Sunday and then only.
 */
final class RollsSuite implements FaultSuite {
    private static final int DESKS = 2;
    private static final LocalDate FIRST_DAY = LocalDate.of(2027, 1, 9);
    private static final Duration LEAST_LEAD = Duration.ofSeconds(8);
    private static final Duration AFTER = Duration.ofSeconds(3);

    /** The orders of one desk that a day's end finds open. */
    private record Open(Desk desk, String day, String gtc) {}

    @Override
    public String name() {
        return "rolls";
    }

    @Override
    public String what() {
        return "let days and weeks end with orders open";
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
        VenueProcess venue = run.venue(
                SmallVenue.write(run.scratch().resolve("config"), DESKS).toString(),
                run.scratch().resolve("data"));
        Optional<FakeClock> found = FakeClock.of(venue, run.scratch());
        if (found.isEmpty()) {
            run.skip("libfaketime is not installed here (Debian package faketime)");
            return;
        }
        FakeClock clock = found.get();
        clock.set(FIRST_DAY.atTime(12, 0).toInstant(ZoneOffset.UTC));
        Duration lead = max(LEAST_LEAD, venue.start().multipliedBy(4));
        int weeks = 0;
        try (OracleProcess oracle = OracleProcess.before(venue, run.scratch().resolve("oracle"));
                Desks desks = new Desks(DESKS, oracle.port(), run.seed())) {
            desks.clock(clock.steady());
            desks.begin();
            for (int i = 0; i < run.count(); i++) {
                LocalDate day = FIRST_DAY.plusDays(i);
                Instant midnight = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
                boolean week = day.getDayOfWeek() == DayOfWeek.SATURDAY;
                weeks += week ? 1 : 0;
                restart(venue, oracle, clock, midnight.minus(lead), desks, false);
                List<Open> open = openOrders(desks);
                if (i % 2 == 0) {
                    awaitInstant(clock, midnight.plus(AFTER));
                    if (week) {
                        desks.beginEpoch();
                        desks.resume();
                    }
                } else {
                    restart(venue, oracle, clock, midnight.plus(AFTER), desks, week);
                }
                if (week) {
                    desks.recover(run);
                }
                check(run, open, day + (i % 2 == 0 ? ", running" : ", down"));
            }
            run.figure("weeks", Integer.toString(weeks));
            desks.end(run);
            Restarts.once(venue, run);
            run.violations(oracle.judge("--prime", Desks.PRIME));
        }
    }

    private static void restart(
            VenueProcess venue, OracleProcess oracle, FakeClock clock, Instant time, Desks desks, boolean newNumbers)
            throws IOException, InterruptedException {
        venue.kill();
        clock.set(time);
        venue.start();
        oracle.moveTo(venue.port());
        desks.clock(clock.steady());
        if (newNumbers) {
            desks.beginEpoch();
        }
        desks.resume();
    }

    private static List<Open> openOrders(Desks desks) throws IOException, InterruptedException {
        List<Open> open = new ArrayList<>();
        for (Desk desk : desks.all()) {
            Open orders = new Open(desk, desk.place("1", 59_000, "0"), desk.place("1", 59_001, "1"));
            desk.awaitReport(orders.day(), "0");
            desk.awaitReport(orders.gtc(), "0");
            open.add(orders);
        }
        return open;
    }

    private static void check(FaultRun run, List<Open> open, String where) throws IOException, InterruptedException {
        for (Open orders : open) {
            Desk desk = orders.desk();
            desk.session().synchronise(Duration.ofSeconds(30));
            String cancel = desk.cancel(orders.gtc());
            desk.awaitAnswers();
            if (desk.reports(orders.day(), "C") != 1) {
                run.violate(
                        'a',
                        desk.compId(),
                        where + ": " + orders.day() + " expired " + desk.reports(orders.day(), "C") + " times");
            }
            if (desk.reportOf(orders.gtc(), "C") != null || desk.reportOf(cancel, "4") == null) {
                run.violate('a', desk.compId(), where + ": GTC order " + orders.gtc() + " did not live on");
            }
        }
    }

    private static void awaitInstant(FakeClock clock, Instant time) throws InterruptedException {
        long leftMs = Duration.between(clock.steady().instant(), time).toMillis();
        TimeUnit.MILLISECONDS.sleep(Math.max(0, leftMs));
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
