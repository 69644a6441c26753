package io.bascule.acceptance.faults;

import io.bascule.acceptance.flow.KilledFlow;
import io.bascule.acceptance.oracle.VenueProcess;
import java.nio.file.Path;

/**
 * kill -9 of the venue's process while order flow goes over several sessions, a quarter of the kills while it starts
 * again. All of rules a to f, every report and account against the model, and ready again in time.
 */
final class KillsSuite implements FaultSuite {
    @Override
    public String name() {
        return "kills";
    }

    @Override
    public String what() {
        return "kill -9 of the venue under load, and in its starts";
    }

    @Override
    public int fullCount() {
        return 200;
    }

    @Override
    public int smallCount() {
        return 3;
    }

    @Override
    public void run(FaultRun run) throws Exception {
        Path records = run.scratch().resolve("oracle");
        VenueProcess venue = run.venue("load", run.scratch().resolve("data"));
        venue.start();
        try (OracleProcess oracle = OracleProcess.before(venue, records)) {
            KilledFlow.Outcome outcome = KilledFlow.run(
                    venue, oracle::portAfterStart, run.count(), run.serveWithinMs(), run.seed(), run::progress);
            outcome.differences().forEach(difference -> run.violate('-', "model", difference));
            run.violations(outcome.violations());
            run.figure("requests", Integer.toString(outcome.requests()));
            run.figure("kills", Integer.toString(outcome.kills()));
            run.figure("slowestStartMs", Long.toString(outcome.slowestStart().toMillis()));
            Restarts.check(venue, run);
            run.violations(oracle.judge("--prime", KilledFlow.PRIME));
        }
    }
}
