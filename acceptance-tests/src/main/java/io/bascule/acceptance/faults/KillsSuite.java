package io.bascule.acceptance.faults;

import io.bascule.acceptance.flow.KilledFlow;
import io.bascule.acceptance.oracle.VenueProcess;

/** kill -9 of the venue's process while order flow goes over several sessions. */
final class KillsSuite implements FaultSuite {
    @Override
    public String name() {
        return "kills";
    }

    @Override
    public String what() {
        return "kill -9 of the venue under load";
    }

    @Override
    public int fullCount() {
        return 200;
    }

    @Override
    public int smallCount() {
        return 2;
    }

    @Override
    public void run(FaultRun run) throws Exception {
        try (VenueProcess venue = run.venue("load", run.scratch().resolve("data"))) {
            KilledFlow.Outcome outcome = KilledFlow.run(venue, run.count(), run.seed(), run::progress);
            outcome.differences().forEach(difference -> run.violate('-', "model", difference));
            run.violations(outcome.violations());
            run.figure("requests", Integer.toString(outcome.requests()));
        }
    }
}
