package io.bascule.acceptance.script;

import io.bascule.config.ConfigLoader;
import io.bascule.gateway.app.RunningVenue;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every script of ours, against the demo venue. */
class DemoVenueScriptsTest {
    private static RunningVenue venue;

    @TempDir
    private static Path data;

    @BeforeAll
    static void startVenue() {
        venue = RunningVenue.start(ConfigLoader.load("demo").withPort(0), data);
    }

    @AfterAll
    static void stopVenue() {
        venue.close();
    }

    @TestFactory
    List<DynamicNode> shouldPassEveryScript() throws Exception {
        URI folder = DemoVenueScriptsTest.class.getResource("/scripts").toURI();
        return new ScriptSuite(new Address(), ScriptRunner.Options.DEFAULT).testsBelow(Path.of(folder));
    }

    private static final class Address implements Venue {
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
            // Closed when the class is done.
        }
    }
}
