package io.bascule.acceptance.script;

import io.bascule.config.ConfigLoader;
import io.bascule.gateway.app.RunningVenue;
import java.nio.file.Path;

/** A venue in this process, of a bundled configuration, on a free port. */
final class EmbeddedVenue implements Venue {
    private final RunningVenue venue;

    EmbeddedVenue(String configuration, Path data) {
        venue = RunningVenue.start(ConfigLoader.load(configuration).withPort(0), data);
    }

    @Override
    public String host() {
        return venue.address().getAddress().getHostAddress();
    }

    @Override
    public int port() {
        return venue.address().getPort();
    }

    @Override
    public void close() {
        venue.close();
    }
}
