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

/** What failing sources do to the index of {@code oracle}: mostly waiting, so beside the other tests. */
@Execution(ExecutionMode.CONCURRENT)
class OracleScriptsTest {
    private static EmbeddedVenue venue;

    @TempDir
    private static Path data;

    @BeforeAll
    static void startVenue() {
        venue = new EmbeddedVenue("oracle", data);
    }

    @AfterAll
    static void stopVenue() {
        venue.close();
    }

    @TestFactory
    @Execution(ExecutionMode.SAME_THREAD)
    List<DynamicNode> shouldPassEveryScript() throws Exception {
        URI folder = OracleScriptsTest.class.getResource("/scripts-oracle").toURI();
        return new ScriptSuite(venue, ScriptRunner.Options.DEFAULT).testsBelow(Path.of(folder));
    }
}
