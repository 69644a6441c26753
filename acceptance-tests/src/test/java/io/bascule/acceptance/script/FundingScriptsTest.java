package io.bascule.acceptance.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Funding over FIX, by a demo venue whose SOL-PERP pays each 10 s: mostly waiting, so beside the other tests. */
@Execution(ExecutionMode.CONCURRENT)
class FundingScriptsTest {
    private static final List<String> FILES = List.of("venue.yaml", "sessions.cfg");
    private static final String SOL = "  - symbol: SOL-PERP\n";

    private static EmbeddedVenue venue;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void startVenue() throws IOException {
        Path configuration = Files.createDirectory(folder.resolve("config"));
        for (String file : FILES) {
            try (InputStream bundled =
                    FundingScriptsTest.class.getResourceAsStream("/io/bascule/config/demo/" + file)) {
                String text = new String(bundled.readAllBytes(), UTF_8);
                Files.writeString(
                        configuration.resolve(file), text.replace(SOL, SOL + "    fundingIntervalSeconds: 10\n"));
            }
        }
        venue = new EmbeddedVenue(configuration.toString(), folder.resolve("data"));
    }

    @AfterAll
    static void stopVenue() {
        venue.close();
    }

    @TestFactory
    @Execution(ExecutionMode.SAME_THREAD)
    List<DynamicNode> shouldPassEveryScript() throws Exception {
        URI scripts = FundingScriptsTest.class.getResource("/scripts-funding").toURI();
        return new ScriptSuite(venue, ScriptRunner.Options.DEFAULT).testsBelow(Path.of(scripts));
    }
}
