package io.bascule.acceptance.script;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The scripts that crash a venue of their own; one after another, beside the other tests: mostly they wait. */
@Execution(ExecutionMode.CONCURRENT)
class LiquidationScriptsTest {
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
    @Execution(ExecutionMode.SAME_THREAD)
    List<DynamicNode> shouldPassEveryScript() throws Exception {
        URI folder =
                LiquidationScriptsTest.class.getResource("/scripts-liquidation").toURI();
        return new ScriptSuite(venue, ScriptRunner.Options.DEFAULT).testsBelow(Path.of(folder));
    }
}
