package io.bascule.acceptance.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.acceptance.flow.VenueJar;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every suite as the command runs it, with its small count: a venue and the oracle, each in a process of its own. */
class FaultSuitesTest {
    private static final String PATIENCE_MS = "60000";

    @TempDir
    private Path folder;

    @TestFactory
    @Timeout(300)
    Stream<DynamicTest> shouldFindNothingBroken() throws Exception {
        Path jar = VenueJar.in(folder);
        return Suites.all().stream().map(suite -> DynamicTest.dynamicTest(suite.name(), () -> run(suite, jar)));
    }

    private static void run(FaultSuite suite, Path jar) {
        StringWriter out = new StringWriter();
        int code = FaultsCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute("--only", suite.name(), "--jar", jar.toString(), "--serve-within", PATIENCE_MS);
        System.out.println(out);
        assertEquals(0, code, out.toString());
    }
}
