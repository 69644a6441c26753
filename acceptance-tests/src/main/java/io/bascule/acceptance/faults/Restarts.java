package io.bascule.acceptance.faults;

import io.bascule.acceptance.oracle.VenueProcess;
import java.io.IOException;

/** Starts of a venue that nobody talks to any more, for rule f: its log comes to the state that was left. */
final class Restarts {
    private static final int KILLS = 2;

    private Restarts() {}

    /** Ends a running venue cleanly and starts it, kills it and starts it, twice, and ends it again. */
    static void check(VenueProcess venue, FaultRun run) throws IOException, InterruptedException {
        stop(venue, run);
        venue.start();
        for (int i = 0; i < KILLS; i++) {
            venue.kill();
            venue.start();
        }
        stop(venue, run);
    }

    /** Ends a running venue cleanly, starts it, and ends it again. */
    static void once(VenueProcess venue, FaultRun run) throws IOException, InterruptedException {
        stop(venue, run);
        venue.start();
        stop(venue, run);
    }

    /** Ends it by SIGTERM: its code must be 0. */
    static void stop(VenueProcess venue, FaultRun run) throws IOException, InterruptedException {
        int code = venue.stop();
        if (code != 0) {
            run.violate('-', "venue", "it ended with " + code + " on SIGTERM");
        }
    }
}
