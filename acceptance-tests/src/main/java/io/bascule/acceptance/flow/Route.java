package io.bascule.acceptance.flow;

import io.bascule.acceptance.oracle.VenueProcess;
import java.io.IOException;

/** Where sessions call a venue that has just started: the venue itself, or somebody between. */
@FunctionalInterface
public interface Route {
    /** The port on this machine. */
    int portAfterStart(VenueProcess venue) throws IOException, InterruptedException;
}
