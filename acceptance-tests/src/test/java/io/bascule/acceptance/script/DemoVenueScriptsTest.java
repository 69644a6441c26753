package io.bascule.acceptance.script;

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
    private static EmbeddedVenue venue;

    @TempDir
    private static Path data;

    @BeforeAll
    static void startVenue() {
        venue = new EmbeddedVenue("demo", data);
    }

    @AfterAll
    static void stopVenue() {
        venue.close();
    }

    @TestFactory
    List<DynamicNode> shouldPassEveryScript() throws Exception {
        URI folder = DemoVenueScriptsTest.class.getResource("/scripts").toURI();
        return new ScriptSuite(venue, ScriptRunner.Options.DEFAULT).testsBelow(Path.of(folder));
    }
}
